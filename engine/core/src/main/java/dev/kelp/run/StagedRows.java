package dev.kelp.run;

import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.duckdb.DuckDBConnection;

/**
 * Rows on their way to an extent: gathered batch by batch in a temporary table of DuckDB's, which spills to disk where memory is
 * short. Not thread-safe.
 */
public final class StagedRows implements AutoCloseable {
    private static final String TABLE = "kelp_staged";

    private final DuckDBConnection connection;
    private final String carriers;
    private final Cancellation cancellation;
    private long rows;
    private long batches;

    /** @param carriers SQL of each carrier over the names of the batches' vectors, in the order of the table's columns */
    public StagedRows(DuckDb duckdb, List<String> carriers, Cancellation cancellation) {
        this.connection = duckdb.connect();
        this.carriers = String.join(", ", carriers);
        this.cancellation = cancellation;
    }

    /** Takes over the rows of a batch. Its vectors can be filled anew afterwards. */
    public void add(VectorSchemaRoot batch, BufferAllocator allocator) {
        String name = "kelp_batch_" + batches++;
        try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                Statement statement = connection.createStatement()) {
            OneBatch.register(connection, name, batch, allocator, stream);
            statement.execute((rows == 0 ? "CREATE OR REPLACE TEMP TABLE " + TABLE + " AS" : "INSERT INTO " + TABLE)
                    + " SELECT " + carriers + " FROM " + name);
            rows += batch.getRowCount();
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    /** The number of rows that wait. */
    public long rows() {
        return rows;
    }

    /** Writes the rows that wait to a file in a folder, and forgets them. */
    public List<WrittenExtent> write(TableDef table, Path folder) {
        if (rows == 0) {
            return List.of();
        }
        List<WrittenExtent> written =
                new ExtentWriter(connection, table, folder, cancellation).write("SELECT * FROM " + TABLE);
        rows = 0;
        return written;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }
}
