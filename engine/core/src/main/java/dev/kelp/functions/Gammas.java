package dev.kelp.functions;

/** The gamma function, its logarithm, and the error function, to about fifteen digits. */
final class Gammas {
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };
    private static final int G = 7;
    private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

    private Gammas() {}

    static Double gamma(Double x) {
        if (x == Math.rint(x)) {
            if (x <= 0) {
                return x == 0 ? Math.copySign(Double.POSITIVE_INFINITY, x) : Double.NaN;
            }
            if (x <= 171) {
                double product = 1;
                for (int i = 2; i < x; i++) {
                    product *= i;
                }
                return product;
            }
        }
        if (x < 0.5) {
            return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
        }
        double t = x - 1 + G + 0.5;
        double half = Math.pow(t, (x - 0.5) / 2);
        return SQRT_TWO_PI * half * Math.exp(-t) * half * series(x - 1);
    }

    static Double logGamma(Double x) {
        if (Double.isInfinite(x) || x <= 0 && x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < 0.5) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
        }
        if (x < 30) {
            return Math.log(gamma(x));
        }
        double t = x - 1 + G + 0.5;
        return Math.log(SQRT_TWO_PI) + (x - 0.5) * Math.log(t) - t + Math.log(series(x - 1));
    }

    private static double series(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + i);
        }
        return sum;
    }

    static Double erf(Double x) {
        double size = Math.abs(x);
        if (size < 2.5) {
            return erfSeries(x);
        }
        return Math.copySign(1 - erfcFraction(size), x);
    }

    static Double erfc(Double x) {
        if (Double.isNaN(x) || x < 1) {
            return 1 - erf(x);
        }
        return x < 2.5 ? 1 - erfSeries(x) : erfcFraction(x);
    }

    /** All terms have one sign, so nothing cancels. */
    private static double erfSeries(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** The continued fraction from its far end. */
    private static double erfcFraction(double x) {
        double fraction = x;
        for (int n = 200; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
    }
}
