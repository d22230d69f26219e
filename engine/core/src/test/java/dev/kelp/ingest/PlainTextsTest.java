package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.DuckDb;
import dev.kelp.types.KqlType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/** What DuckDB is trusted to read of cells must be what Java reads there. */
class PlainTextsTest {
    private static final int TEXTS = 20_000;

    /** Seeds of texts by type, those in common use first. */
    private static final Map<KqlType, List<String>> SEEDS = Map.of(
            KqlType.DATETIME,
                    List.of(
                            "2026-03-01",
                            "2026-03-01 10:20:30",
                            "2026-03-01T10:20:30Z",
                            "2026-03-01T10:20:30.1Z",
                            "2026-03-01T10:20:30.12",
                            "2026-03-01T10:20:30.123Z",
                            "2026-03-01T10:20:30.123456",
                            "2026-03-01T10:20:30.123456Z",
                            "2026-03-01T10:20:30.1234560",
                            "2026-03-01T10:20:30.1234567",
                            "2026-03-01T10:20:30.1234560Z",
                            "2026-03-01T10:20:30.1234567Z",
                            "2026-03-01T10:20:30+02:00",
                            "9999-12-31T23:59:59.9999999Z",
                            "0001-01-01T00:00:00Z",
                            "0000-12-31T00:00:00Z",
                            "2024-02-29",
                            "2023-02-29",
                            "2026-03-01T24:00:00",
                            "2026-03-01T10:20:60Z",
                            "03/01/2026 10:20:30"),
            KqlType.LONG,
                    List.of(
                            "0",
                            "7",
                            "-7",
                            "007",
                            "+7",
                            "9223372036854775807",
                            "9223372036854775808",
                            "1e3",
                            "5.9",
                            "5.0"),
            KqlType.INT, List.of("0", "7", "-7", "2147483647", "2147483648", "1e3", "5.9", "5.0"),
            KqlType.REAL,
                    List.of(
                            "0",
                            "-0.5",
                            "1e3",
                            "1_0",
                            "nan",
                            "inf",
                            "-Infinity",
                            "1.7976931348623157e308",
                            "0x10",
                            "1d"),
            KqlType.DECIMAL, List.of("0", "-0", "1.50", "-1.5", "0.1", "00.1", "123456789012345678", ".5", "5.", "1e3"),
            KqlType.GUID,
                    List.of(
                            "5fbc010f-ecf1-bbba-68cf-4d2fac579005",
                            "5FBC010F-ECF1-BBBA-68CF-4D2FAC579005",
                            "5fbc010fecf1bbba68cf4d2fac579005"),
            KqlType.DYNAMIC,
                    List.of("{\"a\":[1,2.50,null]}", "[1, 2]", "x", "\"x\"", "1.5", "null", "{\"a\":1,\"a\":2}"));

    private final Random random = new Random(20261123);

    @Test
    void meansTheSameToDuckDbAndToJava() throws SQLException {
        try (DuckDb duckDb = DuckDb.open();
                DuckDBConnection connection = duckDb.connect(TextCells.FUNCTIONS);
                Statement statement = connection.createStatement()) {
            for (KqlType type : SEEDS.keySet()) {
                statement.execute("CREATE OR REPLACE TEMP TABLE cells(c VARCHAR)");
                fill(connection, SEEDS.get(type));
                String exact = TextCells.exact(type, "c");
                String plain = TextCells.plain(type, "c");
                List<String> differences = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("SELECT c, " + plain + ", " + exact + " FROM cells WHERE ("
                        + plain + ") IS NOT NULL AND (" + plain + ") IS DISTINCT FROM (" + exact + ") LIMIT 20")) {
                    while (rows.next()) {
                        differences.add(rows.getString(1) + " → " + rows.getString(2) + ", not " + rows.getString(3));
                    }
                }
                assertEquals(List.of(), differences, type.toString());
                try (ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM cells WHERE (" + plain + ") IS NOT NULL")) {
                    rows.next();
                    assertTrue(rows.getLong(1) > TEXTS / 50, type + ": " + rows.getLong(1));
                }
            }
        }
    }

    private void fill(DuckDBConnection connection, List<String> seeds) throws SQLException {
        StringBuilder values = new StringBuilder();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO cells SELECT unnest(string_split(?, chr(30)))")) {
            for (int i = 0; i < TEXTS; i++) {
                values.append(i == 0 ? "" : "\u001e").append(mutated(seeds.get(i % seeds.size()), i));
            }
            insert.setString(1, values.toString());
            insert.execute();
        }
    }

    /** Every third text stays; in the others one or two characters go, come or change. */
    private String mutated(String seed, int i) {
        String text = seed;
        for (int changes = i % 3; changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            String c = String.valueOf("0123456789 -:.TZz+/eE_xa\t".charAt(random.nextInt(25)));
            int rest = Math.min(text.length(), at + random.nextInt(2));
            text = text.substring(0, at) + (random.nextInt(4) == 0 ? "" : c) + text.substring(rest);
        }
        return text;
    }
}
