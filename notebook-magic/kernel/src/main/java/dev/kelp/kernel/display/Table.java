package dev.kelp.kernel.display;

import dev.kelp.run.Frame;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result, held in memory.
 *
 * @param rows the first rows, each a carrier value per column
 * @param count how many rows the result had; more than {@code rows} holds where the result was larger than the limit
 */
public record Table(Schema schema, List<@Nullable Object[]> rows, long count) {
    /** As many rows as a notebook keeps of one result. */
    public static final int LIMIT = 100_000;

    public Table {
        rows = List.copyOf(rows);
    }

    /** Reads a frame to its end, keeping its first {@link #LIMIT} rows. */
    public static Table read(Frame frame) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        int columns = frame.schema().size();
        long count = 0;
        while (frame.next()) {
            int batch = frame.batch().getRowCount();
            for (int row = 0; row < batch && rows.size() < LIMIT; row++) {
                @Nullable Object[] cells = new @Nullable Object[columns];
                for (int column = 0; column < columns; column++) {
                    cells[column] = frame.value(row, column);
                }
                rows.add(cells);
            }
            count += batch;
        }
        return new Table(frame.schema(), rows, count);
    }

    /** A cell's carrier value. */
    public @Nullable Object value(int row, int column) {
        return rows.get(row)[column];
    }
}
