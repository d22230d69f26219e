package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kelp.ingest.InlinedFlush;
import dev.kelp.ingest.StreamingIngest;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import dev.kelp.types.JsonText;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values come back digit for digit, whichever way they went in and wherever they lie. */
class ExactValuesTest {
    private static final String COLUMNS =
            "(k:int, b:bool, l:long, r:real, m:decimal, s:string, t:datetime, p:timespan, g:guid, j:dynamic)";

    /** Datetimes of all digits, the first and the last, decimals at their limits, and dynamics whose text matters. */
    private static final List<String> TIMES = List.of(
            "0001-01-01T00:00:00.0000000Z",
            "0001-01-01T00:00:00.0000001Z",
            "1582-10-10T12:00:00.1234567Z",
            "1969-12-31T23:59:59.9999999Z",
            "2024-02-29T23:59:59.0000009Z",
            "9999-12-31T23:59:59.9999999Z");

    private static final List<String> DYNAMICS = List.of(
            "{\"z\":1,\"a\":{\"b\":[1.0,1.50,-0.0,1e400,12345678901234567890123]}}",
            "[\"é\",\"漢字\",\"😀\",\"\\\\\",\"\\\"\"]",
            "{\"\":null,\" \":true}",
            "1.0",
            "\"x\"",
            "[]");

    private static final List<String> DECIMALS = List.of(
            "9999999999999999.999999999999999999",
            "-99999999999999999999.99999999999999",
            "0.000000000000000001",
            "-0.5",
            "12345678901234567890",
            "0");

    private static final List<String> TEXTS = List.of("", "a,b", "x\ny", "'\"\\", "😀\u0301", "  ");

    private static final List<Long> TICKS = List.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L, -1L, 0L, 864_000_000_007L);

    @TempDir
    Path folder;

    private EngineFixture engine;
    private final List<List<@Nullable Object>> wanted = new ArrayList<>();

    @BeforeEach
    void open() {
        engine = new EngineFixture(place(folder.resolve("db")));
        for (int i = 0; i < TIMES.size(); i++) {
            wanted.add(Arrays.asList(
                    i,
                    i % 2 == 0,
                    i == 0 ? Long.MAX_VALUE : i == 1 ? Long.MIN_VALUE : i,
                    i == 0 ? Double.MIN_VALUE : i == 1 ? Double.MAX_VALUE : 0.1 * i,
                    DECIMALS.get(i),
                    TEXTS.get(i),
                    Objects.requireNonNull(Ticks.parse(TIMES.get(i))),
                    TICKS.get(i),
                    String.format(Locale.ROOT, "%08x-0000-4000-8000-%012x", i * 0x1fff_ffff, i),
                    DYNAMICS.get(i)));
        }
        wanted.add(Arrays.asList(6, null, null, null, null, "", null, null, null, null));
    }

    /** The folder of the tables, with its catalogue settled. */
    Path place(Path database) {
        return database;
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void byStreaming() {
        engine.run(".create table T " + COLUMNS);
        try (Store store = Store.open(folder.resolve("db"));
                DuckDb duckDb = DuckDb.open()) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            wanted.forEach(row -> rows.add(row.toArray()));
            new StreamingIngest(store, duckDb).append("main", "T", rows, "");
            assertSame("T");
            engine.run(".alter-merge table T (more:string)");
            engine.run(".rename column T.s to text");
            engine.run(".alter table T " + COLUMNS.replace("s:string", "text:string"));
            assertSame("T");
            new InlinedFlush(store, duckDb).run(InlinedFlush.Due.NOW, new Cancellation());
            assertSame("T");
        }
        throughQueries("T");
    }

    @Test
    void byFiles() throws IOException {
        engine.run(".create table J " + COLUMNS);
        engine.run(".create table C " + COLUMNS);
        StringBuilder json = new StringBuilder();
        StringBuilder csv = new StringBuilder();
        for (List<@Nullable Object> row : wanted) {
            boolean none = row.get(1) == null;
            String time = none ? "" : Ticks.format((Long) Objects.requireNonNull(row.get(6)));
            String span = none ? "" : Timespans.format((Long) Objects.requireNonNull(row.get(7)));
            json.append(
                            none
                                    ? "{\"k\":6,\"s\":\"\"}"
                                    : "{\"k\":" + row.get(0) + ",\"b\":" + row.get(1) + ",\"l\":" + row.get(2)
                                            + ",\"r\":" + row.get(3) + ",\"m\":\"" + row.get(4) + "\",\"s\":"
                                            + JsonText.quoted(String.valueOf(row.get(5))) + ",\"t\":\"" + time
                                            + "\",\"p\":\"" + span
                                            + "\",\"g\":\"" + row.get(8) + "\",\"j\":" + row.get(9) + "}")
                    .append('\n');
            List<Object> cells = none
                    ? List.of(6, "", "", "", "", "", "", "", "", "")
                    : List.of(
                            row.get(0),
                            row.get(1),
                            row.get(2),
                            row.get(3),
                            row.get(4),
                            row.get(5),
                            time,
                            span,
                            row.get(8),
                            row.get(9));
            csv.append(String.join(
                            ",",
                            cells.stream()
                                    .map(c -> "\"" + String.valueOf(c).replace("\"", "\"\"") + "\"")
                                    .toList()))
                    .append('\n');
        }
        // Texts become what parse_json() makes of them; from there on they stay.
        for (List<@Nullable Object> row : wanted) {
            if (row.get(9) != null) {
                row.set(9, engine.cell("print parse_json(" + JsonText.quoted(String.valueOf(row.get(9))) + ")"));
            }
        }
        Path jsonFile = Files.writeString(folder.resolve("rows.json"), json);
        Path csvFile = Files.writeString(folder.resolve("rows.csv"), csv);
        engine.run(".ingest into table C (@'" + csvFile + "') with (format='csv')");
        assertSame("C");
        engine.run(".ingest into table J (@'" + jsonFile + "') with (format='json')");
        assertSame("J");
        throughQueries("C");
    }

    private void throughQueries(String table) {
        engine.run(".set Copy <| " + table);
        assertSame("Copy");
        engine.run(".append Copy <| Copy | where k < 0");
        engine.run(".set-or-replace Copy <| Copy | sort by k desc");
        assertSame("Copy");
    }

    private void assertSame(String table) {
        List<List<@Nullable Object>> found = engine.run(table + " | sort by k asc");
        assertEquals(wanted.size(), found.size());
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i), found.get(i), table + " row " + i);
        }
        // A finer digit tells values apart in conditions, too.
        Map<String, Integer> conditions = Map.of(
                "t == datetime(0001-01-01T00:00:00.0000001)", 1,
                "t > datetime(1969-12-31T23:59:59.9999998) and t < datetime(1970-01-01)", 1,
                "m == decimal(0.000000000000000001)", 1,
                "p == -1tick", 1);
        conditions.forEach((condition, rows) ->
                assertEquals(rows, engine.run(table + " | where " + condition).size(), table + ": " + condition));
    }
}
