package dev.kelp.functions;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Frequent closed patterns: those that no further value can join without losing rows. Each is found from the patterns it extends by
 * one chosen value; the values that all remaining rows share come along.
 */
final class ClosedPatterns {
    private static final int MOST = 100_000;

    /** So many rows are looked at, some seconds' worth, before the search is given up. */
    private static final long MOST_WORK = 1_000_000_000L;

    /**
     * A pattern.
     *
     * @param items per column the item, -1 for any value
     * @param weights of the rows it matches, per kind
     */
    record Pattern(int[] items, double[] weights) {
        int specified() {
            return (int) Arrays.stream(items).filter(i -> i >= 0).count();
        }
    }

    private final PatternTable table;
    private final double[] least;
    private final int depth;
    private final List<Pattern> found = new ArrayList<>();

    /** The patterns seen, with the least number of values that had to be chosen for each. */
    private final Map<List<Integer>, Integer> seen = new HashMap<>();

    private long work;

    private ClosedPatterns(PatternTable table, double[] least, int depth) {
        this.table = table;
        this.least = least;
        this.depth = depth;
    }

    /**
     * @param least a pattern is frequent where one kind of its weight reaches this
     * @param depth how many values may be chosen; those that come with them don't count
     */
    static List<Pattern> of(PatternTable table, double[] least, int depth) {
        ClosedPatterns miner = new ClosedPatterns(table, least, depth);
        int[] rows = new int[table.size()];
        Arrays.setAll(rows, i -> i);
        if (rows.length > 0) {
            int[] none = new int[table.columns()];
            Arrays.fill(none, -1);
            miner.visit(rows, none, 0);
        }
        return miner.found;
    }

    /** How often each item occurs in some rows: as a number and as weights. */
    private record Counts(int[] rows, double[][] weights) {}

    private Counts count(int[] rows) {
        int items = table.values().size();
        Counts counts = new Counts(new int[items], new double[least.length][items]);
        for (int row : rows) {
            for (int item : table.items()[row]) {
                if (item >= 0) {
                    counts.rows()[item]++;
                    for (int kind = 0; kind < least.length; kind++) {
                        counts.weights()[kind][item] += table.weights()[kind][row];
                    }
                }
            }
        }
        return counts;
    }

    /**
     * @param rows those that have the chosen values
     * @param before the pattern that was extended
     */
    private void visit(int[] rows, int[] before, int chosen) {
        work += rows.length;
        if (work > MOST_WORK) {
            throw tooMany("The patterns of this table take too long to find.");
        }
        Counts counts = count(rows);
        int[] pattern = before.clone();
        for (int column = 0; column < pattern.length; column++) {
            int item = table.items()[rows[0]][column];
            if (item >= 0 && counts.rows()[item] == rows.length) {
                pattern[column] = item;
            }
        }
        List<Integer> key = Arrays.stream(pattern).boxed().toList();
        Integer known = seen.get(key);
        if (known != null && known <= chosen) {
            return;
        }
        seen.put(key, chosen);
        if (known == null) {
            emit(pattern, rows);
        }
        if (chosen == depth) {
            return;
        }
        for (int item = 0; item < counts.rows().length; item++) {
            int column = table.columnOf()[item];
            if (pattern[column] < 0 && isFrequent(counts, item)) {
                int next = item;
                int[] fewer = Arrays.stream(rows)
                        .filter(row -> table.items()[row][column] == next)
                        .toArray();
                visit(fewer, pattern, chosen + 1);
            }
        }
    }

    private boolean isFrequent(Counts counts, int item) {
        for (int kind = 0; kind < least.length; kind++) {
            if (counts.rows()[item] > 0 && counts.weights()[kind][item] >= least[kind]) {
                return true;
            }
        }
        return false;
    }

    private void emit(int[] pattern, int[] rows) {
        if (Arrays.stream(pattern).allMatch(i -> i < 0)) {
            return;
        }
        double[] weights = new double[least.length];
        for (int row : rows) {
            for (int kind = 0; kind < weights.length; kind++) {
                weights[kind] += table.weights()[kind][row];
            }
        }
        found.add(new Pattern(pattern, weights));
        if (found.size() > MOST) {
            throw tooMany("More than " + MOST + " patterns pass the threshold.");
        }
    }

    private static KqlException tooMany(String message) {
        return Problem.LIMITS.here(message).hint("Raise the threshold, or leave columns out by project.");
    }
}
