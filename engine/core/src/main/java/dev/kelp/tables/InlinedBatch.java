package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the form in which a catalogue holds them, not yet part of any table.
 *
 * <p>A cell is a {@code Long} where the stored type is a boolean (0 or 1) or a whole number of up to 64 bits, and else DuckDB's text
 * of the stored type; null for null.
 *
 * @param columns the ids of the columns, remainders among them
 * @param cells an array for each column, each of {@code rows} cells; never changed after it was handed over
 * @param statistics by column id, of every column
 * @param remainders columns of 100-ns digits that the rows need and the table didn't have, by the id of their datetime column
 */
public record InlinedBatch(
        List<Long> columns,
        int rows,
        @Nullable Object[][] cells,
        Map<Long, ColumnStats> statistics,
        Map<Long, Storage.Remainder> remainders)
        implements Serializable {
    public InlinedBatch {
        columns = List.copyOf(columns);
        statistics = Map.copyOf(statistics);
        remainders = Map.copyOf(remainders);
    }
}
