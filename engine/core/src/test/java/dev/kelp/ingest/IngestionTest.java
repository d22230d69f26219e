package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.Cancellation;
import dev.kelp.run.TableFixture;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files become rows exactly, or are refused whole with the line that is wrong. */
class IngestionTest {
    @TempDir
    Path folder;

    private TableFixture fixture;

    @BeforeEach
    void open() {
        fixture = new TableFixture(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void csvWithQuotesAndLineBreaks() throws IOException, SQLException {
        create(KqlType.LONG, KqlType.STRING, KqlType.STRING);
        ingest(IngestFormat.CSV, "1,\"a \"\"b\"\",\nc\",x\r\n2,,\"\"\r\n,  padded ,é\r\n");
        assertEquals(
                List.of(
                        Arrays.asList(1L, "a \"b\",\nc", "x"),
                        Arrays.asList(2L, "", ""),
                        Arrays.asList(null, "  padded ", "é")),
                fixture.rows("t"));
    }

    @Test
    void lineBreaksOfSeveralKinds() throws IOException, SQLException {
        create(KqlType.LONG, KqlType.STRING);
        ingest(IngestFormat.CSV, "1,\"a\r\nb\"\n2,c\n");
        ingest(IngestFormat.CSV, "3,d\r\n4,e\n\n5,f\r6,g");
        assertEquals(
                List.of(
                        List.of(1L, "a\r\nb"),
                        List.of(2L, "c"),
                        List.of(3L, "d"),
                        List.of(4L, "e"),
                        List.of(5L, "f"),
                        List.of(6L, "g")),
                fixture.rows("t"));
    }

    @Test
    void everyTypeOutOfText() throws IOException, SQLException {
        create(
                KqlType.BOOL,
                KqlType.INT,
                KqlType.LONG,
                KqlType.REAL,
                KqlType.DECIMAL,
                KqlType.DATETIME,
                KqlType.TIMESPAN,
                KqlType.GUID,
                KqlType.DYNAMIC,
                KqlType.STRING);
        ingest(
                IngestFormat.PSV,
                "True|-7|+12|1e-3|1.50|2020-02-29T12:00:00.1234567Z|1.02:03:04|0123456789ABCDEF0123456789abcdef|{ \"a\" : [1, 2.0] }|x\n"
                        + "0|517.0| 9 |-inf|-0|2020-02-29 12:00:00+02:00|90s||plain text|\n"
                        + "|||||||||\n"
                        + "1||||| 2/17/2016 08:40 AM ||||\n");
        long leapDay = Objects.requireNonNull(Ticks.parse("2020-02-29"));
        assertEquals(
                Arrays.asList(
                        true,
                        -7,
                        12L,
                        0.001,
                        "1.5",
                        leapDay + 12 * Ticks.PER_HOUR + 1_234_567L,
                        Ticks.PER_DAY + 2 * Ticks.PER_HOUR + 3 * Ticks.PER_MINUTE + 4 * Ticks.PER_SECOND,
                        "01234567-89ab-cdef-0123-456789abcdef",
                        "{\"a\":[1,2.0]}",
                        "x"),
                fixture.rows("t").get(0));
        assertEquals(
                Arrays.asList(
                        false,
                        517,
                        9L,
                        Double.NEGATIVE_INFINITY,
                        "0",
                        leapDay + 10 * Ticks.PER_HOUR,
                        90 * Ticks.PER_SECOND,
                        null,
                        "\"plain text\"",
                        ""),
                fixture.rows("t").get(1));
        assertEquals(
                Arrays.asList(null, null, null, null, null, null, null, null, null, ""),
                fixture.rows("t").get(2));
        assertEquals(
                Ticks.parse("2016-02-17T08:40:00"), fixture.rows("t").get(3).get(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-01 10:00:00.1+05",
                "2020-01-01 10:00:00.12-05",
                "2020-01-01 10:00+05",
                "2020-01-01 10:00:00 +05",
                "2020-01-01 10:00:00.123+05",
                "2020-01-01 10:00:00.1-0500",
                "2020-01-01 10:00:00.123456",
                "2020-01-01",
                "2020-01-01T10:00:00.1234567",
                "2020-01-01T10:00:00.123456Z",
                "20200101",
                "Jan 2, 2020",
                "9999-12-31T23:59:59.999Z"
            })
    void datetimesMeanTheSameAsInQueries(String text) throws IOException, SQLException {
        create(KqlType.DATETIME);
        Long expected = Ticks.parse(text);
        if (expected == null) {
            assertThrows(KqlException.class, () -> ingest(IngestFormat.TSV, text + "\n"));
        } else {
            ingest(IngestFormat.TSV, text + "\n");
            assertEquals(List.of(List.of(expected)), fixture.rows("t"));
        }
    }

    @Test
    void aMalformedLineIsNamedAndNothingIsAdded() throws IOException, SQLException {
        create(KqlType.LONG, KqlType.STRING);
        refused("1,a\n2,b,c\n3,d\n", "Line 2 of ", "has 3 columns, table 't' has 2: 2,b,c");
        refused("1,a\n2\n", "Line 2 of ", "has 1 columns, table 't' has 2: 2");
        refused("1,a\n2,\"b\n3,c\n", "Line 2 of ", "quote");
        refused("1,\"a\nb\"\nx2,c\n", "Line 3 of ", "'x2' is no long (column 'c0')");
        refused("5.9,a\n", "Line 1 of ", "'5.9' is no long (column 'c0')");
        refused("99999999999999999999,a\n", "Line 1 of ", "is no long");
        assertEquals(List.of(), fixture.rows("t"));
        assertEquals(List.of(), dataFiles());
        assertEquals(1, fixture.store.snapshot().id());
    }

    @Test
    void aHeaderTakenForARowIsExplained() throws IOException {
        create(KqlType.LONG, KqlType.STRING);
        KqlException refused = assertThrows(KqlException.class, () -> ingest(IngestFormat.CSV, "C0,c1\n1,a\n"));
        assertTrue(String.valueOf(refused.hint()).contains("ignoreFirstRecord"), refused.describe());
    }

    @Test
    void theFirstRecordCanBeSkipped() throws IOException, SQLException {
        create(KqlType.LONG, KqlType.STRING);
        Path file = write("a.csv", "c0,c1\n1,a\n");
        ingest(files(List.of(file, file), IngestFormat.CSV, true));
        assertEquals(List.of(List.of(1L, "a"), List.of(1L, "a")), fixture.rows("t"));
    }

    @Test
    void aBadFileAmongSeveralSpoilsAll() throws IOException, SQLException {
        create(KqlType.LONG, KqlType.STRING);
        Path good = write("good.csv", "1,a\n".repeat(200_000));
        Path bad = write("bad.csv", "1,a\n".repeat(100_000) + "oops,b\n" + "1,a\n".repeat(100_000));
        KqlException refused =
                assertThrows(KqlException.class, () -> ingest(files(List.of(good, bad), IngestFormat.CSV, false)));
        assertTrue(refused.message().startsWith("Line 100001 of " + bad + ": 'oops'"), refused.message());
        assertEquals(List.of(), fixture.rows("t"));
        assertEquals(List.of(), dataFiles());
    }

    @Test
    void compressedFiles() throws IOException, SQLException {
        create(KqlType.LONG);
        Path file = folder.resolve("n.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("1\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(IngestFormat.CSV, IngestFormat.ofPath(file.toString()).orElseThrow());
        ingest(files(List.of(file), IngestFormat.CSV, false));
        assertEquals(List.of(List.of(1L), List.of(2L)), fixture.rows("t"));
    }

    @Test
    void jsonByNames() throws IOException, SQLException {
        create(KqlType.LONG, KqlType.STRING, KqlType.DATETIME, KqlType.DYNAMIC);
        ingest(
                IngestFormat.JSON,
                "{\"c1\": \"x\\n\", \"c0\": 1, \"c2\": \"2020-01-01\", \"c3\": {\"k\": [1, null]}, \"more\": 1}\n"
                        + "{\"c0\": \"2\", \"c1\": {\"a\": 1}, \"c3\": \"s\"}\n{\"c0\": null, \"c1\": null, \"c3\": null}\n");
        assertEquals(
                List.of(
                        Arrays.asList(1L, "x\n", Ticks.parse("2020-01-01"), "{\"k\":[1,null]}"),
                        Arrays.asList(2L, "{\"a\":1}", null, "\"s\""),
                        Arrays.asList(null, "", null, null)),
                fixture.rows("t"));
    }

    @Test
    void jsonArraysAndRecordsOverLines() throws IOException, SQLException {
        create(KqlType.LONG);
        ingest(IngestFormat.MULTIJSON, "[ {\"c0\": 1},\n {\"c0\":\n 2} ]");
        ingest(IngestFormat.MULTIJSON, "{\"c0\": 3}\n{\"c0\":\n 4}");
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                fixture.rows("t").stream().map(r -> (Long) r.get(0)).sorted().toList());
    }

    @Test
    void malformedJsonIsNamed() throws IOException, SQLException {
        create(KqlType.LONG);
        KqlException refused = assertThrows(
                KqlException.class, () -> ingest(IngestFormat.JSON, "{\"c0\": 1}\n{\"c0\": \n{\"c0\": 3}\n"));
        assertTrue(refused.message().startsWith("Line "), refused.message());
        KqlException badValue = assertThrows(KqlException.class, () -> ingest(IngestFormat.JSON, "{\"c0\": [1]}\n"));
        assertTrue(
                badValue.message().startsWith("Line 1 of ")
                        && badValue.message().endsWith(": '[1]' is no long (column 'c0')."),
                badValue.message());
        assertEquals(List.of(), fixture.rows("t"));
    }

    @Test
    void parquetByNames() throws IOException, SQLException {
        create(KqlType.LONG, KqlType.STRING, KqlType.DATETIME, KqlType.DYNAMIC, KqlType.DECIMAL, KqlType.REAL);
        Path file = folder.resolve("p.parquet");
        fixture.execute(
                "COPY (SELECT [1, 2] AS c3, 7::INTEGER AS C0, 'x' AS c1, TIMESTAMP_NS '2020-01-01 00:00:00.123456789' AS c2,"
                        + " 1.50::DECIMAL(5,2) AS c4, 3 AS c5) TO '" + file + "' (FORMAT parquet)");
        ingest(files(List.of(file), IngestFormat.PARQUET, false));
        assertEquals(
                List.of(Arrays.asList(7L, "x", Ticks.parse("2020-01-01T00:00:00.1234567"), "[1,2]", "1.5", 3.0)),
                fixture.rows("t"));
    }

    @Test
    void parquetOfAnotherShapeIsRefused() throws SQLException {
        create(KqlType.LONG);
        Path file = folder.resolve("p.parquet");
        fixture.execute("COPY (SELECT [1] AS c0) TO '" + file + "' (FORMAT parquet)");
        KqlException refused =
                assertThrows(KqlException.class, () -> ingest(files(List.of(file), IngestFormat.PARQUET, false)));
        assertEquals(Problem.INGESTION, refused.problem());
        assertTrue(refused.message().contains("INTEGER[]"), refused.message());
    }

    @Test
    void ingestingAtOnceIntoATableThatChangesByIt() throws Exception {
        create(KqlType.DATETIME);
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            files.add(write("at" + i + ".csv", "2020-01-01T00:00:00.000000" + i + "Z\n"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(files.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Path file : files) {
                running.add(threads.submit(() -> ingest(files(List.of(file), IngestFormat.CSV, false))));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(6, fixture.rows("t").stream().distinct().count());
        assertEquals(6, dataFiles().size());
    }

    @Test
    void anEmptyFileAddsNothing() throws IOException, SQLException {
        create(KqlType.LONG);
        ingest(IngestFormat.CSV, "");
        assertEquals(List.of(), fixture.rows("t"));
    }

    private void create(KqlType... types) {
        Field[] fields = new Field[types.length];
        for (int i = 0; i < types.length; i++) {
            fields[i] = new Field("c" + i, types[i]);
        }
        fixture.create("t", fields);
    }

    private void ingest(IngestFormat format, String content) throws IOException {
        Path file = write("data.txt", content);
        ingest(files(List.of(file), format, false));
    }

    private static Ingestion.Files files(List<Path> paths, IngestFormat format, boolean skipFirst) {
        return Ingestion.Files.of(paths, format, ReadOptions.DEFAULT.withSkipFirst(skipFirst));
    }

    private void ingest(Ingestion.Files files) {
        new Ingestion(fixture.duckDb, fixture.store)
                .append(fixture.table("t"), files, IngestionProperties.NONE, new Cancellation());
    }

    private void refused(String content, String start, String part) throws IOException {
        KqlException refused = assertThrows(KqlException.class, () -> ingest(IngestFormat.CSV, content));
        assertEquals(Problem.INGESTION, refused.problem(), refused.message());
        assertTrue(refused.message().startsWith(start) && refused.message().contains(part), refused.message());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            return files.filter(f -> f.toString().contains("parquet")).toList();
        }
    }
}
