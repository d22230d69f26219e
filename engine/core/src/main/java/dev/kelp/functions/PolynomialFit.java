package dev.kelp.functions;

import org.jspecify.annotations.Nullable;

/**
 * The polynomial through points with the least sum of squared distances, by Householder's reflections, which lose half as many
 * digits as the normal equations.
 *
 * @param coefficients from the highest power to the lowest
 */
record PolynomialFit(double[] coefficients) {
    private static final int REFINEMENTS = 2;

    /** Null where there are fewer points than coefficients, or too few different places. */
    static @Nullable PolynomialFit of(double[] x, double[] y, int degree) {
        if (degree == 1) {
            LineFit line = LineFit.through(x, y);
            return line == null ? null : new PolynomialFit(new double[] {line.slope(), line.interception()});
        }
        double[] coefficients = solve(x, y, degree);
        // Fitting what is left takes away most of the rounding.
        for (int i = 0; i < REFINEMENTS && coefficients != null; i++) {
            double[] left = new double[y.length];
            PolynomialFit fit = new PolynomialFit(coefficients);
            for (int j = 0; j < y.length; j++) {
                left[j] = y[j] - fit.at(x[j]);
            }
            double[] correction = solve(x, left, degree);
            for (int j = 0; correction != null && j < correction.length; j++) {
                // Not a zero with a sign.
                coefficients[j] = coefficients[j] + correction[j] + 0.0;
            }
        }
        return coefficients == null ? null : new PolynomialFit(coefficients);
    }

    private static double @Nullable [] solve(double[] x, double[] y, int degree) {
        int rows = x.length;
        int columns = degree + 1;
        if (rows < columns) {
            return null;
        }
        double[][] a = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            double power = 1;
            for (int j = columns - 1; j >= 0; j--) {
                a[i][j] = power;
                power *= x[i];
            }
        }
        double[] b = y.clone();
        for (int k = 0; k < columns; k++) {
            if (!reflect(a, b, k)) {
                return null;
            }
        }
        double[] c = new double[columns];
        for (int k = columns - 1; k >= 0; k--) {
            double sum = b[k];
            for (int j = k + 1; j < columns; j++) {
                sum -= a[k][j] * c[j];
            }
            c[k] = sum / a[k][k];
            if (!Double.isFinite(c[k])) {
                return null;
            }
        }
        return c;
    }

    /** Makes the column zero below its diagonal; false where it is dependent on those before it. */
    private static boolean reflect(double[][] a, double[] b, int k) {
        double square = 0;
        for (int i = k; i < a.length; i++) {
            square += a[i][k] * a[i][k];
        }
        if (!(square > 0)) {
            return false;
        }
        double alpha = a[k][k] > 0 ? -Math.sqrt(square) : Math.sqrt(square);
        double[] v = new double[a.length];
        double norm = 0;
        for (int i = k; i < a.length; i++) {
            v[i] = a[i][k] - (i == k ? alpha : 0);
            norm += v[i] * v[i];
        }
        for (int j = k; j < a[0].length; j++) {
            double dot = 0;
            for (int i = k; i < a.length; i++) {
                dot += v[i] * a[i][j];
            }
            for (int i = k; i < a.length; i++) {
                a[i][j] -= 2 * dot / norm * v[i];
            }
        }
        double dot = 0;
        for (int i = k; i < a.length; i++) {
            dot += v[i] * b[i];
        }
        for (int i = k; i < a.length; i++) {
            b[i] -= 2 * dot / norm * v[i];
        }
        return true;
    }

    double at(double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
