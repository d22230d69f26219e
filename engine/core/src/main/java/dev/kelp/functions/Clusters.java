package dev.kelp.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Few patterns that together cover much of a table, by seeds and expansion: from each of the heaviest rows that are not covered yet,
 * values are given up one after another; the pattern with the best score on the way of any of them is a cluster.
 */
final class Clusters {
    /** A cluster that covers less than this share anew isn't worth a row. */
    private static final double LEAST_SHARE = 0.05;

    /** More combinations of values than these are looked at in a sample. */
    private static final int MOST_ROWS = 20_000;

    private final PatternTable table;
    private final double sizeWeight;
    private final double total;
    private final boolean[] covered;

    private Clusters(PatternTable table, double sizeWeight) {
        this.table = table;
        this.sizeWeight = sizeWeight;
        this.total = table.total(0);
        this.covered = new boolean[table.size()];
    }

    /** @param sizeWeight from 0 to 1: how much size counts against the number of values that a pattern says */
    static List<int[]> of(PatternTable all, double sizeWeight, int seeds) {
        Clusters clusters = new Clusters(all.sample(MOST_ROWS), sizeWeight);
        List<int[]> found = new ArrayList<>();
        while (true) {
            int[] best = clusters.seeds(seeds).stream()
                    .map(clusters::expanded)
                    .max(Comparator.comparingDouble(clusters::score))
                    .orElse(null);
            if (best == null || clusters.table.weight(best, 0, clusters.covered) < clusters.total * LEAST_SHARE) {
                return found;
            }
            found.add(best);
            clusters.table.mark(best, clusters.covered);
        }
    }

    /** The heaviest rows that no cluster covers yet and that have a frequent value. */
    private List<int[]> seeds(int most) {
        return IntStream.range(0, table.size())
                .filter(row -> !covered[row] && specified(table.items()[row]) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -table.weights()[0][row]))
                .limit(most)
                .map(row -> table.items()[row])
                .toList();
    }

    private int[] expanded(int[] seed) {
        int[] best = seed;
        int[] now = seed;
        while (specified(now) > 1) {
            int[] next = null;
            for (int column = 0; column < now.length; column++) {
                if (now[column] >= 0) {
                    int[] wider = now.clone();
                    wider[column] = -1;
                    next = next == null || score(wider) > score(next) ? wider : next;
                }
            }
            now = next == null ? seed : next;
            best = score(now) > score(best) ? now : best;
        }
        return best;
    }

    private static long specified(int[] pattern) {
        return Arrays.stream(pattern).filter(i -> i >= 0).count();
    }

    /** The weighted geometric mean of how much a pattern covers anew and how much it says. */
    private double score(int[] pattern) {
        double said = (double) specified(pattern) / pattern.length;
        double size = table.weight(pattern, 0, covered) / total;
        return Math.pow(size, sizeWeight) * Math.pow(said, 1 - sizeWeight);
    }
}
