package dev.kelp.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Records that were left out because they are wrong.
 *
 * @param records how many
 * @param first what is wrong with the first of them and where, a sentence each
 */
public record Skipped(long records, List<String> first) {
    public static final Skipped NONE = new Skipped(0, List.of());

    /** So many are told one by one. */
    static final int TOLD = 10;

    public Skipped {
        first = List.copyOf(first);
    }

    Skipped and(String message) {
        if (first.size() == TOLD) {
            return new Skipped(records + 1, first);
        }
        List<String> more = new ArrayList<>(first);
        more.add(message);
        return new Skipped(records + 1, more);
    }
}
