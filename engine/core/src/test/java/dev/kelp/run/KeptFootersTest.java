package dev.kelp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footers of files that are gone do not fill the memory. */
class KeptFootersTest {
    private static final int FILES = 60;

    @TempDir
    Path folder;

    @Test
    void thoseOfFilesLongGoneAreForgotten() throws Exception {
        try (DuckDb duckDb = DuckDb.open();
                Connection connection = duckDb.connect();
                Connection writer = duckDb.writer().connect()) {
            for (int i = 0; i < FILES; i++) {
                Path file = folder.resolve(i + ".parquet");
                try (Statement copy = writer.createStatement()) {
                    copy.execute("COPY (SELECT range AS a, range + 1 AS b FROM range(5)) TO '" + file
                            + "' (FORMAT parquet)");
                }
                assertEquals(10, number(connection, "SELECT sum(a) FROM read_parquet('" + file + "')"));
                assertEquals(15, number(writer, "SELECT sum(b) FROM read_parquet('" + file + "')"));
                Files.delete(file);
            }
            long kept = kept(connection);
            assertTrue(kept(writer) < kept / 4, "What is written again is read once.");
            String limit = text(connection, "SELECT current_setting('memory_limit')");
            assertFalse(KeptFooters.trim(connection, kept));
            assertTrue(KeptFooters.trim(connection, kept - 1));
            assertTrue(kept(connection) <= kept * 2 / 3, () -> kept + " bytes before");
            assertEquals(limit, text(connection, "SELECT current_setting('memory_limit')"));
        }
    }

    private static long kept(Connection connection) throws SQLException {
        return number(connection, "SELECT memory_usage_bytes FROM duckdb_memory() WHERE tag = 'OBJECT_CACHE'");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
