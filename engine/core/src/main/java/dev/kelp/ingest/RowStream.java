package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.tables.ColumnDef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The rows of any files, one by one. */
final class RowStream extends CarrierStream {
    private static final int ROWS = 4_096;
    private static final long BYTES = 8L << 20;

    private final RecordRows rows;
    private long read;

    RowStream(RecordRows rows, List<ColumnDef> columns, BufferAllocator allocator, Cancellation cancellation) {
        super(columns, allocator, cancellation);
        this.rows = rows;
    }

    @Override
    void fill(VectorSchemaRoot batch) {
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
    double fraction() {
        return rows.fraction();
    }

    @Override
    Skipped skipped() {
        return rows.skipped();
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
