package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.tables.ColumnDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Carrier;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Rows that Java reads from files on their way into DuckDB, some thousand at a time: columns {@code t0, t1, …} of carriers. */
abstract class CarrierStream extends ArrowReader {
    private final List<ColumnDef> columns;
    private final Cancellation cancellation;
    private @Nullable KqlException failure;

    CarrierStream(List<ColumnDef> columns, BufferAllocator allocator, Cancellation cancellation) {
        super(allocator);
        this.columns = columns;
        this.cancellation = cancellation;
    }

    /**
     * Fills the next batch, which is empty; leaves it so at the end.
     *
     * @throws KqlException naming file and place of what is wrong
     */
    abstract void fill(VectorSchemaRoot batch);

    /** How much of the files has been read, from 0 to 1, -1 where that isn't known; any thread may ask. */
    abstract double fraction();

    /** What has been left out so far. */
    abstract Skipped skipped();

    /** Ends the reading; once more does no harm. */
    @Override
    protected abstract void closeReadSource() throws IOException;

    /** Why it broke off, null where it didn't; DuckDB only says that it did. */
    @Nullable
    KqlException failure() {
        return failure;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            VectorSchemaRoot batch = getVectorSchemaRoot();
            batch.clear();
            fill(batch);
            if (cancellation.isCancelled()) {
                throw Problem.CANCELLED.here();
            }
            return batch.getRowCount() > 0;
        } catch (KqlException e) {
            failure = e;
            throw new IOException("the files cannot be read", e);
        } catch (RuntimeException | StackOverflowError e) {
            failure = Problem.BUG.here("A file cannot be read: " + e).because(e);
            throw new IOException("the files cannot be read", e);
        } catch (OutOfMemoryError e) {
            failure = Problem.LIMITS
                    .here("A record of the files needs more memory than there is.")
                    .because(e);
            throw new IOException("the files cannot be read", e);
        }
    }

    /** What is JSON is marked as such: DuckDB would read it once more to see that it is. */
    @Override
    protected Schema readSchema() {
        List<Field> fields = new ArrayList<>();
        for (ColumnDef column : columns) {
            Map<String, String> marks =
                    column.type() == KqlType.DYNAMIC ? Map.of("ARROW:extension:name", "arrow.json") : Map.of();
            fields.add(new Field(
                    "t" + fields.size(), new FieldType(true, type(column.type().carrier()), null, marks), null));
        }
        return new Schema(fields);
    }

    private static ArrowType type(Carrier carrier) {
        return switch (carrier) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case INTEGER -> new ArrowType.Int(32, true);
            case BIGINT -> new ArrowType.Int(64, true);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case VARCHAR -> ArrowType.Utf8.INSTANCE;
        };
    }
}
