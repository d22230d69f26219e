package dev.kelp.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Request;
import dev.kelp.ingest.InlinedFlush;
import dev.kelp.run.Cancellation;
import dev.kelp.store.CatalogPlace;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What table_changes tells is what lies between the tables as time travel shows them, however they are kept. */
class TableHistoryTest {
    @TempDir
    Path folder;

    private Tables kelp;

    CatalogPlace place(Path of) {
        return CatalogPlace.of(of);
    }

    @BeforeEach
    void open() {
        kelp = new Tables(place(folder));
        kelp.run(".create table T (n:long, s:string)");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    private long head() {
        return kelp.store.snapshot().id();
    }

    private void fill() {
        kelp.run(".append T <| range n from 0 to 9 step 1 | extend s = 'a'");
        kelp.run(".delete table T records <| T | where n in (2, 4)");
        kelp.run(".append T <| range n from 10 to 19 step 1 | extend s = 'b'");
        kelp.run(".delete table T records <| T | where n in (1, 3, 5, 11)");
        kelp.run(".alter table T policy streamingingestion enable");
        kelp.run(".ingest inline into table T <| 20,c\n21,c\n22,c");
        kelp.run(".ingest inline into table T <| 23,d\n24,d");
        kelp.run(".delete table T records <| T | where n in (0, 21, 23)");
        kelp.run(".ingest inline into table T <| 25,e");
    }

    private void more() {
        kelp.run(".delete table T records <| T | where n in (6, 20)");
        kelp.run(".create table U (n:long, s:string)");
        kelp.run(".append U <| range n from 100 to 103 step 1 | extend s = 'u'");
        kelp.run(".move extents all from table U to table T");
        kelp.run(".set-or-replace T <| T | where n > 7 | extend n = n + 1000");
        kelp.run(".append T <| range n from 30 to 33 step 1 | extend s = 'f'");
        kelp.run(".delete table T records <| T | where n >= 30 and n < 34");
    }

    private void tidy() {
        new InlinedFlush(kelp.store, kelp.duckDb).run(InlinedFlush.Due.NOW, new Cancellation());
        kelp.maintain();
    }

    @Test
    void changesAreWhatTimeTravelShows() {
        fill();
        compare(1, head());
        tidy();
        compare(1, head());
        more();
        compare(1, head());
        for (int i = 0; i < 8; i++) {
            kelp.run(".append T <| print n = " + (2000 + i) + ", s = 'g'");
        }
        tidy();
        assertTrue(kelp.extents() < 6);
        compare(1, head());
        kelp.run(".delete table T records <| T | where n in (2001, 2002, 1010)");
        compare(head() - 9, head());
    }

    /** All ranges of one commit, and the one of all. */
    private void compare(long first, long last) {
        List<List<?>> all = new ArrayList<>();
        Set<Object> before = at(first - 1);
        for (long s = first; s <= last; s++) {
            Set<Object> now = at(s);
            List<List<?>> expected = new ArrayList<>();
            for (Object n : now) {
                if (!before.contains(n)) {
                    expected.add(List.of(s, "insert", n));
                }
            }
            for (Object n : before) {
                if (!now.contains(n)) {
                    expected.add(List.of(s, "delete", n));
                }
            }
            assertEquals(
                    sorted(expected),
                    sorted(kelp.run(
                            "evaluate table_changes('T', " + s + ", " + s + ") | project snapshot_id, change_type, n")),
                    "snapshot " + s);
            all.addAll(expected);
            before = now;
        }
        String range = "(T, " + first + ", " + last + ")";
        assertEquals(
                sorted(all),
                sorted(kelp.run("evaluate table_changes" + range + " | project snapshot_id, change_type, n")));
        assertEquals(
                sorted(all.stream().filter(r -> r.get(1).equals("insert")).toList()),
                sorted(kelp.run("evaluate table_insertions" + range + " | project snapshot_id, 'insert', n")));
        assertEquals(
                sorted(all.stream().filter(r -> r.get(1).equals("delete")).toList()),
                sorted(kelp.run("evaluate table_deletions" + range + " | project snapshot_id, 'delete', n")));
        // A row's identity comes and goes but once.
        Map<Object, Object> identities = new HashMap<>();
        kelp.run("evaluate table_changes" + range + " | project rowid, n")
                .forEach(row -> assertEquals(row.get(1), identities.getOrDefault(row.get(0), row.get(1))));
    }

    private Set<Object> at(long snapshot) {
        if (snapshot < 1) {
            return Set.of();
        }
        Set<Object> found = new HashSet<>();
        kelp.run(Request.of("T | project n").options(Map.of("kelp_snapshot", String.valueOf(snapshot))))
                .forEach(row -> assertTrue(found.add(row.get(0)), "twice at " + snapshot + ": " + row));
        return found;
    }

    private static List<String> sorted(List<? extends List<?>> rows) {
        return rows.stream().map(String::valueOf).sorted().toList();
    }

    @Test
    void rowsHaveTheColumnsOfTheEnd() {
        kelp.run(".append T <| print n = 1, s = 'x'");
        long first = head();
        kelp.run(".alter table T (s:string, rowid:long)");
        kelp.run(".append T <| print s = 'y', rowid = 7");
        long last = head();
        assertEquals(
                List.of("snapshot_id", "rowid", "change_type", "s", "rowid1"),
                names("evaluate table_changes('T', " + first + ", " + last + ")"));
        assertEquals(
                List.of(Arrays.asList(0L, "x", null), Arrays.asList(1L, "y", 7L)),
                kelp.run("evaluate table_changes('T', " + first + ") | sort by rowid asc | project rowid, s, rowid1"));
        assertEquals(
                List.of(List.of(1L, "x")),
                kelp.run("evaluate table_changes('T', " + first + ", " + first + ") | project n, s"));
        assertEquals(
                List.of(List.of(2L)),
                kelp.run("evaluate table_insertions('T', ago(1h), now()) | where strlen(s) == 1 | count"));
        assertEquals(
                List.of(List.of(1L)),
                kelp.run("evaluate table_insertions('T', " + first + ") | where s == 'y' | count"));
    }

    private List<String> names(String query) {
        try (var answer = kelp.engine.execute(Request.of(query))) {
            return answer.primary().frame().schema().names();
        }
    }

    @Test
    void whatIsNotKnownIsRefused() {
        fill();
        long first = head() - 3;
        for (String wrong : List.of(
                "evaluate table_changes('T', 5, 4)",
                "evaluate table_changes('T', 1, 1000)",
                "evaluate table_changes('T', -1)",
                "evaluate table_changes('T', now() + 1d)",
                "evaluate table_changes('T', 'x')",
                "evaluate table_changes('X', 1)",
                "evaluate table_changes('T')",
                "T | evaluate table_changes('T', 1)",
                "evaluate table_changes('T', 1) | where cursor_after('2')",
                ".delete table T records <| evaluate table_deletions('T', 1) | where n == 1")) {
            assertThrows(KqlException.class, () -> kelp.run(wrong), wrong);
        }
        kelp.store.expire(List.of(2L, 3L, first));
        KqlException gone =
                assertThrows(KqlException.class, () -> kelp.run("evaluate table_changes('T', " + (first - 1) + ")"));
        assertEquals(Problem.RUNTIME, gone.problem());
        assertTrue(gone.getMessage().contains("from snapshot " + (first + 2) + " on"), gone.getMessage());
        List<List<@Nullable Object>> known = kelp.run("evaluate table_changes('T', " + (first + 2) + ")");
        assertEquals(4, known.size());
    }
}
