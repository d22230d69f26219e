package dev.kelp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.kelp.ingest.InlinedFlush;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Snapshot;
import dev.kelp.store.StoredCells;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that lie inside the catalogue. */
class StreamedRowsTest {
    private static final Field[] ALL =
            Arrays.stream(KqlType.values()).map(t -> new Field(t.kql(), t)).toArray(Field[]::new);

    @TempDir
    Path folder;

    private TableFixture fixture;

    CatalogPlace place(Path of) {
        return CatalogPlace.of(of);
    }

    @BeforeEach
    void open() {
        fixture = new TableFixture(place(folder));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyValueComesBackAsItWentIn() throws SQLException {
        fixture.create("t", ALL);
        List<List<@Nullable Object>> rows = List.of(
                row(true, 1, -2L, 0.1, "a", 0L, 5L, "0.1", "11111111-2222-3333-4444-555555555555", "{\"a\":[1,null]}"),
                row(
                        false,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE + 1,
                        Double.NaN,
                        "",
                        Ticks.MAX,
                        -1L,
                        "-99999999999999999999.999999999999999999",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "\"x\\u0000y\""),
                row(
                        true,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        Double.NEGATIVE_INFINITY,
                        "a\0b'\"\\\n\u00e9\ud83d\ude00",
                        Ticks.UNIX_EPOCH + 7,
                        Long.MAX_VALUE,
                        "12345678901234567890.5",
                        "00000000-0000-0000-0000-000000000000",
                        "12.50"),
                row(
                        false,
                        0,
                        0L,
                        -0.0,
                        " ",
                        Ticks.UNIX_EPOCH - 1,
                        0L,
                        "0",
                        "abcdefab-cdef-abcd-efab-cdefabcdefab",
                        "[]"),
                row(null, null, null, null, "", null, null, null, null, null));
        stream("t", rows);
        assertEquals(asSet(rows), asSet(fixture.rows("t")));
        TableDef table = fixture.table("t");
        assertNotNull(table.column("datetime").orElseThrow().storage().remainder());
        assertEquals(1, fixture.extents("t").size());
        stream("t", rows.subList(0, 2));
        assertEquals(7, fixture.rows("t").size());
    }

    private static Set<String> asSet(List<List<@Nullable Object>> rows) {
        Set<String> texts = new HashSet<>();
        rows.forEach(r -> texts.add(r.toString()));
        return texts;
    }

    /** In the order of the types. */
    private static List<@Nullable Object> row(
            @Nullable Boolean bool,
            @Nullable Integer number,
            @Nullable Long large,
            @Nullable Double real,
            String text,
            @Nullable Long datetime,
            @Nullable Long timespan,
            @Nullable String decimal,
            @Nullable String guid,
            @Nullable String dynamic) {
        List<@Nullable Object> row = new ArrayList<>();
        for (KqlType type : KqlType.values()) {
            row.add(
                    switch (type) {
                        case BOOL -> bool;
                        case INT -> number;
                        case LONG -> large;
                        case REAL -> real;
                        case STRING -> text;
                        case DATETIME -> datetime;
                        case TIMESPAN -> timespan;
                        case DECIMAL -> decimal;
                        case GUID -> guid;
                        case DYNAMIC -> dynamic;
                    });
        }
        return row;
    }

    private void stream(String name, List<List<@Nullable Object>> rows) {
        TableDef table = fixture.table(name);
        fixture.store.commit().stream(table, batch(table, rows)).run();
    }

    private static InlinedBatch batch(TableDef table, List<List<@Nullable Object>> rows) {
        @Nullable Object[][] columns = new @Nullable Object[table.columns().size()][rows.size()];
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < rows.size(); row++) {
                columns[column][row] = rows.get(row).get(column);
            }
        }
        return StoredCells.of(table, columns, rows.size());
    }

    @Test
    void aSnapshotSeesWhatWasThere() throws SQLException {
        fixture.create("t", new Field("n", KqlType.LONG), new Field("s", KqlType.STRING));
        Snapshot empty = fixture.store.snapshot();
        stream("t", List.of(List.of(1L, "a"), List.of(2L, "b")));
        Snapshot two = fixture.store.snapshot();
        fixture.append("t", "VALUES (10, 'file')");
        stream("t", List.of(List.of(3L, "c")));
        Snapshot four = fixture.store.snapshot();
        TableDef table = fixture.table("t");
        assertEquals(4, count(four));
        fixture.store.commit().replace(table, List.of()).run();
        assertEquals(0, count(fixture.store.snapshot()));
        stream("t", List.of(List.of(4L, "d")));
        assertEquals(1, count(fixture.store.snapshot()));
        assertEquals(0, count(empty));
        assertEquals(2, count(two));
        assertEquals(4, count(four));
        assertEquals(
                List.of(List.of(2L, "b")),
                fixture.rows(
                        two,
                        new ScanRequest(
                                table,
                                table.columns(),
                                List.of(fixture.predicate("t", "s", dev.kelp.tables.ColumnPredicate.Op.EQ, "b")))));
    }

    private int count(Snapshot snapshot) throws SQLException {
        TableDef table = snapshot.table("main", "t").orElseThrow();
        return fixture.rows(snapshot, new ScanRequest(table, table.columns(), List.of()))
                .size();
    }

    @Test
    void columnsMayComeLater() throws SQLException {
        fixture.create("t", new Field("n", KqlType.LONG));
        stream("t", List.of(List.of(1L)));
        fixture.store
                .commit()
                .addColumns(fixture.table("t"), List.of(new Field("s", KqlType.STRING)))
                .run();
        stream("t", List.of(List.of(2L, "b")));
        assertEquals(Set.of("[1, ]", "[2, b]"), asSet(fixture.rows("t")));
    }

    @Test
    void rowsThatHaveGoneToFilesLeaveMemory() throws SQLException {
        fixture.create("t", new Field("n", KqlType.LONG));
        stream("t", List.of(List.of(1L)));
        assertEquals(1, fixture.rows("t").size());
        assertEquals(1, held());
        InlinedFlush flush = new InlinedFlush(fixture.store, fixture.duckDb);
        flush.run(InlinedFlush.Due.NOW, new Cancellation());
        for (int look = 0; look < 30; look++) {
            flush.isDue(InlinedFlush.Due.USUAL);
        }
        assertEquals(0, held());
        stream("t", List.of(List.of(2L)));
        assertEquals(2, fixture.rows("t").size());
        assertEquals(1, held());
    }

    private int held() throws SQLException {
        try (Connection connection = fixture.duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'kelp_inlined'")) {
            tables.next();
            return tables.getInt(1);
        }
    }
}
