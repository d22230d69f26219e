package dev.kelp.run;

import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

/** Shows a batch that is in memory to the C data interface. */
final class OneBatch extends ArrowReader {
    private final VectorSchemaRoot batch;
    private boolean read;

    private OneBatch(VectorSchemaRoot batch, BufferAllocator allocator) {
        super(allocator);
        this.batch = batch;
    }

    /** Makes a batch a relation of DuckDB's that can be read once. */
    static void register(
            DuckDBConnection connection,
            String name,
            VectorSchemaRoot batch,
            BufferAllocator allocator,
            ArrowArrayStream stream) {
        // The stream closes its reader when DuckDB releases it.
        Data.exportArrayStream(allocator, new OneBatch(batch, allocator), stream);
        connection.registerArrowStream(name, stream);
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return batch;
    }

    @Override
    public boolean loadNextBatch() {
        boolean first = !read;
        read = true;
        return first;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {
        // The batch belongs to the caller.
    }

    @Override
    protected Schema readSchema() {
        return batch.getSchema();
    }
}
