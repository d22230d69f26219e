package dev.kelp.functions;

import java.util.Arrays;

/**
 * How far points lie outside the range between two percentiles, as Tukey's fences count: 1.5 is where his fence would stand.
 *
 * <p>Tukey's own percentiles are 25 and 75, and his unit is the distance between them. With others the unit is such that in a
 * normal distribution 1.5 means the same point.
 *
 * @param low the lower percentile
 * @param high the upper percentile
 * @param unitBelow what counts as 1 below the lower
 * @param unitAbove what counts as 1 above the upper
 * @param error distances no greater are those of rounding
 */
record Outliers(double low, double high, double unitBelow, double unitAbove, double error) {
    private static final double FENCE = 1.5;

    /** The numbers of standard deviations from the mean where Tukey's fences stand in a normal distribution. */
    private static final double NORMAL_FENCE = quantile(0.75) + FENCE * 2 * quantile(0.75);

    /**
     * @param values those that count, finite
     * @param lowest the lower percentile's rank, from 0 to 1
     * @param highest the upper percentile's rank
     * @param error distances no greater are those of rounding
     */
    static Outliers of(double[] values, double lowest, double highest, double error) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = percentile(sorted, lowest);
        double high = percentile(sorted, highest);
        double range = high - low <= error ? 0 : high - low;
        double from = quantile(lowest);
        double to = quantile(highest);
        double per = range / (FENCE * (to - from));
        return new Outliers(low, high, per * (NORMAL_FENCE + from), per * (NORMAL_FENCE - to), error);
    }

    double score(double value) {
        if (value > high) {
            return ratio(value - high, unitAbove);
        }
        return value < low ? -ratio(low - value, unitBelow) : 0;
    }

    private double ratio(double distance, double unit) {
        if (unit > 0) {
            return distance / unit;
        }
        return distance <= error ? 0 : Double.POSITIVE_INFINITY;
    }

    /** Between the two nearest where none has the rank. */
    private static double percentile(double[] sorted, double rank) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = rank * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The normal distribution's quantile, halved in until a double holds no more. */
    private static double quantile(double probability) {
        double low = -10;
        double high = 10;
        for (int i = 0; i < 64; i++) {
            double middle = (low + high) / 2;
            double below = (1 + Gammas.erf(middle / Math.sqrt(2))) / 2;
            if (below < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
