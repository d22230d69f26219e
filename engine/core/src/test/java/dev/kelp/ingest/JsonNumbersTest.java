package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.ingest.IngestMapping.Kind;
import dev.kelp.text.KqlException;
import io.airlift.compress.bzip2.BZip2HadoopStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No digit of a number in JSON is lost, whichever way its file is read. */
class JsonNumbersTest {
    private static final String COLUMNS = "l:long, i:int, r:real, d:decimal, y:dynamic, s:string";
    private static final IngestMapping MAPPING = IngestMapping.parse(
            Kind.JSON,
            Stream.of("l", "i", "r", "d", "y", "s")
                    .map(c -> "{\"Column\": \"" + c + "\", \"Properties\": {\"Path\": \"$." + c + "\"}}")
                    .collect(Collectors.joining(",", "[", "]")));

    @TempDir
    Path folder;

    /** The rows, which must be the same on every way. */
    private List<List<@Nullable Object>> read(String json) throws IOException, SQLException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String array = "[" + String.join(",", json.strip().split("\n")) + "]";
        List<List<@Nullable Object>> rows = rows("a.json", bytes, IngestFormat.JSON, false);
        assertEquals(rows, rows("a.json", bytes, IngestFormat.JSON, true), "by a mapping");
        assertEquals(rows, rows("b.json", array.getBytes(StandardCharsets.UTF_8), IngestFormat.MULTIJSON, false));
        assertEquals(rows, rows("a.zip", CompressionTest.zip("a.json", json), IngestFormat.JSON, false), "zip");
        byte[] bzip2 = FuzzFiles.packed(new BZip2HadoopStreams()::createOutputStream, bytes);
        assertEquals(rows, rows("a.bz2", bzip2, IngestFormat.JSON, false), "bzip2");
        assertEquals(rows, rows("a.gz", FuzzFiles.packed(GZIPOutputStream::new, bytes), IngestFormat.JSON, false));
        return rows;
    }

    private List<List<@Nullable Object>> rows(String name, byte[] file, IngestFormat format, boolean mapped)
            throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder.resolve(name + mapped), COLUMNS)) {
            Path path = Files.write(folder.resolve(name), file);
            t.ingest(path, format, mapped ? ReadOptions.DEFAULT.withMapping(MAPPING) : ReadOptions.DEFAULT);
            return t.tables.rows("t");
        }
    }

    @Test
    void digitsAreKept() throws IOException, SQLException {
        assertEquals(
                List.of(
                        Arrays.asList(
                                9007199254740993L,
                                1000,
                                0.12345678901234568,
                                "12345678901234567.123456",
                                "{\"a\":[0.1234567890123456789,1.5,1e999,1e-999,12345678901234567890]}",
                                "0.1234567890123456789"),
                        Arrays.asList(
                                1_000_000_000_000_000_000L,
                                null,
                                Double.POSITIVE_INFINITY,
                                "0.123456789012345678",
                                "12345678901234567.123456",
                                "{\"x\":0.30000000000000000001}")),
                read("""
                        {"l": 9007199254740993.0, "i": 1e3, "r": 0.1234567890123456789, "d": 12345678901234567.123456, "y": {"a": [0.1234567890123456789, 1.50, 1e999, 1e-999, 12345678901234567890]}, "s": 0.1234567890123456789}
                        {"l": 1e18, "r": 1e999, "d": 0.1234567890123456780, "y": 12345678901234567.123456, "s": {"x": 0.30000000000000000001}}
                        """));
    }

    @Test
    void realsHaveOneForm() throws IOException, SQLException {
        assertEquals(
                List.of(
                        Arrays.asList(-5L, 7, 1e20, "10000000000000000000", "1E+20", "1E+20"),
                        Arrays.asList(null, null, 1e-7, "0.0000001", "[1E-07,100.0,-0.5]", "[1E-07,0.25]"),
                        Arrays.asList(null, null, 0.1, "0.1", "0.30000000000000004", "1.5"),
                        Arrays.asList(null, null, 1e15, "1000000000000000", "1E+15", "1E+15"),
                        Arrays.asList(null, null, null, null, "\"1.50\"", "1.50")),
                read("""
                        {"l": -5.0, "i": 7, "r": 1e20, "d": 1e19, "y": 1e20, "s": 1e20}
                        {"r": 1e-7, "d": 1e-7, "y": [0.0000001, 1E2, -0.50], "s": [1e-7, 0.250]}
                        {"r": 0.10, "d": 0.10, "y": 0.30000000000000004, "s": 1.50}
                        {"r": 1e15, "d": 1e15, "y": 1e15, "s": 1000000000000000.0}
                        {"y": "1.50", "s": "1.50"}
                        """));
    }

    @Test
    void whatOthersWriteIsRead() throws IOException, SQLException {
        assertEquals(
                List.of(
                        Arrays.asList(1L, null, Double.NaN, null, "{\"x\":[1,\"-Infinity\"]}", "NaN"),
                        Arrays.asList(null, null, Double.NEGATIVE_INFINITY, null, "\"NaN\"", "Infinity")),
                read("""
                        {"l": 1, "r": NaN, "y": {"x": [1, -Infinity, ], }, "s": NaN, }
                        {"r": -Infinity, "y": NaN, "s": Infinity}
                        """));
    }

    @Test
    void aNumberThatIsNoneOfItsColumnIsRefusedByItsLine() {
        for (String wrong : List.of("\"l\": 9007199254740993.5", "\"i\": 3e9", "\"d\": 1e-7000", "\"l\": 1e19")) {
            try (FormatFixture t = new FormatFixture(folder.resolve(wrong), COLUMNS)) {
                KqlException refused = assertThrows(
                        KqlException.class, () -> t.read(IngestFormat.JSON, "{\"l\": 1}\n{" + wrong + "}\n"), wrong);
                assertTrue(refused.message().startsWith("Line 2"), refused.message());
            }
        }
    }

    @Test
    void nullIsNoRecordAndAnEmptyOneIs() throws IOException, SQLException {
        assertEquals(
                List.of(Arrays.asList(1L, null, null, null, null, ""), Arrays.asList(null, null, null, null, null, "")),
                read("{\"l\": 1}\n{\"other\": 2}\n"));
        for (String text : List.of("{\"l\": 1}\nnull\n", "[{\"l\": 1},\nnull]", "\nP")) {
            try (FormatFixture t = new FormatFixture(folder.resolve("n" + text.length()), COLUMNS)) {
                IngestFormat format = text.startsWith("[") ? IngestFormat.MULTIJSON : IngestFormat.JSON;
                KqlException refused = assertThrows(KqlException.class, () -> t.read(format, text));
                assertTrue(refused.message().startsWith("Line 2"), refused.message());
            }
        }
    }

    @Test
    void anArrayThatBreaksOffBehindACommaIsRefused() {
        try (FormatFixture t = new FormatFixture(folder, COLUMNS)) {
            KqlException refused = assertThrows(
                    KqlException.class, () -> t.read(IngestFormat.MULTIJSON, "[{\"l\": 1},\n{\"l\": 2},\n"));
            assertTrue(refused.message().startsWith("Line 3"), refused.message());
        }
    }
}
