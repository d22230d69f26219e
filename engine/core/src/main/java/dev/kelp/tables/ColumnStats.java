package dev.kelp.tables;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of one column in one extent.
 *
 * @param bytes compressed size, 0 where unknown
 * @param values number of values that aren't null, negative where unknown
 * @param nulls number of nulls, negative where unknown
 * @param min a lower bound as DuckDB's text of the stored type, null where none is known; long strings are cut
 * @param max an upper bound likewise
 * @param nan whether a real column holds NaN, null where unknown or not real
 */
public record ColumnStats(
        long bytes,
        long values,
        long nulls,
        @Nullable String min,
        @Nullable String max,
        @Nullable Boolean nan) implements Serializable {

    /** Whether a null may be among the values. */
    public boolean mayHoldNull() {
        return nulls != 0;
    }
}
