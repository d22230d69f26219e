package dev.kelp.functions;

import static dev.kelp.functions.SeriesStatisticFunctions.sumOf;

import org.jspecify.annotations.Nullable;

/**
 * The straight line through points, those of a series one apart, with the least sum of squared distances.
 *
 * @param interception the line's value at 0, where a series begins
 * @param total sum of the squared distances from the mean
 * @param left sum of the squared distances from the line
 */
record LineFit(double slope, double interception, int points, double total, double left) {

    /** Over the points from one place to before another; null of fewer than two points or where one is no finite number. */
    static @Nullable LineFit of(double[] series, int from, int to) {
        double[] x = new double[Math.max(0, to - from)];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = series[from + i];
        }
        return through(x, y);
    }

    /** Through points of any places. */
    static @Nullable LineFit through(double[] x, double[] y) {
        int points = x.length;
        if (points < 2) {
            return null;
        }
        double mean = sumOf(y) / points;
        double middle = sumOf(x) / points;
        double squares = 0;
        double products = 0;
        double total = 0;
        for (int i = 0; i < points; i++) {
            squares += (x[i] - middle) * (x[i] - middle);
            products += (x[i] - middle) * (y[i] - mean);
            total += (y[i] - mean) * (y[i] - mean);
        }
        if (!Double.isFinite(total)) {
            return null;
        }
        double slope = products / squares;
        double start = mean - slope * middle;
        double left = 0;
        for (int i = 0; i < points; i++) {
            double distance = y[i] - (start + slope * x[i]);
            left += distance * distance;
        }
        return new LineFit(slope, start, points, total, left);
    }

    static @Nullable LineFit of(double[] series) {
        return of(series, 0, series.length);
    }

    double at(double x) {
        return interception + slope * x;
    }

    double rsquare() {
        return rsquare(left, total);
    }

    /** How much of the variance a fit explains; all of it where there is none. */
    static double rsquare(double left, double total) {
        return total == 0 ? 1 : 1 - left / total;
    }

    double variance() {
        return total / (points - 1);
    }

    double rvariance() {
        return left / (points - 1);
    }

    /** The line's values at the points of a series. */
    double[] line() {
        double[] line = new double[points];
        for (int x = 0; x < points; x++) {
            line[x] = at(x);
        }
        return line;
    }
}
