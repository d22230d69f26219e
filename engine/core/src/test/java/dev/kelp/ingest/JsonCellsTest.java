package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.DuckDb;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON that is stored as DuckDB read it must be what Java would have written of it, and texts must reach Java whole. */
class JsonCellsTest {
    private static final int RECORDS = 5_000;
    private static final String[] LEAVES = {
        "0",
        "-0",
        "7",
        "1.50",
        "0.1",
        "1e3",
        "-2.5E-7",
        "9007199254740993",
        "18446744073709551616",
        "123456789.123456789",
        "true",
        "false",
        "null",
        "\"\"",
        "\"null\"",
        "\"twelve bytes\"",
        "\"thirteen bytes\"",
        "\"é ∑ 😀\"",
        "\"\\u00e9\\n\\t\\\"\\/\\\\\"",
        "\"\\u0001\"",
        "\"2026-03-01\""
    };

    private final Random random = new Random(20261123);

    @Test
    void storedAsJavaWouldWriteIt(@TempDir Path folder) throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            lines.add(i % 50 == 0 ? "{}" : "{\"v\": " + value(0) + "}");
        }
        Path file = Files.write(folder.resolve("values.json"), lines);
        String text = "CAST(v AS VARCHAR)";
        String stored = "CAST(" + JsonCells.stored(KqlType.DYNAMIC, "v", 0) + " AS VARCHAR)";
        String java = "nullif(kelp_cell_dynamic(" + text + "), 'null')";
        try (DuckDb duckDb = DuckDb.open();
                DuckDBConnection connection = duckDb.connect(TextCells.FUNCTIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE records AS SELECT * FROM read_json('" + file
                    + "', columns = {v: 'JSON'}, format = 'newline_delimited')");
            List<String> differences = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT " + text + ", " + stored + ", " + java
                    + " FROM records WHERE " + stored + " IS DISTINCT FROM " + java + " LIMIT 20")) {
                while (rows.next()) {
                    differences.add(rows.getString(1) + " → " + rows.getString(2) + ", not " + rows.getString(3));
                }
            }
            assertEquals(List.of(), differences);
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM records WHERE "
                    + TextCells.isCompact(text) + " AND strlen(" + text + ") > 12")) {
                rows.next();
                assertTrue(rows.getLong(1) > RECORDS / 20, "compact: " + rows.getLong(1));
            }
        }
    }

    @Test
    void recordsThatDuckDbFindsTooLong(@TempDir Path folder) throws SQLException, IOException {
        String text = "é".repeat(3 << 20);
        try (FormatFixture fixture = new FormatFixture(folder, "id:long, name:string")) {
            assertEquals(
                    List.of(List.of(1L, ""), List.of(2L, text)),
                    fixture.read(IngestFormat.JSON, "{\"id\": 1}\n{\"id\": 2, \"name\": \"" + text + "\"}\n"));
        }
    }

    private String value(int depth) {
        int kind = depth > 3 ? 2 : random.nextInt(4);
        if (kind > 1) {
            return LEAVES[random.nextInt(LEAVES.length)];
        }
        List<String> items = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            // So few keys that some come twice.
            items.add(kind == 0 ? value(depth + 1) : "\"k" + random.nextInt(12) + "\": " + value(depth + 1));
        }
        return kind == 0 ? "[" + String.join(", ", items) + "]" : "{" + String.join(",", items) + "}";
    }
}
