package dev.kelp.run;

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

/** Rows in memory as a frame of one batch. */
final class RowsFrame implements Frame {
    private final Schema schema;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot root;
    private boolean read;
    private boolean closed;

    private RowsFrame(Schema schema, BufferAllocator allocator, VectorSchemaRoot root) {
        this.schema = schema;
        this.allocator = allocator;
        this.root = root;
    }

    static RowsFrame of(Rows rows) {
        BufferAllocator allocator = new RootAllocator();
        List<FieldVector> vectors = new ArrayList<>();
        List<@Nullable Object[]> cells = rows.cells();
        for (int column = 0; column < rows.schema().size(); column++) {
            var field = rows.schema().fields().get(column);
            FieldVector vector =
                    switch (field.type().carrier()) {
                        case BOOLEAN -> new BitVector(field.name(), allocator);
                        case INTEGER -> new IntVector(field.name(), allocator);
                        case BIGINT -> new BigIntVector(field.name(), allocator);
                        case DOUBLE -> new Float8Vector(field.name(), allocator);
                        case VARCHAR -> new VarCharVector(field.name(), allocator);
                    };
            vector.allocateNew();
            for (int row = 0; row < cells.size(); row++) {
                set(vector, row, cells.get(row)[column]);
            }
            vector.setValueCount(cells.size());
            vectors.add(vector);
        }
        VectorSchemaRoot root = new VectorSchemaRoot(vectors);
        root.setRowCount(cells.size());
        return new RowsFrame(rows.schema(), allocator, root);
    }

    private static void set(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(row, (Boolean) value ? 1 : 0);
        } else if (vector instanceof IntVector ints) {
            ints.setSafe(row, (Integer) value);
        } else if (vector instanceof BigIntVector longs) {
            longs.setSafe(row, (Long) value);
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(row, (Double) value);
        } else if (vector instanceof VarCharVector texts) {
            texts.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean next() {
        boolean first = !read && root.getRowCount() > 0;
        read = true;
        return first;
    }

    @Override
    public VectorSchemaRoot batch() {
        return root;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            root.close();
            allocator.close();
        }
    }
}
