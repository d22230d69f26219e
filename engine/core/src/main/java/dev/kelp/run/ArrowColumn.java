package dev.kelp.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * A column of rows that are to be put into an Arrow batch.
 *
 * @param type {@link #LONG} or {@link #TEXT}
 * @param values by row; a {@code Long} or text, null for null
 */
record ArrowColumn(String name, ArrowType type, IntFunction<@Nullable Object> values) {
    static final ArrowType LONG = new ArrowType.Int(64, true);
    static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;

    /** A batch of some rows; the caller closes it. */
    static VectorSchemaRoot batch(List<ArrowColumn> columns, int from, int rows, BufferAllocator allocator) {
        List<FieldVector> vectors = new ArrayList<>();
        for (ArrowColumn column : columns) {
            vectors.add(
                    column.type.equals(LONG)
                            ? column.longs(from, rows, allocator)
                            : column.texts(from, rows, allocator));
        }
        return new VectorSchemaRoot(vectors);
    }

    private FieldVector longs(int from, int rows, BufferAllocator allocator) {
        BigIntVector vector = new BigIntVector(name, allocator);
        vector.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            if (values.apply(from + row) instanceof Long value) {
                vector.set(row, value);
            }
        }
        vector.setValueCount(rows);
        return vector;
    }

    private FieldVector texts(int from, int rows, BufferAllocator allocator) {
        VarCharVector vector = new VarCharVector(name, allocator);
        vector.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            Object value = values.apply(from + row);
            if (value != null) {
                vector.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        vector.setValueCount(rows);
        return vector;
    }
}
