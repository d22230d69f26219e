package dev.kelp.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The footers of Parquet files that a DuckDB has read and keeps. It keeps them until its memory is full, also those of files that
 * were merged or dropped long ago, and has no word to forget one; but it lets go of what was used least recently when its limit is
 * lowered. Thread-safe.
 */
final class KeptFooters {
    /** In MB; a footer takes about a KB for each column and row group. */
    private static final String PROPERTY = "kelp.footers";

    private static final long MOST_BYTES = Long.getLong(PROPERTY, 128) << 20;

    /** More than this in use by queries, and the limit is left alone: one of them might want memory at that moment. */
    private static final long BUSY_BYTES = 16L << 20;

    private static final int EVERY = 500;

    private static final String USED = "SELECT coalesce(sum(memory_usage_bytes), 0)::BIGINT,"
            + " coalesce(sum(memory_usage_bytes) FILTER (tag = 'OBJECT_CACHE'), 0)::BIGINT,"
            + " coalesce(sum(memory_usage_bytes) FILTER (tag IN ('IN_MEMORY_TABLE', 'BASE_TABLE')), 0)::BIGINT,"
            + " current_setting('memory_limit') FROM duckdb_memory()";

    private final AtomicLong connections = new AtomicLong();

    /** Takes note of a new connection; now and then it is looked how much is kept. */
    void connected(Connection connection) {
        if (connections.incrementAndGet() % EVERY == 0) {
            try {
                trim(connection, MOST_BYTES);
            } catch (SQLException e) {
                // Something held the memory after all; the next look may find it free.
            }
        }
    }

    /** Forgets half of what is kept where that is more than so many bytes, and answers whether it did. */
    static synchronized boolean trim(Connection connection, long most) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long lower;
            String limit;
            try (ResultSet used = statement.executeQuery(USED)) {
                used.next();
                long kept = used.getLong(2);
                long tables = used.getLong(3);
                // Tables go to the disk first, so they must be small beside the footers.
                if (kept <= most || tables > kept / 4 || used.getLong(1) - kept - tables > BUSY_BYTES) {
                    return false;
                }
                lower = used.getLong(1) - tables - kept / 2;
                limit = used.getString(4);
            }
            try {
                statement.execute("SET GLOBAL memory_limit = '" + lower + " bytes'");
            } finally {
                try (Statement again = connection.createStatement()) {
                    again.execute("SET GLOBAL memory_limit = '" + limit + "'");
                }
            }
            return true;
        }
    }
}
