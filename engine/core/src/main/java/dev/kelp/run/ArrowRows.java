package dev.kelp.run;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one SQL text in DuckDB's own Arrow vectors, not copied, read once from front to back.
 *
 * <p>The vectors stay the same objects over all batches; what they hold is good until the next call of {@link #next()}. Not
 * thread-safe.
 */
public final class ArrowRows implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Statement statement;
    private final DuckDBResultSet result;
    private final ArrowReader reader;
    private final BufferAllocator allocator;
    private final Cancellation cancellation;
    private final JavaFunctions functions;

    private ArrowRows(
            DuckDBConnection connection,
            Statement statement,
            DuckDBResultSet result,
            ArrowReader reader,
            BufferAllocator allocator,
            Cancellation cancellation,
            JavaFunctions functions) {
        this.connection = connection;
        this.statement = statement;
        this.result = result;
        this.reader = reader;
        this.allocator = allocator;
        this.cancellation = cancellation;
        this.functions = functions;
    }

    /**
     * Starts a SELECT on a connection of its own.
     *
     * @param parent where the memory of the vectors is counted
     * @param batchRows rows of a batch at most
     */
    public static ArrowRows open(
            DuckDb duckdb, String sql, BufferAllocator parent, int batchRows, Cancellation cancellation) {
        DuckDBConnection connection = duckdb.connect();
        try {
            Statement statement = connection.createStatement();
            cancellation.onCancel(() -> cancel(statement));
            DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery(sql);
            BufferAllocator allocator = parent.newChildAllocator("kelp", 0, Long.MAX_VALUE);
            ArrowReader reader = (ArrowReader) result.arrowExportStream(allocator, batchRows);
            return new ArrowRows(connection, statement, result, reader, allocator, cancellation, duckdb.functions());
        } catch (SQLException e) {
            try {
                connection.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw DuckDbErrors.of(e, cancellation, duckdb.functions());
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has ended by itself.
        }
    }

    /** Makes the rows a relation of another DuckDB's that can be read once. */
    void register(DuckDBConnection other, String name, BufferAllocator streamAllocator, ArrowArrayStream stream) {
        Data.exportArrayStream(streamAllocator, new Handed(this, streamAllocator), stream);
        other.registerArrowStream(name, stream);
    }

    /** Shows the rows to the C data interface, and leaves the closing to their owner. */
    private static final class Handed extends ArrowReader {
        private final ArrowRows rows;

        Handed(ArrowRows rows, BufferAllocator allocator) {
            super(allocator);
            this.rows = rows;
        }

        @Override
        public VectorSchemaRoot getVectorSchemaRoot() {
            return rows.batch();
        }

        @Override
        public boolean loadNextBatch() {
            return rows.next();
        }

        @Override
        public long bytesRead() {
            return rows.reader.bytesRead();
        }

        @Override
        protected void closeReadSource() {}

        @Override
        protected Schema readSchema() {
            return rows.batch().getSchema();
        }
    }

    /** Moves to the next batch; false at the end. */
    public boolean next() {
        try {
            return reader.loadNextBatch();
        } catch (IOException e) {
            throw DuckDbErrors.of(e, cancellation, functions);
        }
    }

    /** The vectors of the current batch. */
    public VectorSchemaRoot batch() {
        try {
            return reader.getVectorSchemaRoot();
        } catch (IOException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    /** A cell of the current batch as its carrier's boxed value. */
    public @Nullable Object value(int row, int column) {
        return Cells.read(batch().getVector(column), row);
    }

    /** Gives all back, from the inside out: the order that DuckDB and Arrow need. */
    @Override
    public void close() {
        try (connection;
                statement;
                result) {
            try {
                reader.close();
            } finally {
                allocator.close();
            }
        } catch (SQLException | IOException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }
}
