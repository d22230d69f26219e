package dev.kelp.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The periods of a series: hints from its periodogram, made exact and judged by its autocorrelation, after Vlachos, Yu and
 * Castelli, "On periodicity detection and structural periodic similarity" (2005).
 *
 * <p>A period's score is the series' autocorrelation at the period or at twice the period, whichever is less.
 */
final class Periods {
    /** A shorter one is not looked for. */
    static final int SHORTEST = 4;

    /** So much stronger than the mean a frequency is in one of 20 series of pure noise. */
    private static final double SIGNIFICANT = -Math.log(0.05);

    private final int size;
    private final double[] correlation;
    private final double[] power;

    /** @param length in elements of the series */
    record Period(double length, double score) {}

    /** What is no finite number counts as the mean. */
    Periods(double[] series) {
        size = series.length;
        double mean = Arrays.stream(series).filter(Double::isFinite).average().orElse(0);
        double[] centred = Arrays.stream(series)
                .map(value -> Double.isFinite(value) ? value - mean : 0)
                .toArray();
        correlation = correlation(centred);
        power = power(centred);
    }

    private static double[] correlation(double[] centred) {
        int size = centred.length;
        int padded = Math.max(1, Integer.highestOneBit(Math.max(1, size)) * 4);
        double[] real = Arrays.copyOf(centred, padded);
        FourierTransform transform = FourierTransform.of(real, new double[padded], false);
        double[] squares = new double[padded];
        for (int k = 0; k < padded; k++) {
            squares[k] = transform.real()[k] * transform.real()[k]
                    + transform.imaginary()[k] * transform.imaginary()[k];
        }
        double[] products =
                FourierTransform.of(squares, new double[padded], true).real();
        double[] correlation = new double[size / 2 + 1];
        for (int lag = 0; lag < correlation.length; lag++) {
            correlation[lag] = products[0] <= 0 ? 0 : products[lag] / (size - lag) / (products[0] / size);
        }
        return correlation;
    }

    /** Without the line through the series, which would show as long periods. */
    private static double[] power(double[] centred) {
        LineFit line = LineFit.of(centred);
        double[] real = centred.clone();
        for (int i = 0; line != null && i < real.length; i++) {
            real[i] -= line.at(i);
        }
        FourierTransform transform = FourierTransform.of(real, new double[real.length], false);
        double[] power = new double[real.length / 2 + 1];
        for (int k = 0; k < power.length && k < real.length; k++) {
            power[k] = transform.real()[k] * transform.real()[k]
                    + transform.imaginary()[k] * transform.imaginary()[k];
        }
        return power;
    }

    /** From 0 to 1; 0 for what is shorter than {@link #SHORTEST} or longer than half the series. */
    double score(double length) {
        if (!(length >= SHORTEST) || length > size / 2.0) {
            return 0;
        }
        int lag = (int) Math.round(length);
        double score = lag < correlation.length ? correlation[lag] : 0;
        if (2 * lag < correlation.length) {
            score = Math.min(score, correlation[2 * lag]);
        }
        return Math.min(1, Math.max(0, score));
    }

    /** The best ones between two lengths, the best first. */
    List<Period> best(double least, double greatest, int count) {
        int from = (int) Math.max(SHORTEST, Math.ceil(Math.min(least, size)));
        int to = (int) Math.min(correlation.length - 2, Math.floor(greatest));
        double mean = Arrays.stream(power).skip(1).average().orElse(0);
        List<Integer> lags = new ArrayList<>();
        for (int k = 1; k < power.length; k++) {
            if (power[k] > SIGNIFICANT * mean) {
                int lag = hill(k, from, to);
                if (lag > 0 && !lags.contains(lag)) {
                    lags.add(lag);
                }
            }
        }
        List<Period> periods = lags.stream()
                .map(lag -> new Period(lag, score(lag)))
                .filter(period -> period.score() > 0)
                .sorted(Comparator.comparingDouble(Period::score).reversed().thenComparingDouble(Period::length))
                .toList();
        List<Period> best = new ArrayList<>();
        for (Period period : periods) {
            if (best.size() < count && best.stream().noneMatch(b -> period.length() % b.length() == 0)) {
                best.add(period);
            }
        }
        return best;
    }

    /** The top of the autocorrelation about the period of a frequency; 0 where there is none. */
    private int hill(int k, int least, int greatest) {
        double period = (double) size / k;
        int from = (int) Math.max(least, Math.ceil((period + (double) size / (k + 1)) / 2 - 1));
        int to = (int) Math.min(greatest, k == 1 ? size : Math.floor((period + (double) size / (k - 1)) / 2 + 1));
        int best = 0;
        for (int lag = from; lag <= to; lag++) {
            boolean top = correlation[lag] > correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];
            if (top && (best == 0 || correlation[lag] > correlation[best])) {
                best = lag;
            }
        }
        return best;
    }
}
