package dev.kelp.tables;

import java.io.Serializable;
import java.util.Locale;

/**
 * What is asked of the history of a table: which changes of its rows, by the commits from one to another, both included.
 *
 * @param from number of a commit
 * @param to number of a commit, the columns of which the rows have
 */
public record ChangeRange(long from, long to, Kind kind) implements Serializable {

    public enum Kind {
        /** All, each with its type: insert, delete, update_preimage or update_postimage. */
        CHANGES,
        INSERTIONS,
        DELETIONS;

        /** As the format's own functions are called. */
        public String function() {
            return "table_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An end of a range as people give it.
     *
     * @param value the number of a commit, or a time in ticks
     */
    public record Bound(long value, boolean isTime) {}
}
