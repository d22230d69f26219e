package dev.kelp.maintain;

import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.IngestionProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Extents in the order they came, as many as may become one. */
final class MergeGroup {
    private static final int TAGS_LENGTH = 1_000_000;

    /** So many small extents are worth a merge; fewer only where none of them is written again for little. */
    private static final int MANY = 8;

    /**
     * What may become one at most.
     *
     * @param window its extents count as made in the same stretch of so many ticks
     */
    record Limits(long rows, long bytes, int extents, long ticks, long window) {}

    private final Limits limits;
    private final List<ExtentDetails> extents = new ArrayList<>();
    private final Set<String> tags = new HashSet<>();
    private List<String> dropBy = List.of();
    private long rows;
    private long bytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    MergeGroup(Limits limits) {
        this.limits = limits;
    }

    boolean takes(ExtentDetails extent) {
        Set<String> together = new HashSet<>(tags);
        together.addAll(extent.tags());
        return extents.size() < limits.extents()
                && rows + extent.rows() <= limits.rows()
                && bytes + extent.bytes() <= limits.bytes()
                && (extents.isEmpty() || extent.created() / limits.window() == first / limits.window())
                && Math.max(last, extent.created()) - Math.min(first, extent.created()) <= limits.ticks()
                && together.stream().mapToInt(String::length).sum() <= TAGS_LENGTH
                && (extents.isEmpty() || dropBy(extent).equals(dropBy));
    }

    void add(ExtentDetails extent) {
        dropBy = dropBy(extent);
        extents.add(extent);
        tags.addAll(extent.tags());
        rows += extent.rows();
        bytes += extent.bytes();
        first = Math.min(first, extent.created());
        last = Math.max(last, extent.created());
    }

    private static List<String> dropBy(ExtentDetails extent) {
        return extent.tags().stream()
                .filter(t -> t.startsWith(IngestionProperties.DROP_BY))
                .sorted()
                .toList();
    }

    /** Each row is written again only where its extent at least doubles, or many go away at once; the largest stay out. */
    void close(List<List<ExtentDetails>> groups) {
        List<ExtentDetails> left = new ArrayList<>(extents);
        while (left.size() > 1) {
            ExtentDetails largest = Collections.max(left, Comparator.comparingLong(ExtentDetails::bytes));
            long all = left.stream().mapToLong(ExtentDetails::bytes).sum();
            if (left.size() >= MANY || all >= 2 * largest.bytes()) {
                groups.add(List.copyOf(left));
                return;
            }
            left.remove(largest);
        }
    }
}
