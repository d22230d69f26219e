package dev.kelp.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.util.MemoryUtil;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one vector of DuckDB's, read where they lie: its driver's own way takes a lock and a native call for each. A driver
 * whose vectors look different is asked its way. For one thread, while the vector is open.
 */
final class VectorTexts {
    /** DuckDB's {@code string_t}: a length, then either up to twelve bytes or four of them and the address of all. */
    private static final int WIDTH = 16;

    private static final int INLINED = 12;
    private static final @Nullable VarHandle DATA = data();

    private final DuckDBReadableVector vector;
    private final @Nullable ByteBuffer data;
    private byte[] bytes = new byte[256];

    VectorTexts(DuckDBReadableVector vector) {
        this.vector = vector;
        this.data = DATA == null ? null : (ByteBuffer) DATA.get(vector);
    }

    private static @Nullable VarHandle data() {
        try {
            return MethodHandles.privateLookupIn(DuckDBReadableVector.class, MethodHandles.lookup())
                    .findVarHandle(DuckDBReadableVector.class, "data", ByteBuffer.class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** The text of a row that isn't null. */
    String at(int row) {
        if (data == null) {
            return vector.getString(row);
        }
        int place = row * WIDTH;
        int length = data.getInt(place);
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        if (length <= INLINED) {
            data.get(place + 4, bytes, 0, length);
        } else {
            MemoryUtil.copyFromMemory(data.getLong(place + 8), bytes, 0, length);
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
