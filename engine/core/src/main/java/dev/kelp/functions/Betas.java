package dev.kelp.functions;

import org.jspecify.annotations.Nullable;

/** The beta distribution, and the test that Student's distribution, its kin, decides. */
final class Betas {
    private static final double TINY = 1e-300;

    private Betas() {}

    /** NaN for parameters that aren't positive and for x outside 0 to 1. */
    static Double cdf(Double x, Double alpha, Double beta) {
        return valid(x, alpha, beta) ? incomplete(x, alpha, beta) : Double.NaN;
    }

    static Double density(Double x, Double alpha, Double beta) {
        if (!valid(x, alpha, beta)) {
            return Double.NaN;
        }
        return Math.exp((alpha - 1) * Math.log(x) + (beta - 1) * Math.log1p(-x) - logBeta(alpha, beta));
    }

    /** Null for a probability outside 0 to 1, NaN for parameters that aren't positive. */
    static @Nullable Double inverse(Double probability, Double alpha, Double beta) {
        if (!(alpha > 0 && beta > 0)) {
            return Double.NaN;
        }
        if (!(probability >= 0 && probability <= 1)) {
            return null;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < 2000 && Math.nextUp(low) < high; i++) {
            double middle = (low + high) / 2;
            if (incomplete(middle, alpha, beta) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * Welch's test: the probability that two samples with such means, variances and counts come from populations with the same
     * mean; null for samples too small to tell.
     */
    static @Nullable Double welchTest(
            Double mean1, Double variance1, Double count1, Double mean2, Double variance2, Double count2) {
        double first = variance1 / count1;
        double second = variance2 / count2;
        if (!(count1 > 1 && count2 > 1 && first + second > 0)) {
            return null;
        }
        double freedom =
                (first + second) * (first + second) / (first * first / (count1 - 1) + second * second / (count2 - 1));
        double square = (mean1 - mean2) * (mean1 - mean2) / (first + second);
        return incomplete(freedom / (freedom + square), freedom / 2, 0.5);
    }

    private static boolean valid(double x, double alpha, double beta) {
        return alpha > 0 && beta > 0 && x >= 0 && x <= 1;
    }

    private static double logBeta(double a, double b) {
        return Gammas.logGamma(a) + Gammas.logGamma(b) - Gammas.logGamma(a + b);
    }

    /** The regularised incomplete beta function. */
    private static double incomplete(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** Lentz's evaluation of the continued fraction. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m < 10_000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            double step = d * c;
            result *= step;
            if (Math.abs(step - 1) < 1e-16) {
                break;
            }
        }
        return result;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
