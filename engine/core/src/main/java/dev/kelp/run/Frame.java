package dev.kelp.run;

import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.List;
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

    /** The cells of all rows that are still unread, row by row, as by {@link #value}; for answers that fit into memory. */
    default List<@Nullable Object[]> rows() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (next()) {
            for (int row = 0; row < batch().getRowCount(); row++) {
                @Nullable Object[] cells = new @Nullable Object[schema().size()];
                for (int column = 0; column < cells.length; column++) {
                    cells[column] = value(row, column);
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    @Override
    void close();
}
