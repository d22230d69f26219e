package dev.kelp.run;

import dev.kelp.text.Problem;
import dev.kelp.types.Schema;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/** DuckDB's rows, read while it computes them. */
final class DuckDbFrame implements Frame {
    private static final long BATCH_ROWS = 65_536;
    private static final long PROGRESS_MILLIS = 250;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kelp-progress");
        thread.setDaemon(true);
        return thread;
    });

    private final Schema schema;
    private final DuckDBConnection connection;
    private final DuckDBPreparedStatement statement;
    private final ResultSet rows;
    private final BufferAllocator allocator;
    private final ArrowReader reader;
    private final Executor.Job job;
    private final JavaFunctions functions;
    private final @Nullable ScheduledFuture<?> watch;
    private boolean closed;

    private DuckDbFrame(
            Schema schema,
            DuckDBConnection connection,
            DuckDBPreparedStatement statement,
            ResultSet rows,
            BufferAllocator allocator,
            ArrowReader reader,
            Executor.Job job,
            JavaFunctions functions,
            @Nullable ScheduledFuture<?> watch) {
        this.schema = schema;
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.allocator = allocator;
        this.reader = reader;
        this.job = job;
        this.functions = functions;
        this.watch = watch;
    }

    static DuckDbFrame open(
            DuckDBConnection connection,
            String sql,
            Schema schema,
            BufferAllocator parent,
            Executor.Job job,
            JavaFunctions functions)
            throws SQLException {
        DuckDBPreparedStatement statement = (DuckDBPreparedStatement) connection.prepareStatement(sql);
        job.cancellation().onCancel(() -> cancel(statement));
        ScheduledFuture<?> watch = job.progress() == Progress.SILENT ? null : watch(statement, job.progress());
        try {
            if (job.cancellation().isCancelled()) {
                // A statement that does not run yet forgets that it was cancelled.
                throw Problem.CANCELLED.here();
            }
            ResultSet rows = statement.executeQuery();
            BufferAllocator allocator = parent.newChildAllocator("frame", 0, Long.MAX_VALUE);
            ArrowReader reader = (ArrowReader) ((DuckDBResultSet) rows).arrowExportStream(allocator, BATCH_ROWS);
            return new DuckDbFrame(schema, connection, statement, rows, allocator, reader, job, functions, watch);
        } catch (SQLException | RuntimeException e) {
            if (watch != null) {
                watch.cancel(false);
            }
            throw e;
        }
    }

    private static ScheduledFuture<?> watch(DuckDBPreparedStatement statement, Progress progress) {
        return WATCH.scheduleWithFixedDelay(
                () -> {
                    try {
                        progress.update(statement.getQueryProgress().getPercentage() / 100, "");
                    } catch (SQLException e) {
                        // the query has ended
                    }
                },
                PROGRESS_MILLIS,
                PROGRESS_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private static void cancel(DuckDBPreparedStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // it has ended
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean next() {
        if (job.cancellation().isCancelled()) {
            throw Problem.CANCELLED.here();
        }
        try {
            do {
                if (!reader.loadNextBatch()) {
                    return false;
                }
            } while (batch().getRowCount() == 0);
            return true;
        } catch (IOException | RuntimeException e) {
            throw DuckDbErrors.of(e, job.cancellation(), functions);
        }
    }

    @Override
    public VectorSchemaRoot batch() {
        try {
            return reader.getVectorSchemaRoot();
        } catch (IOException e) {
            throw DuckDbErrors.of(e, job.cancellation(), functions);
        }
    }

    /** The order matters: the stream reads out of the result, which lives in the statement. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (watch != null) {
            watch.cancel(false);
        }
        try {
            reader.close();
            rows.close();
            statement.close();
            connection.close();
        } catch (IOException | SQLException e) {
            throw DuckDbErrors.of(e, job.cancellation(), functions);
        } finally {
            allocator.close();
        }
    }
}
