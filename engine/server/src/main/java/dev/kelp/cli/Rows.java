package dev.kelp.cli;

import dev.kelp.types.Schema;
import org.jspecify.annotations.Nullable;

/** The rows of one result table, read once. */
interface Rows {
    Schema schema();

    /** Moves to the next row; false at the end. */
    boolean next();

    /** A cell of the current row as its carrier's boxed value. */
    @Nullable
    Object value(int column);
}
