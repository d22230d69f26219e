package dev.kelp.tables;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Rows read out of a catalogue, an array for each column of the table and of the system's.
 *
 * @param rowIds the format's identity of each row
 * @param begins the commit by which each row came in
 * @param ends the commit by which it was ended, {@link #LIVE} where it wasn't
 * @param ticks when it came in, or {@link Extent.Arrival#FORGOTTEN}
 * @param cells as in {@link InlinedBatch#cells()}
 */
public record InlinedCells(
        long[] rowIds,
        long[] begins,
        long[] ends,
        long[] ticks,
        @Nullable Object[][] cells) implements Serializable {
    public static final long LIVE = Long.MAX_VALUE;

    public int rows() {
        return rowIds.length;
    }
}
