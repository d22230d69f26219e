package dev.kelp.run;

import dev.kelp.functions.Dialect;
import dev.kelp.sql.SqlText;
import java.sql.SQLException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;

/** Runs queries in the process: SQL to DuckDB, Arrow out of it. */
public final class DuckDbExecutor implements Executor {
    private final DuckDb duckDb;
    private final BufferAllocator allocator = new RootAllocator();

    public DuckDbExecutor(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    @Override
    public Dialect dialect() {
        return Dialect.DUCKDB;
    }

    @Override
    public Frame run(SqlText query, Job job) {
        DuckDBConnection connection = duckDb.connect();
        try (InlinedCache.Use inlined = duckDb.inlined().use(job.snapshot(), duckDb.verified())) {
            String sql = sql(query, inlined);
            duckDb.functions().register(query.functions(), connection);
            return DuckDbFrame.open(connection, sql, query.schema(), allocator, job, duckDb.functions());
        } catch (SQLException e) {
            close(connection);
            throw DuckDbErrors.of(e, job.cancellation(), duckDb.functions());
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /**
     * Runs a query in DuckDB's own SQL over the tables of a database.
     *
     * @throws dev.kelp.text.KqlException with DuckDB's words where it refuses the query
     */
    public Frame sql(String text, String database, Job job) {
        DuckDBConnection connection = duckDb.connect();
        try (InlinedCache.Use inlined = duckDb.inlined().use(job.snapshot(), duckDb.verified())) {
            return new SqlQuery(connection, job, duckDb, inlined).run(text, database, allocator);
        } catch (SQLException e) {
            close(connection);
            throw job.cancellation().isCancelled() ? DuckDbErrors.of(e, job.cancellation()) : SqlQuery.refused(e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /** The text with its scans in place, over extents that are whole. */
    static String sql(SqlText query, InlinedCache.Use inlined) {
        String sql = query.sql();
        for (SqlText.ScanSlot slot : query.scans()) {
            sql = sql.replace(slot.marker(), inlined.scan(slot.request()));
        }
        return sql;
    }

    private static void close(DuckDBConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // the query's own failure is what counts
        }
    }

    @Override
    public void close() {
        allocator.close();
        duckDb.close();
    }
}
