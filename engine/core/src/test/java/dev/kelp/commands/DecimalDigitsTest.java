package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kelp.ingest.InlinedFlush;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No decimal loses a digit, whatever the stored form has room for. */
class DecimalDigitsTest {
    private static final String LONG = "-1234567890123456789012345678901234";
    private static final String SMALL = "0.0000000000000000000000000000000012";
    private static final String BOTH = "123456789012345.1234567890123456789";

    @TempDir
    Path folder;

    private EngineFixture kelp;

    @BeforeEach
    void open() {
        kelp = new EngineFixture(folder);
        kelp.run(".create table T (n:long, d:decimal)");
        kelp.run(".ingest inline into table T <| 1,0.5\n2,");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    private List<@Nullable Object> decimals(String query) {
        return kelp.run(query + " | order by n asc | project d").stream()
                .<@Nullable Object>map(row -> row.get(0))
                .toList();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void inFilesOfEveryKind() throws IOException {
        kelp.run(".ingest into table T ('" + file("a.csv", "3," + LONG + "\n4," + SMALL + "\n5,7\n") + "')");
        kelp.run(".ingest into table T ('"
                + file("b.json", "{\"n\":6,\"d\":" + BOTH + "}\n{\"n\":7,\"d\":\"" + LONG + "\"}")
                + "') with (format='json')");
        kelp.run(".append T <| print n = 8, d = decimal(" + SMALL + ")");
        List<@Nullable Object> all = Arrays.asList("0.5", null, LONG, SMALL, "7", BOTH, LONG, SMALL);
        assertEquals(all, decimals("T"));
        // Conditions see the digits, in extents with such decimals and without.
        assertEquals(Arrays.asList(LONG, LONG), decimals("T | where d == decimal(" + LONG + ")"));
        assertEquals(Arrays.asList(LONG, SMALL, LONG, SMALL), decimals("T | where d < 0.1"));
        assertEquals(
                Arrays.asList("0.5", "7", BOTH),
                decimals("T | where d > decimal(0.0000000000000000000000000000000013)"));
        assertEquals(Arrays.asList((Object) null), decimals("T | where isnull(d)"));
        assertEquals(7L, kelp.cell("T | where isnotnull(d) | count"));
        assertEquals(Arrays.asList(SMALL, SMALL), decimals("T | where d in (decimal(" + SMALL + "), decimal(9))"));
        assertEquals(BOTH, kelp.cell("T | summarize max(d)"));
        assertEquals(
                List.of("n", "d"),
                kelp.run("T | getschema | project ColumnName").stream()
                        .map(r -> r.get(0))
                        .toList());
        assertEquals(
                Arrays.asList(LONG, LONG),
                decimals("evaluate table_insertions('T', 1) | where d == decimal(" + LONG + ")"));
        // Through merges, deletions, a rename and another table.
        List<List<@Nullable Object>> ids = kelp.run("T | where n > 5 | summarize by tostring(extent_id())");
        kelp.run(".merge T ("
                + String.join(
                        ", ", ids.stream().map(r -> String.valueOf(r.get(0))).toList()) + ")");
        kelp.run(".delete table T records <| T | where n == 7");
        List<@Nullable Object> left = Arrays.asList("0.5", null, LONG, SMALL, "7", BOTH, SMALL);
        assertEquals(left, decimals("T"));
        kelp.run(".rename column T.d to e");
        assertEquals(left, decimals("T | project-rename d = e"));
        kelp.run(".set-or-append U <| T | project n, d = e");
        assertEquals(left, decimals("U"));
        kelp.run(".create table W (n:long, d:decimal)");
        kelp.refused(".move extents all from table U to table W");
        kelp.run(".append W <| print n = 0, d = decimal(" + LONG + ")");
        kelp.run(".move extents all from table U to table W");
        assertEquals(8L, kelp.cell("W | count"));
        assertEquals(left, decimals("W | where n > 0"));
    }

    @Test
    void insideTheCatalogue() {
        String almost = "99999999999999999999.9999999999999";
        stream(3, LONG);
        stream(4, SMALL);
        stream(5, almost);
        List<@Nullable Object> all = Arrays.asList("0.5", null, LONG, SMALL, almost);
        assertEquals(all, decimals("T"));
        assertEquals(Arrays.asList((Object) LONG), decimals("T | where d < 0"));
        try (Store store = Store.open(folder);
                DuckDb duckDb = DuckDb.open()) {
            assertEquals(3, new InlinedFlush(store, duckDb).run(InlinedFlush.Due.NOW, new Cancellation()));
        }
        assertEquals(all, decimals("T"));
        assertEquals(Arrays.asList((Object) SMALL), decimals("T | where d < 0.1 and d > 0"));
        stream(6, BOTH);
        assertEquals(BOTH, kelp.cell("T | where n == 6 | project d"));
    }

    private void stream(long n, String decimal) {
        kelp.engine.stream().append("main", "T", List.<@Nullable Object[]>of(new Object[] {n, decimal}), "");
    }
}
