package dev.kelp.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Whether figures grow. The first third of a run warms up; then a figure is flat where the median of the last third is at most 1.10
 * times that of the middle third, and the line through both thirds (least squares) rises by at most 15 % of their mean.
 */
final class Trend {
    private static final double MEDIANS = 1.10;
    private static final double RISE = 0.15;

    private Trend() {}

    /** What grows, in words; nothing where all is flat. */
    static List<String> growing(List<Figures> samples) {
        List<String> growing = new ArrayList<>();
        for (Figures.Kind kind : Figures.WATCHED) {
            String judged = judged(samples, kind);
            if (judged.startsWith("GROWS")) {
                growing.add(judged);
            }
        }
        return growing;
    }

    /** The verdict on one figure, with its numbers. */
    static String judged(List<Figures> samples, Figures.Kind kind) {
        int third = samples.size() / 3;
        if (third < 2) {
            throw new IllegalArgumentException("A trend needs six samples.");
        }
        List<Figures> rest = samples.subList(samples.size() - 2 * third, samples.size());
        double middle = median(rest.subList(0, third), kind.of());
        double last = median(rest.subList(third, 2 * third), kind.of());
        double mean = rest.stream().mapToLong(kind.of()).average().orElseThrow();
        double rise = slope(rest, kind.of(), mean) * (rest.size() - 1);
        boolean grows =
                last > Math.max(MEDIANS * middle, middle + kind.slack()) || rise > Math.max(RISE * mean, kind.slack());
        return String.format(
                Locale.ROOT,
                "%s %s: median %.0f in the middle third, %.0f in the last (× %.3f); the line rises by %.0f (%.1f %%)",
                grows ? "GROWS" : "flat",
                kind.name(),
                middle,
                last,
                last / Math.max(1, middle),
                rise,
                100 * rise / Math.max(1, mean));
    }

    private static double median(List<Figures> samples, ToLongFunction<Figures> of) {
        long[] sorted = samples.stream().mapToLong(of).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }

    /** Of the line through the samples, a sample being a step. */
    private static double slope(List<Figures> samples, ToLongFunction<Figures> of, double mean) {
        double center = (samples.size() - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < samples.size(); i++) {
            products += (i - center) * (of.applyAsLong(samples.get(i)) - mean);
            squares += (i - center) * (i - center);
        }
        return products / squares;
    }
}
