package dev.kelp.server;

import dev.kelp.run.Frame;
import dev.kelp.types.Field;
import dev.kelp.types.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** A frame of rows that are at hand, in one batch. */
final class LiteralFrame implements Frame {
    private final Schema schema;
    private final BufferAllocator allocator = new RootAllocator();
    private final VectorSchemaRoot batch;
    private boolean given;

    LiteralFrame(SideTable table) {
        this.schema = table.schema();
        List<FieldVector> vectors = new ArrayList<>();
        for (int c = 0; c < schema.size(); c++) {
            vectors.add(vector(schema.fields().get(c), table.rows(), c));
        }
        this.batch = new VectorSchemaRoot(vectors);
        this.batch.setRowCount(table.rows().size());
    }

    private FieldVector vector(Field field, List<List<@Nullable Object>> rows, int column) {
        FieldVector vector = empty(field);
        vector.setInitialCapacity(rows.size());
        vector.allocateNew();
        for (int r = 0; r < rows.size(); r++) {
            Object value = rows.get(r).get(column);
            if (value != null) {
                set(vector, r, value);
            }
        }
        vector.setValueCount(rows.size());
        return vector;
    }

    private FieldVector empty(Field field) {
        return switch (field.type().carrier()) {
            case BOOLEAN -> new BitVector(field.name(), allocator);
            case INTEGER -> new IntVector(field.name(), allocator);
            case BIGINT -> new BigIntVector(field.name(), allocator);
            case DOUBLE -> new Float8Vector(field.name(), allocator);
            case VARCHAR -> new VarCharVector(field.name(), allocator);
        };
    }

    private static void set(FieldVector vector, int row, Object value) {
        if (vector instanceof BitVector bits) {
            bits.setSafe(row, (Boolean) value ? 1 : 0);
        } else if (vector instanceof IntVector ints) {
            ints.setSafe(row, (Integer) value);
        } else if (vector instanceof BigIntVector longs) {
            longs.setSafe(row, (Long) value);
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(row, (Double) value);
        } else {
            ((VarCharVector) vector).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean next() {
        boolean first = !given;
        given = true;
        return first;
    }

    @Override
    public VectorSchemaRoot batch() {
        return batch;
    }

    @Override
    public void close() {
        batch.close();
        allocator.close();
    }
}
