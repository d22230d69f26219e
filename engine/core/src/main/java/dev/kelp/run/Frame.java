package dev.kelp.run;

import dev.kelp.types.Schema;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * A result: typed columns and batches of rows in Arrow vectors, read once from front to back.
 *
 * <p>The vectors hold carriers ({@link dev.kelp.types.Carrier}): {@code BitVector, IntVector, BigIntVector, Float8Vector,
 * VarCharVector}; a datetime is ticks in a {@code BigIntVector}. {@link #schema()} says which KQL type each is. Strings are
 * never null. Not thread-safe.
 */
public interface Frame extends AutoCloseable {

    Schema schema();

    /**
     * Moves to the next batch.
     *
     * @return false at the end
     * @throws dev.kelp.text.KqlException where the query fails or is cancelled while it runs
     */
    boolean next();

    /** The current batch; its vectors are good until the next call of {@link #next()}. */
    VectorSchemaRoot batch();

    /** A cell of the current batch as its carrier's boxed value: Boolean, Integer, Long, Double, String or null. */
    default @Nullable Object value(int row, int column) {
        return Cells.read(batch().getVector(column), row);
    }

    @Override
    void close();
}
