package dev.kelp.functions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A series as the sum of what repeats with a period (the median of the points of each phase), a trend, and the rest.
 *
 * @param seasonal zeros without a period
 */
record Decomposition(double[] series, double[] seasonal, double[] trend) {
    static final double THRESHOLD = 0.6;

    /**
     * @param learned how many points from the first on the parts are taken from
     * @param period in points; -1 for the best one found, if its score reaches a threshold; 0 for none
     * @param trend {@code avg}, {@code linefit} or {@code none}
     */
    static Decomposition of(double[] series, int learned, long period, String trend, double threshold) {
        double[] seasonal = seasonal(series, learned, period, threshold);
        double[] rest = new double[learned];
        for (int i = 0; i < learned; i++) {
            rest[i] = series[i] - seasonal[i];
        }
        return new Decomposition(series, seasonal, trend(rest, series.length, trend));
    }

    /** The method's name in a text, in any case, the first one where the text is empty; null where it is none of them. */
    static @Nullable String method(@Nullable String text, List<String> methods) {
        String name = text == null || text.isEmpty() ? methods.get(0) : text.toLowerCase(Locale.ROOT);
        return methods.contains(name) ? name : null;
    }

    static double[] seasonal(double[] series, int learned, long period, double threshold) {
        double[] seasonal = new double[series.length];
        int length = length(series, learned, period, threshold);
        for (int phase = 0; phase < length && phase < series.length; phase++) {
            double median = median(series, learned, phase, length);
            for (int i = phase; i < series.length; i += length) {
                seasonal[i] = median;
            }
        }
        return seasonal;
    }

    private static int length(double[] series, int learned, long period, double threshold) {
        if (period != -1) {
            return (int) Math.max(0, Math.min(period, series.length));
        }
        double[] points = Arrays.copyOf(series, learned);
        int found = found(points, threshold);
        // A steep trend hides a period that is plain once the trend is taken away.
        LineFit line = LineFit.of(points);
        return found > 0 || line == null
                ? found
                : found(
                        IntStream.range(0, learned)
                                .mapToDouble(i -> points[i] - line.at(i))
                                .toArray(),
                        threshold);
    }

    private static int found(double[] points, double threshold) {
        return new Periods(points)
                .best(Periods.SHORTEST, points.length / 2.0, 1).stream()
                        .filter(period -> period.score() >= threshold)
                        .mapToInt(period -> (int) period.length())
                        .findFirst()
                        .orElse(0);
    }

    private static double median(double[] series, int learned, int phase, int length) {
        double[] points = IntStream.iterate(phase, i -> i < learned, i -> i + length)
                .mapToDouble(i -> series[i])
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return points.length == 0 ? 0 : (points[(points.length - 1) / 2] + points[points.length / 2]) / 2;
    }

    private static double[] trend(double[] rest, int size, String kind) {
        double[] trend = new double[size];
        int[] there = IntStream.range(0, rest.length)
                .filter(i -> Double.isFinite(rest[i]))
                .toArray();
        if (kind.equals("none") || there.length == 0) {
            return trend;
        }
        double[] x = Arrays.stream(there).asDoubleStream().toArray();
        double[] y = Arrays.stream(there).mapToDouble(i -> rest[i]).toArray();
        LineFit line = kind.equals("linefit") ? LineFit.through(x, y) : null;
        double mean = SeriesStatisticFunctions.sumOf(y) / y.length;
        for (int i = 0; i < size; i++) {
            trend[i] = line == null ? mean : line.at(i);
        }
        return trend;
    }

    double[] baseline() {
        return IntStream.range(0, series.length)
                .mapToDouble(i -> seasonal[i] + trend[i])
                .toArray();
    }

    double[] residual() {
        return IntStream.range(0, series.length)
                .mapToDouble(i -> series[i] - (seasonal[i] + trend[i]))
                .toArray();
    }
}
