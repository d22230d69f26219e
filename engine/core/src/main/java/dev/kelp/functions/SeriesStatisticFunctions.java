package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that say one thing of a series, or of two. */
final class SeriesStatisticFunctions {
    static final List<Fn> ROWS = List.of(
            total("series_sum"),
            total("array_sum"),
            scalar("series_product", Result.REAL, DYNAMIC)
                    .java((String series) -> product(numbers(series)))
                    .doc("Product of the elements."),
            scalar("series_magnitude", Result.REAL, DYNAMIC)
                    .java((String series) -> magnitude(numbers(series)))
                    .doc("Root of the sum of the elements' squares."),
            scalar("series_dot_product", Result.REAL, JSON, JSON)
                    .java((String a, String b) -> dotProduct(Json.parse(a), Json.parse(b)))
                    .doc("Sum of the products of the elements at each place; a number stands for each element."),
            scalar("series_cosine_similarity", Result.REAL, DYNAMIC, DYNAMIC, opt(REAL), opt(REAL))
                    .java(SeriesStatisticFunctions::cosine)
                    .doc("Cosine of the angle between two series, whose magnitudes may be given."),
            scalar("series_pearson_correlation", Result.REAL, DYNAMIC, DYNAMIC)
                    .java((String a, String b) -> correlation(numbers(a), numbers(b)))
                    .doc("Pearson's correlation coefficient of two series of one length."),
            scalar("series_stats", Result.DYNAMIC, DYNAMIC, opt(BOOL))
                    .columns(
                            new Field("min", KqlType.REAL),
                            new Field("min_idx", KqlType.LONG),
                            new Field("max", KqlType.REAL),
                            new Field("max_idx", KqlType.LONG),
                            new Field("avg", KqlType.REAL),
                            new Field("stdev", KqlType.REAL),
                            new Field("variance", KqlType.REAL))
                    .java((String series, Boolean ignore) -> columns(describe(series, ignore)))
                    .doc(
                            "Columns of a series' least and greatest value with their places, mean, deviation and variance."),
            scalar("series_stats_dynamic", Result.DYNAMIC, DYNAMIC, opt(BOOL))
                    .java((String series, Boolean ignore) -> {
                        Json.Bag stats = describe(series, ignore);
                        return stats == null ? null : stats.write();
                    })
                    .doc(
                            "Bag of a series' least and greatest value with their places, mean, deviation, variance, sum and length."));

    private SeriesStatisticFunctions() {}

    private static Fn total(String name) {
        return scalar(name, Result.REAL, DYNAMIC)
                .java((String series) -> sum(numbers(series)))
                .doc("Sum of the elements, as a real.");
    }

    /** The elements as reals, NaN for what is no number; null for what is no array. */
    static double @Nullable [] numbers(String series) {
        return Json.parse(series) instanceof Json.Array array ? numbers(array) : null;
    }

    private static double[] numbers(Json.Array array) {
        return array.items().stream().mapToDouble(Numbers::real).toArray();
    }

    static Json json(double[] values) {
        return new Json.Array(Arrays.stream(values).mapToObj(Json::of).toList());
    }

    private static @Nullable Double real(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    private static @Nullable Double sum(double @Nullable [] values) {
        return values == null ? null : real(sumOf(values));
    }

    /** In the order of the elements: a stream's sum compensates, and gives other last digits. */
    static double sumOf(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static @Nullable Double product(double @Nullable [] values) {
        return values == null ? null : real(Arrays.stream(values).reduce(1, (a, b) -> a * b));
    }

    private static @Nullable Double magnitude(double @Nullable [] values) {
        return values == null ? null : real(Math.sqrt(dot(values, values)));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static @Nullable Double dotProduct(Json a, Json b) {
        int size = a instanceof Json.Array x
                ? x.items().size()
                : b instanceof Json.Array y ? y.items().size() : -1;
        double[] left = spread(a, size);
        double[] right = spread(b, size);
        return size < 0 || left.length != right.length ? null : real(dot(left, right));
    }

    private static double[] spread(Json value, int size) {
        return value instanceof Json.Array array
                ? numbers(array)
                : DoubleStream.generate(() -> Numbers.real(value))
                        .limit(Math.max(0, size))
                        .toArray();
    }

    private static @Nullable Double cosine(
            String first, String second, @Nullable Double firstMagnitude, @Nullable Double secondMagnitude) {
        double[] a = numbers(first);
        double[] b = numbers(second);
        if (a == null || b == null || a.length != b.length) {
            return null;
        }
        double left = firstMagnitude == null ? Math.sqrt(dot(a, a)) : firstMagnitude;
        double right = secondMagnitude == null ? Math.sqrt(dot(b, b)) : secondMagnitude;
        return real(dot(a, b) / (left * right));
    }

    private static @Nullable Double correlation(double @Nullable [] a, double @Nullable [] b) {
        if (a == null || b == null || a.length != b.length || a.length == 0) {
            return null;
        }
        double[] left = centred(a);
        double[] right = centred(b);
        return real(dot(left, right) / (Math.sqrt(dot(left, left)) * Math.sqrt(dot(right, right))));
    }

    private static double[] centred(double[] values) {
        double mean = sumOf(values) / values.length;
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    /** A bag's values as the array that a function of several columns gives. */
    static @Nullable String columns(Json.@Nullable Bag bag) {
        return bag == null ? null : new Json.Array(List.copyOf(bag.properties().values())).write();
    }

    private static Json.@Nullable Bag describe(String series, @Nullable Boolean ignoreOthers) {
        double[] values = numbers(series);
        if (values == null) {
            return null;
        }
        boolean ignore = ignoreOthers != null && ignoreOthers;
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0 || !ignore && finite.length < values.length) {
            return null;
        }
        double least = Arrays.stream(finite).min().orElseThrow();
        double greatest = Arrays.stream(finite).max().orElseThrow();
        double[] centred = centred(finite);
        double variance = finite.length == 1 ? 0 : dot(centred, centred) / (finite.length - 1);
        Map<String, Json> stats = new LinkedHashMap<>();
        stats.put("min", Json.of(least));
        stats.put("min_idx", Json.of((long) place(values, least)));
        stats.put("max", Json.of(greatest));
        stats.put("max_idx", Json.of((long) place(values, greatest)));
        stats.put("avg", Json.of(sumOf(finite) / finite.length));
        stats.put("stdev", Json.of(Math.sqrt(variance)));
        stats.put("variance", Json.of(variance));
        stats.put("sum", Json.of(sumOf(finite)));
        stats.put("len", Json.of((long) finite.length));
        return new Json.Bag(stats);
    }

    private static int place(double[] values, double wanted) {
        int place = 0;
        while (values[place] != wanted) {
            place++;
        }
        return place;
    }
}
