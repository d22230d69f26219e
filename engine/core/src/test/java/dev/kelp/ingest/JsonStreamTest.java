package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fast way through JSON files must say what the trees of their records say: the same rows, or the same fault in the same place. */
class JsonStreamTest {
    private static final List<ColumnDef> COLUMNS = columns(
            "id:long",
            "n:int",
            "r:real",
            "s:string",
            "naïve ü:string",
            "b:bool",
            "t:datetime",
            "y:dynamic",
            "g:guid",
            "d:decimal",
            "span:timespan");
    private static final TableDef TABLE = new TableDef("db", "t", 1, COLUMNS, "t", "");
    private static final String[] LEAVES = {
        "0",
        "-0",
        "7",
        "-12",
        "007",
        "1.50",
        "0.1",
        "1.",
        ".5",
        "1e3",
        "-2.5E-7",
        "1E400",
        "1e-400",
        "100000000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "2147483648",
        "9007199254740993",
        "123456789.123456789",
        "0.30000000000000004",
        "1234567890123456789012345678901234567890",
        "-0.0",
        "0.00001",
        "999999999999999.9",
        "true",
        "false",
        "null",
        "NaN",
        "-Infinity",
        "tru",
        "nullx",
        "\"\"",
        "\"null\"",
        "\"12\"",
        "\" 12 \"",
        "\"1.5\"",
        "\"true\"",
        "\"twelve bytes\"",
        "\"é ∑ 😀\"",
        "\"\\u00e9\\n\\t\\\"\\/\\\\\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u0001\"",
        "\"\\x\"",
        "\"tab\tin\"",
        "\"2026-03-01\"",
        "\"2026-03-01T10:20:30Z\"",
        "\"2026-03-01 10:20:30.1234567\"",
        "\"2026-03-01T10:20:30.12345678Z\"",
        "\"2024-02-29T23:59:59.9Z\"",
        "\"2023-02-29T00:00:00Z\"",
        "\"2026-03-01T24:00:00Z\"",
        "\"2026-13-01T00:00:00Z\"",
        "\"0001-01-01T00:00:00Z\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.9999999Z\"",
        "\"2026-03-01T10:20:30+02:00\"",
        "\"2026-03-01T10:20:30.Z\"",
        "\"74be27de-1e4e-49d9-b579-fe0b331d3642\"",
        "\"1.02:03:04.5\"",
        "\"12.345\"",
        "[]",
        "{}",
        "[1,2]",
        "[ 1 , {\"a\" : 2} ]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[true,null,\"x\"]}",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "[1 2]",
        "1 2",
        "",
        "{",
        "\"open"
    };

    private static DuckDb duckDb;
    private static DuckDBConnection connection;

    @TempDir
    Path folder;

    /** Rows as they came, then what ended them, if anything did. */
    private record Outcome(List<List<@Nullable Object>> rows, String fault) {}

    @BeforeAll
    static void open() {
        duckDb = DuckDb.open();
        connection = duckDb.connect();
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
        duckDb.close();
    }

    private static List<ColumnDef> columns(String... columns) {
        List<ColumnDef> defs = new ArrayList<>();
        for (String column : columns) {
            int colon = column.lastIndexOf(':');
            KqlType type = KqlType.named(column.substring(colon + 1)).orElseThrow();
            defs.add(new ColumnDef(defs.size() + 1L, column.substring(0, colon), type));
        }
        return defs;
    }

    private static Outcome fast(Ingestion.Files files) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                JsonStream stream = new JsonStream(TABLE, files, connection, allocator, new Cancellation())) {
            try {
                while (stream.loadNextBatch()) {
                    for (int row = 0; row < stream.getVectorSchemaRoot().getRowCount(); row++) {
                        List<@Nullable Object> cells = new ArrayList<>();
                        for (FieldVector vector : stream.getVectorSchemaRoot().getFieldVectors()) {
                            cells.add(cell(vector, row));
                        }
                        rows.add(cells);
                    }
                }
                return new Outcome(rows, "");
            } catch (IOException e) {
                KqlException failure = stream.failure();
                return new Outcome(rows, failure == null ? String.valueOf(e) : failure.getMessage());
            }
        }
    }

    private static @Nullable Object cell(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        } else if (vector instanceof VarCharVector texts) {
            return new String(texts.get(row), StandardCharsets.UTF_8);
        } else if (vector instanceof BigIntVector longs) {
            return longs.get(row);
        } else if (vector instanceof IntVector ints) {
            return ints.get(row);
        } else if (vector instanceof Float8Vector reals) {
            return reals.get(row);
        }
        return ((BitVector) vector).get(row) != 0;
    }

    private static Outcome trees(Ingestion.Files files) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RecordRows records = new RecordRows(TABLE, files, connection)) {
            for (@Nullable Object[] row = records.next(); row != null; row = records.next()) {
                rows.add(Arrays.asList(row));
            }
            return new Outcome(rows, "");
        } catch (KqlException e) {
            return new Outcome(rows, e.getMessage());
        }
    }

    private Ingestion.Files files(IngestFormat format, ReadOptions options, byte[]... contents) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (byte[] content : contents) {
            paths.add(Files.write(folder.resolve("file" + paths.size() + ".data"), content));
        }
        return Ingestion.Files.of(paths, format, options);
    }

    /** Both ways through the same files; says how many rows there are, -1 where they are refused. */
    private int same(Ingestion.Files files, String what) throws IOException {
        Outcome fast = fast(files);
        Outcome trees = trees(files);
        if (trees.fault().contains("no UTF-8") || fast.fault().contains("no UTF-8")) {
            // Characters are read ahead of records: which line is named first may differ.
            assertTrue(!trees.fault().isEmpty() && !fast.fault().isEmpty(), what);
            return -1;
        }
        assertEquals(trees.fault(), fast.fault(), what);
        if (trees.fault().isEmpty()) {
            assertEquals(trees.rows(), fast.rows(), what);
            return trees.rows().size();
        }
        return -1;
    }

    private int same(IngestFormat format, String text) throws IOException {
        return same(files(format, ReadOptions.DEFAULT, text.getBytes(StandardCharsets.UTF_8)), shortened(text));
    }

    private static String shortened(String text) {
        return text.length() < 2_000 ? text : text.substring(0, 2_000);
    }

    @Test
    void everyValueInEveryColumn() throws IOException {
        int read = 0;
        for (String leaf : LEAVES) {
            for (ColumnDef column : COLUMNS) {
                String record = "{\"" + column.name() + "\":" + leaf + "}";
                boolean rows = same(IngestFormat.JSON, "{\"id\":1}\n" + record + "\n{\"id\":3}") > 0;
                assertEquals(rows, same(IngestFormat.MULTIJSON, "[{\"id\":1},\n" + record + "]") > 0, record);
                read += rows ? 1 : 0;
            }
            same(IngestFormat.JSON, "{\"id\":1,\"other\":" + leaf + ",\"n\":2}");
            same(
                    IngestFormat.MULTIJSON,
                    "{\"id\":1,\"y\":[" + leaf + " ,\n{\"k\":" + leaf + "}]}\n{\"other\":" + leaf + "}");
        }
        assertTrue(read > 200, "read: " + read);
    }

    @Test
    void recordsOfEveryKind() throws IOException {
        Random random = new Random(20261123);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            boolean lines = i % 2 == 0;
            String text = document(random, lines);
            read += same(lines ? IngestFormat.JSON : IngestFormat.MULTIJSON, text) > 0 ? 1 : 0;
        }
        assertTrue(read > 300, "read: " + read);
        // A line is a record, wherever it is broken.
        assertEquals(-1, same(IngestFormat.JSON, "{\"id\":1,\"y\":[1,\n2]}\n{\"id\":2}"));
        assertEquals(2, same(IngestFormat.MULTIJSON, "{\"id\":1,\"y\":[1,\n2.50]}\n{\"id\":2}"));
    }

    @Test
    void spoiltFiles() throws IOException {
        FileMutations mutations = new FileMutations(new Random(7));
        String line =
                "{\"id\":1,\"n\":-5,\"r\":1.25,\"s\":\"a\\\"b\",\"naïve ü\":\"é\",\"b\":true,\"t\":\"2026-03-01T10:20:30.5Z\","
                        + "\"y\":{\"a\":[1,\"x\",0.5]},\"g\":null,\"other\":{\"k\":[1e5]}}";
        for (int i = 0; i < 6_000; i++) {
            boolean lines = i % 2 == 0;
            String whole = String.join(lines ? "\n" : ",\n", line, line, line);
            byte[] bytes = (lines ? whole : "[" + whole + "]").getBytes(StandardCharsets.UTF_8);
            byte[] spoilt = mutations.mutate(bytes, whole.getBytes(StandardCharsets.UTF_16));
            same(
                    files(lines ? IngestFormat.JSON : IngestFormat.MULTIJSON, ReadOptions.DEFAULT, spoilt),
                    new String(spoilt, StandardCharsets.UTF_8));
        }
    }

    @Test
    void filesOfManyBlocks() throws IOException {
        Random random = new Random(3);
        for (IngestFormat format : List.of(IngestFormat.JSON, IngestFormat.MULTIJSON)) {
            boolean lines = format == IngestFormat.JSON;
            StringBuilder text = new StringBuilder(lines ? "\ufeff\n\r\n" : "\ufeff [");
            for (int i = 0; i < 40_000; i++) {
                text.append(i == 0 || lines ? "" : random.nextInt(5) == 0 ? " ,\r\n" : ",");
                text.append("{\"id\": ")
                        .append(i)
                        .append(", \"s\": \"")
                        .append("x".repeat(random.nextInt(200)))
                        .append("é\"");
                text.append(random.nextInt(3) == 0 ? ", \"y\":{\"k\":[1, 2]}" : "")
                        .append('}');
                text.append(!lines ? "" : random.nextInt(7) == 0 ? "  \r\n\n" : "\n");
            }
            String end = lines ? "" : "]\n";
            String whole = text.toString();
            assertEquals(40_000, same(format, whole + end));
            byte[] packed = FuzzFiles.packed(GZIPOutputStream::new, (whole + end).getBytes(StandardCharsets.UTF_8));
            Path gz = Files.write(folder.resolve("many.json.gz"), packed);
            Path next = Files.writeString(folder.resolve("next.json"), lines ? "{\"id\":5}\n" : "[{\"id\":5}]");
            ReadOptions skipping = ReadOptions.DEFAULT.withSkipFirst(true);
            assertEquals(2 * 39_999, same(Ingestion.Files.of(List.of(gz, next, gz), format, skipping), "packed"));
            // Blank lines before the first record, more than a block has.
            String blank = "\n".repeat(200_000);
            String late = blank + "{\"id\":1}\n" + "{\"id\":2}\n";
            Ingestion.Files lateFiles = files(format, skipping, late.getBytes(StandardCharsets.UTF_8));
            assertEquals(1, same(lateFiles, "blank lines"));
            assertEquals(-1, same(format, late + "{\"id\":x}\n"));
            assertEquals(-1, same(format, blank + "{\"id\":x}\n"));
            // Faults far behind, one after another: the first counts.
            String faulty = whole + (lines ? "" : ",") + "{\"id\":\"x\"}" + (lines ? "\n" : ",\n") + "{\"n\":}" + end;
            assertEquals(-1, same(format, faulty));
            assertEquals(-1, same(format, whole + "{" + end));
            assertEquals(-1, same(format, whole + (lines ? "" : ",") + "[1]" + end));
            assertEquals(-1, same(format, whole + end + "more"));
        }
    }

    @Test
    void recordsTooLongForABlock() throws IOException {
        String big = "{\"id\":2,\"s\":\"" + "é".repeat(1_500_000) + "\"}";
        String bigger = "{\"id\":3,\"s\":\"" + "é".repeat(3 << 20) + "\"}";
        assertEquals(5, same(IngestFormat.JSON, String.join("\n", "{\"id\":1}", big, bigger, "", "{\"id\":4}", big)));
        assertEquals(
                5,
                same(
                        IngestFormat.MULTIJSON,
                        "[" + String.join(",", "{\"id\":1}", big, bigger, "{\"id\":4}", big) + "]"));
        assertEquals(4, same(IngestFormat.MULTIJSON, String.join("\n", bigger, "{\"id\":1}", big, bigger)));
        assertEquals(-1, same(IngestFormat.JSON, String.join("\n", "{\"id\":1}", bigger, "{\"id\":\"x\"}")));
        assertEquals(-1, same(IngestFormat.MULTIJSON, String.join("\n", "[{\"id\":1},", bigger, ",{\"id\":\"x\"}]")));
    }

    @Test
    void theLineThatHoldsOtherBytesIsNamed() throws IOException {
        byte[] bytes = "{\"id\":1}\n{\"id\":2}\n{\"s\":\"?\"}\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 4] = (byte) 0xff;
        Outcome outcome = fast(files(IngestFormat.JSON, ReadOptions.DEFAULT, bytes));
        assertTrue(outcome.fault().contains("Line 3 of "), outcome.fault());
        assertTrue(outcome.fault().contains(" and those after it hold bytes that are no UTF-8 text."), outcome.fault());
    }

    private static String document(Random random, boolean lines) {
        boolean array = !lines && random.nextBoolean();
        StringBuilder text = new StringBuilder(array ? "[" : "");
        int records = random.nextInt(4);
        for (int i = 0; i <= records; i++) {
            text.append(i == 0 ? "" : array ? "," : lines ? "\n" : " ").append(record(random));
            text.append(random.nextInt(8) == 0 ? lines ? " \r" : "\n" : "");
        }
        return text.append(array ? "]" : "").toString();
    }

    private static String record(Random random) {
        StringBuilder text = new StringBuilder("{");
        for (int n = random.nextInt(5); n > 0; n--) {
            ColumnDef column = COLUMNS.get(random.nextInt(COLUMNS.size()));
            String name = random.nextInt(20) == 0 ? "\\u0069d" : random.nextInt(6) == 0 ? "other" : column.name();
            String blank = random.nextInt(6) == 0 ? " " : "";
            text.append(text.length() == 1 ? "" : ",")
                    .append(blank)
                    .append('"')
                    .append(name)
                    .append('"');
            text.append(blank)
                    .append(':')
                    .append(blank)
                    .append(value(random, column.type(), 0))
                    .append(blank);
        }
        return text.append('}').toString();
    }

    /** Mostly what the type takes, so that most records are read. */
    private static String value(Random random, KqlType type, int depth) {
        if (random.nextInt(60) == 0) {
            return LEAVES[random.nextInt(LEAVES.length)];
        }
        return switch (type) {
            case LONG, INT -> String.valueOf(random.nextInt() >> random.nextInt(32));
            case REAL -> String.valueOf(random.nextInt(4) == 0 ? random.nextDouble() : random.nextInt(10_000) / 100.0);
            case BOOL -> String.valueOf(random.nextBoolean());
            case DATETIME ->
                "\"20" + (10 + random.nextInt(80)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9)
                        + "T0" + random.nextInt(10) + ":15:0" + random.nextInt(10)
                        + (random.nextBoolean() ? "." + random.nextInt(10_000_000) : "") + "Z\"";
            case STRING -> "\"" + "a\\n\\\\é".repeat(random.nextInt(4)) + "\"";
            case DYNAMIC -> {
                if (depth > 2 || random.nextInt(3) == 0) {
                    yield value(random, KqlType.values()[random.nextInt(5)], depth + 1);
                }
                String inner = value(random, KqlType.DYNAMIC, depth + 1);
                yield random.nextBoolean() ? "[" + inner + ",1]" : "{\"k\":" + inner + ",\"l\" :0.5}";
            }
            case GUID -> "\"74be27de-1e4e-49d9-b579-fe0b331d36" + (10 + random.nextInt(80)) + "\"";
            case DECIMAL -> random.nextInt(1000) + ".5";
            case TIMESPAN -> "\"0" + random.nextInt(9) + ":00:00\"";
        };
    }
}
