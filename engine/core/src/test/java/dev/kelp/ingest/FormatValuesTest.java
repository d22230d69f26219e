package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.ingest.IngestMapping.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.types.Decimals;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Avro and ORC files that others wrote (dev/test-files), in every packing and encoding. */
class FormatValuesTest {
    private static final int ROWS = 700;
    private static final String COLUMNS =
            "id:long, name:string, at:datetime, value:real, flag:bool, amount:decimal, part:int, step:long, day:datetime, bytes:string, list:dynamic, map:dynamic";
    private static final long START = Objects.requireNonNull(Ticks.parse("2026-01-01"));
    private static final long DAY = Objects.requireNonNull(Ticks.parse("1950-01-01"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values.avro",
                "values-null.avro",
                "values-snappy.avro",
                "values-zstandard.avro",
                "values-bzip2.avro"
            })
    void avro(String name) throws IOException, SQLException {
        same(name, IngestFormat.APACHEAVRO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"values.orc", "values-snappy.orc", "values-zstd.orc", "values-lz4.orc", "values-old.orc"})
    void orc(String name) throws IOException, SQLException {
        same(name, IngestFormat.ORC);
    }

    private void same(String name, IngestFormat format) throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, COLUMNS)) {
            t.ingest(resource(t, name), format, ReadOptions.DEFAULT);
            List<List<@Nullable Object>> rows = t.tables.rows("t");
            assertEquals(ROWS, rows.size());
            for (int i = 0; i < ROWS; i++) {
                assertEquals(row(i), rows.get(i), name + ", row " + i);
            }
        }
    }

    /** What dev/test-files writes. */
    private static List<@Nullable Object> row(int i) {
        List<String> list = new ArrayList<>();
        for (int j = 0; j < i % 3; j++) {
            list.add("{\"x\":" + j + ",\"y\":" + (j == 1 ? "null" : "\"" + j + "\"") + "}");
        }
        return Arrays.asList(
                i * 1_000_003L - 5,
                i % 7 == 3 ? "" : i < 400 ? "\u00e9 " + i % 11 : "text number " + i,
                START - i * 400 * Ticks.PER_DAY + i * Ticks.PER_MICROSECOND,
                i % 5 == 0 ? null : (Object) (i / 8.0),
                i % 3 == 0,
                Decimals.of(BigDecimal.valueOf(i * 12345L - 999, 4)),
                i < 300 ? 7 : i % 40 + (i % 97 == 0 ? 1_000_000 : 0),
                i < 350 ? -i * 3L : 1L << i % 62,
                DAY + i * 37 * Ticks.PER_DAY,
                Base64.getEncoder().encodeToString(new byte[] {(byte) i, -1, 0}),
                "[" + String.join(",", list) + "]",
                "{\"k\":" + i + "}");
    }

    @Test
    void avrosOwnTypes() throws IOException, SQLException {
        try (FormatFixture t =
                new FormatFixture(folder, "key:guid, span:timespan, kind:string, again:dynamic, bytes:dynamic")) {
            t.ingest(resource(t, "values.avro"), IngestFormat.AVRO, ReadOptions.DEFAULT);
            assertEquals(
                    Arrays.asList(
                            new UUID(0, 61).toString(),
                            Ticks.PER_SECOND + 5 * Ticks.PER_MILLISECOND,
                            "ODD",
                            "{\"x\":61,\"y\":null}",
                            "[61,255,0]"),
                    t.tables.rows("t").get(61));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"values.avro", "values.orc"})
    void mapped(String name) throws IOException, SQLException {
        boolean avro = name.endsWith("avro");
        try (FormatFixture t = new FormatFixture(folder, "x:long, raw:string, line:long, at:datetime")) {
            IngestMapping mapping = IngestMapping.parse(avro ? Kind.AVRO : Kind.ORC, """
                    [{"Column": "x", "Properties": {"Path": "$.list[-1].x"}}, {"Column": "raw", "Properties": {"Field": "bytes"}},
                     {"Column": "line", "Properties": {"Transform": "SourceLineNumber"}},
                     {"Column": "at", "Properties": {"Path": "$.id", "Transform": "DateTimeFromUnixSeconds"}}]
                    """);
            t.ingest(
                    resource(t, name),
                    avro ? IngestFormat.APACHEAVRO : IngestFormat.ORC,
                    ReadOptions.DEFAULT.withMapping(mapping));
            assertEquals(
                    List.of(
                            1L,
                            Base64.getEncoder().encodeToString(new byte[] {8, -1, 0}),
                            9L,
                            Ticks.UNIX_EPOCH + (8_000_024L - 5) * Ticks.PER_SECOND),
                    t.tables.rows("t").get(8));
        }
    }

    @Test
    void mappedParquet() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "s:long, n:decimal, at:datetime, all:dynamic, r:real")) {
            Path file = folder.resolve("m.parquet");
            t.tables.execute(
                    "COPY (SELECT {'a': [7, 8]} AS s, 0.12345678901234567890::DECIMAL(38,20) AS n, 1577836800 AS t, 'nan'::DOUBLE AS r)"
                            + " TO '" + file + "' (FORMAT parquet)");
            IngestMapping mapping = IngestMapping.parse(Kind.PARQUET, """
                    [{"Column": "s", "Properties": {"Path": "$.s.a[1]"}}, {"Column": "all", "Properties": {"Path": "$.s"}},
                     {"Column": "n", "Properties": {"Field": "n"}}, {"Column": "r", "Properties": {"Field": "r"}},
                     {"Column": "at", "Properties": {"Path": "$.t", "Transform": "DateTimeFromUnixSeconds"}}]
                    """);
            t.ingest(file, IngestFormat.PARQUET, ReadOptions.DEFAULT.withMapping(mapping));
            assertEquals(
                    List.of(List.of(
                            8L,
                            "0.1234567890123456789",
                            Objects.requireNonNull(Ticks.parse("2020-01-01")),
                            "{\"a\":[7,8]}",
                            Double.NaN)),
                    t.tables.rows("t"));
        }
    }

    @Test
    void filesOfAnotherTable() throws IOException {
        try (FormatFixture t = new FormatFixture(folder, "other:long")) {
            KqlException refused = assertThrows(
                    KqlException.class,
                    () -> t.ingest(resource(t, "values.orc"), IngestFormat.ORC, ReadOptions.DEFAULT));
            assertTrue(refused.message().contains("none of the columns"), refused.message());
        }
    }

    private static Path resource(FormatFixture t, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FormatValuesTest.class.getResourceAsStream("/files/" + name))) {
            return t.file(name, in.readAllBytes());
        }
    }
}
