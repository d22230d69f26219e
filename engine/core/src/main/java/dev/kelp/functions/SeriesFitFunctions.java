package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.INT;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.scalar;
import static dev.kelp.functions.SeriesStatisticFunctions.columns;
import static dev.kelp.functions.SeriesStatisticFunctions.json;
import static dev.kelp.functions.SeriesStatisticFunctions.numbers;
import static dev.kelp.functions.SeriesStatisticFunctions.sumOf;

import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that lay a line, two lines or a polynomial through a series. */
final class SeriesFitFunctions {
    /** Beyond this powers of small numbers leave a double's range, and nothing is fitted but noise. */
    private static final int HIGHEST_DEGREE = 100;

    /** Longer series are not fitted anew for each place they could be split at. */
    private static final int EVERY_SPLIT = 2000;

    static final List<Fn> ROWS = List.of(
            scalar("series_fit_line", Result.DYNAMIC, DYNAMIC)
                    .columns(
                            real("rsquare"),
                            real("slope"),
                            real("variance"),
                            real("rvariance"),
                            real("interception"),
                            new Field("line_fit", KqlType.DYNAMIC))
                    .java((String series) -> columns(line(series)))
                    .doc("Columns of the line that fits a series best."),
            scalar("series_fit_line_dynamic", Result.DYNAMIC, DYNAMIC)
                    .java((String series) -> text(line(series)))
                    .doc(
                            "Bag of the line that fits a series best: rsquare, slope, variance, rvariance, interception, line_fit."),
            scalar("series_fit_2lines", Result.DYNAMIC, DYNAMIC)
                    .columns(
                            real("rsquare"),
                            new Field("split_idx", KqlType.LONG),
                            real("variance"),
                            real("rvariance"),
                            new Field("line_fit", KqlType.DYNAMIC),
                            real("right_rsquare"),
                            real("right_slope"),
                            real("right_interception"),
                            real("right_variance"),
                            real("right_rvariance"),
                            real("left_rsquare"),
                            real("left_slope"),
                            real("left_interception"),
                            real("left_variance"),
                            real("left_rvariance"))
                    .java((String series) -> {
                        TwoLines fit = twoLines(series);
                        return fit == null ? null : columns(fit.flat());
                    })
                    .doc("Columns of the two lines, one before and one from a place on, that fit a series best."),
            scalar("series_fit_2lines_dynamic", Result.DYNAMIC, DYNAMIC)
                    .java((String series) -> {
                        TwoLines fit = twoLines(series);
                        return fit == null ? null : fit.nested().write();
                    })
                    .doc(
                            "Bag of the two lines, one before and one from a place on, that fit a series best: rsquare, split_idx,"
                                    + " variance, rvariance, line_fit, and bags right and left."),
            scalar("series_fit_poly", Result.DYNAMIC, DYNAMIC, opt(DYNAMIC), opt(INT))
                    .columns(
                            real("rsquare"),
                            new Field("coefficients", KqlType.DYNAMIC),
                            real("variance"),
                            real("rvariance"),
                            new Field("poly_fit", KqlType.DYNAMIC))
                    .java((String y, String x, Integer degree) -> columns(polynomial(y, x, degree)))
                    .doc(
                            "Columns of the polynomial, of degree 1 unless given, that fits a series best, over 1, 2, … or places given."));

    private SeriesFitFunctions() {}

    private static Field real(String name) {
        return new Field(name, KqlType.REAL);
    }

    private static @Nullable String text(Json.@Nullable Bag bag) {
        return bag == null ? null : bag.write();
    }

    private static Json.@Nullable Bag line(String series) {
        double[] y = numbers(series);
        LineFit fit = y == null ? null : LineFit.of(y);
        if (fit == null) {
            return null;
        }
        Map<String, Json> bag = new LinkedHashMap<>();
        bag.put("rsquare", Json.of(fit.rsquare()));
        bag.put("slope", Json.of(fit.slope()));
        bag.put("variance", Json.of(fit.variance()));
        bag.put("rvariance", Json.of(fit.rvariance()));
        bag.put("interception", Json.of(fit.interception()));
        bag.put("line_fit", json(fit.line()));
        return new Json.Bag(bag);
    }

    /** @param whole what one line, the mean, leaves of the whole series */
    private record TwoLines(LineFit left, LineFit right, double whole) {
        private Map<String, Json> head() {
            int points = left.points() + right.points();
            double rest = left.left() + right.left();
            double[] line = Arrays.copyOf(left.line(), points);
            System.arraycopy(right.line(), 0, line, left.points(), right.points());
            Map<String, Json> bag = new LinkedHashMap<>();
            bag.put("rsquare", Json.of(LineFit.rsquare(rest, whole)));
            bag.put("split_idx", Json.of((long) left.points()));
            bag.put("variance", Json.of(whole / (points - 1)));
            bag.put("rvariance", Json.of(rest / (points - 1)));
            bag.put("line_fit", json(line));
            return bag;
        }

        private static void put(Map<String, Json> bag, String prefix, LineFit fit) {
            bag.put(prefix + "rsquare", Json.of(fit.rsquare()));
            bag.put(prefix + "slope", Json.of(fit.slope()));
            bag.put(prefix + "interception", Json.of(fit.interception()));
            bag.put(prefix + "variance", Json.of(fit.variance()));
            bag.put(prefix + "rvariance", Json.of(fit.rvariance()));
        }

        Json.Bag flat() {
            Map<String, Json> bag = head();
            put(bag, "right_", right);
            put(bag, "left_", left);
            return new Json.Bag(bag);
        }

        Json.Bag nested() {
            Map<String, Json> bag = head();
            Map<String, Json> half = new LinkedHashMap<>();
            put(half, "", right);
            bag.put("right", new Json.Bag(half));
            Map<String, Json> other = new LinkedHashMap<>();
            put(other, "", left);
            bag.put("left", new Json.Bag(other));
            return new Json.Bag(bag);
        }
    }

    private static @Nullable TwoLines twoLines(String series) {
        double[] y = numbers(series);
        LineFit whole = y == null ? null : LineFit.of(y);
        if (y == null || whole == null || y.length < 4) {
            return null;
        }
        int split = y.length <= EVERY_SPLIT ? bestSplit(y) : new RunningFits(y).bestSplit();
        LineFit left = LineFit.of(y, 0, split);
        LineFit right = LineFit.of(y, split, y.length);
        return left == null || right == null ? null : new TwoLines(left, right, whole.total());
    }

    private static int bestSplit(double[] y) {
        int best = 2;
        double least = Double.POSITIVE_INFINITY;
        for (int split = 2; split <= y.length - 2; split++) {
            LineFit left = LineFit.of(y, 0, split);
            LineFit right = LineFit.of(y, split, y.length);
            if (left != null && right != null && left.left() + right.left() < least) {
                least = left.left() + right.left();
                best = split;
            }
        }
        return best;
    }

    private static Json.@Nullable Bag polynomial(String ySeries, @Nullable String xSeries, @Nullable Integer degree) {
        double[] y = numbers(ySeries);
        double[] x = xSeries == null ? places(y == null ? 0 : y.length) : numbers(xSeries);
        int power = degree == null ? 1 : degree;
        boolean usable = y != null
                && x != null
                && x.length == y.length
                && power >= 0
                && power <= HIGHEST_DEGREE
                && Arrays.stream(y).allMatch(Double::isFinite)
                && Arrays.stream(x).allMatch(Double::isFinite);
        PolynomialFit fit = usable && y != null && x != null ? PolynomialFit.of(x, y, power) : null;
        if (fit == null || y == null || x == null || y.length < 2) {
            return null;
        }
        double mean = sumOf(y) / y.length;
        double[] fitted = Arrays.stream(x).map(fit::at).toArray();
        double total = 0;
        double left = 0;
        for (int i = 0; i < y.length; i++) {
            total += (y[i] - mean) * (y[i] - mean);
            left += (y[i] - fitted[i]) * (y[i] - fitted[i]);
        }
        Map<String, Json> bag = new LinkedHashMap<>();
        bag.put("rsquare", Json.of(LineFit.rsquare(left, total)));
        bag.put("coefficients", json(fit.coefficients()));
        bag.put("variance", Json.of(total / (y.length - 1)));
        bag.put("rvariance", Json.of(left / (y.length - 1)));
        bag.put("poly_fit", json(fitted));
        return new Json.Bag(bag);
    }

    private static double[] places(int count) {
        double[] places = new double[count];
        for (int i = 0; i < count; i++) {
            places[i] = i + 1;
        }
        return places;
    }
}
