package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.tables.ColumnDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Carrier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Rows on their way into DuckDB, some thousand at a time: columns {@code t0, t1, …} of carriers. */
final class RowStream extends ArrowReader {
    private static final int ROWS = 4_096;
    private static final long BYTES = 8L << 20;

    private final RecordRows rows;
    private final List<ColumnDef> columns;
    private final Cancellation cancellation;
    private @Nullable KqlException failure;
    private long read;

    RowStream(RecordRows rows, List<ColumnDef> columns, BufferAllocator allocator, Cancellation cancellation) {
        super(allocator);
        this.rows = rows;
        this.columns = columns;
        this.cancellation = cancellation;
    }

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
            List<FieldVector> vectors = batch.getFieldVectors();
            vectors.forEach(FieldVector::allocateNew);
            int count = 0;
            long bytes = 0;
            while (count < ROWS && bytes < BYTES) {
                @Nullable Object[] row = rows.next();
                if (row == null) {
                    break;
                }
                for (int i = 0; i < row.length; i++) {
                    bytes += set(vectors.get(i), count, row[i]);
                }
                count++;
            }
            batch.setRowCount(count);
            read += bytes;
            if (cancellation.isCancelled()) {
                throw Problem.CANCELLED.here();
            }
            return count > 0;
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

    private static int set(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
            return 8;
        }
        if (vector instanceof VarCharVector texts) {
            byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
            texts.setSafe(row, bytes);
            return bytes.length + 8;
        }
        if (vector instanceof BigIntVector longs) {
            longs.setSafe(row, (Long) value);
        } else if (vector instanceof IntVector ints) {
            ints.setSafe(row, (Integer) value);
        } else if (vector instanceof Float8Vector reals) {
            reals.setSafe(row, (Double) value);
        } else {
            ((BitVector) vector).setSafe(row, (Boolean) value ? 1 : 0);
        }
        return 8;
    }

    @Override
    protected Schema readSchema() {
        List<Field> fields = new ArrayList<>();
        for (ColumnDef column : columns) {
            fields.add(new Field(
                    "t" + fields.size(), FieldType.nullable(type(column.type().carrier())), null));
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

    @Override
    public long bytesRead() {
        return read;
    }

    @Override
    protected void closeReadSource() throws IOException {
        rows.close();
    }
}
