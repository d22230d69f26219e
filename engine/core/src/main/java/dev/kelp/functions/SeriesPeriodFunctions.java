package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.checked;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.scalar;
import static dev.kelp.functions.SeriesStatisticFunctions.json;
import static dev.kelp.functions.SeriesStatisticFunctions.numbers;

import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that find the periods of series, take series apart by them, and say which points stand out. */
final class SeriesPeriodFunctions {
    private static final List<String> TRENDS = List.of("avg", "linefit", "none");
    private static final List<String> METHODS = List.of("ctukey", "tukey");

    private static final double SEASONAL_THRESHOLD = 0.7;
    private static final double ANOMALY_THRESHOLD = 1.5;

    /** How exact a point's distance from its baseline is, as a part of the greatest point. */
    private static final double ROUNDING = 1e-12;

    private static final Field PERIODS = new Field("periods", KqlType.DYNAMIC);
    private static final Field SCORES = new Field("scores", KqlType.DYNAMIC);
    private static final Field BASELINE = new Field("baseline", KqlType.DYNAMIC);
    private static final Field[] PARTS = {
        BASELINE,
        new Field("seasonal", KqlType.DYNAMIC),
        new Field("trend", KqlType.DYNAMIC),
        new Field("residual", KqlType.DYNAMIC)
    };

    static final List<Fn> ROWS = List.of(
            scalar("series_periods_detect", Result.DYNAMIC, DYNAMIC, REAL, REAL, LONG)
                    .columns(PERIODS, SCORES)
                    .java(SeriesPeriodFunctions::detect)
                    .doc(
                            "Columns of the periods between two lengths that a series has, the clearest first, and of how clear each is,"
                                    + " from 0 to 1; zeros fill them to the number asked for. Kusto's measure isn't published: Kelp's is the"
                                    + " autocorrelation at the period or at twice of it, whichever is less."),
            scalar("series_periods_validate", Result.DYNAMIC, DYNAMIC, rest(REAL))
                    .columns(PERIODS, SCORES)
                    .javaAll(SeriesPeriodFunctions::validate)
                    .doc("Columns of the periods given and of how clear each is in a series, from 0 to 1."),
            scalar("series_seasonal", Result.DYNAMIC, DYNAMIC, opt(LONG), opt(LONG))
                    .java(SeriesPeriodFunctions::seasonal)
                    .doc(
                            "The part of a series that repeats: the median of each phase of a period, found unless given; zeros without"
                                    + " one."),
            scalar("series_decompose", Result.DYNAMIC, DYNAMIC, opt(LONG), opt(trend()), opt(LONG), opt(REAL))
                    .columns(PARTS)
                    .java((String series, Long period, String trend, Long tested, Double threshold) ->
                            parts(decompose(series, period, trend, tested, threshold)))
                    .doc(
                            "Columns of a series' baseline, the sum of what repeats and of a trend, of these two, and of the rest."),
            scalar("series_decompose_forecast", Result.DYNAMIC, DYNAMIC, LONG, opt(LONG), opt(trend()), opt(REAL))
                    .columns(PARTS)
                    .java((String series, Long points, Long period, String trend, Double threshold) ->
                            parts(decompose(series, period, trend, points, threshold)))
                    .doc(
                            "Columns as of series_decompose, learned from all but the last points, which the baseline foretells."),
            scalar(
                            "series_decompose_anomalies",
                            Result.DYNAMIC,
                            DYNAMIC,
                            opt(REAL),
                            opt(LONG),
                            opt(trend()),
                            opt(LONG),
                            opt(method()),
                            opt(REAL))
                    .columns(new Field("ad_flag", KqlType.DYNAMIC), new Field("ad_score", KqlType.DYNAMIC), BASELINE)
                    .java(SeriesPeriodFunctions::anomalies)
                    .doc(
                            "Columns that mark the points far above (1) or below (-1) a series' baseline, how far each is, and of the"
                                    + " baseline."),
            scalar(
                            "series_outliers",
                            Result.DYNAMIC,
                            DYNAMIC,
                            opt(method()),
                            opt(REAL),
                            opt(REAL),
                            opt(REAL),
                            opt(LONG))
                    .keepsName()
                    .java(SeriesPeriodFunctions::outliers)
                    .doc(
                            "How far each point lies outside the range of most, beyond 1.5 as an outlier, by Tukey's test or his test"
                                    + " with other percentiles, whose unit is such that in a normal distribution 1.5 means the same point."));

    private SeriesPeriodFunctions() {}

    private static Arg trend() {
        return oneOf(TRENDS);
    }

    private static Arg method() {
        return oneOf(METHODS);
    }

    private static Arg oneOf(List<String> names) {
        return checked(text -> {
            if (Decomposition.method(text, names) == null) {
                throw Problem.SEMANTIC.here("'" + text + "' is none of " + String.join(", ", names) + ".");
            }
        });
    }

    private static @Nullable String detect(String series, Double least, Double greatest, Long count) {
        double[] values = numbers(series);
        if (values == null) {
            return null;
        }
        int wanted = (int) Math.max(0, Math.min(count, values.length));
        double[] periods = new double[wanted];
        double[] scores = new double[wanted];
        List<Periods.Period> best = new Periods(values).best(least, greatest, wanted);
        for (int i = 0; i < best.size(); i++) {
            periods[i] = best.get(i).length();
            scores[i] = best.get(i).score();
        }
        return array(periods, scores);
    }

    private static @Nullable String validate(@Nullable Object[] arguments) {
        double[] values = numbers((String) Objects.requireNonNull(arguments[0]));
        if (values == null) {
            return null;
        }
        double[] lengths = Arrays.stream(arguments)
                .skip(1)
                .mapToDouble(length -> length == null ? Double.NaN : (Double) length)
                .toArray();
        Periods periods = new Periods(values);
        return array(lengths, Arrays.stream(lengths).map(periods::score).toArray());
    }

    private static @Nullable String seasonal(String series, @Nullable Long period, @Nullable Long tested) {
        double[] values = numbers(series);
        int learned = values == null ? -1 : learned(values, tested);
        return values == null || learned < 0
                ? null
                : json(Decomposition.seasonal(values, learned, period == null ? -1 : period, SEASONAL_THRESHOLD))
                        .write();
    }

    private static int learned(double[] series, @Nullable Long tested) {
        long points = tested == null ? 0 : tested;
        return points < 0 || points > series.length ? -1 : (int) (series.length - points);
    }

    private static @Nullable Decomposition decompose(
            String series,
            @Nullable Long period,
            @Nullable String trend,
            @Nullable Long tested,
            @Nullable Double threshold) {
        double[] values = numbers(series);
        String kind = Decomposition.method(trend, TRENDS);
        if (values == null || kind == null || learned(values, tested) < 0) {
            return null;
        }
        return Decomposition.of(
                values,
                learned(values, tested),
                period == null ? -1 : period,
                kind,
                threshold == null ? Decomposition.THRESHOLD : threshold);
    }

    private static @Nullable String parts(@Nullable Decomposition parts) {
        return parts == null ? null : array(parts.baseline(), parts.seasonal(), parts.trend(), parts.residual());
    }

    private static String array(double[]... series) {
        return Json.array(Arrays.stream(series)
                .map(values -> new Json.Array(Arrays.stream(values)
                                .mapToObj(value -> Double.isNaN(value) ? Json.NULL : Json.of(value))
                                .toList())
                        .write())
                .toList());
    }

    private static @Nullable String anomalies(
            String series,
            @Nullable Double threshold,
            @Nullable Long period,
            @Nullable String trend,
            @Nullable Long tested,
            @Nullable String method,
            @Nullable Double seasonalThreshold) {
        Decomposition parts = decompose(series, period, trend, tested, seasonalThreshold);
        String test = Decomposition.method(method, METHODS);
        if (parts == null || test == null) {
            return null;
        }
        double fence = threshold == null ? ANOMALY_THRESHOLD : threshold;
        double[] residual = parts.residual();
        double error = ROUNDING * greatest(parts.series());
        double[] scores = scores(residual, learned(residual, tested), test, Double.NaN, 10, 90, error);
        Json flags = new Json.Array(Arrays.stream(scores)
                .mapToObj(score -> Json.of(score > fence ? 1L : score < -fence ? -1L : 0L))
                .toList());
        return Json.array(List.of(
                flags.write(), json(scores).write(), json(parts.baseline()).write()));
    }

    private static @Nullable String outliers(
            String series,
            @Nullable String method,
            @Nullable Double ignored,
            @Nullable Double lowest,
            @Nullable Double highest,
            @Nullable Long tested) {
        double[] values = numbers(series);
        String test = Decomposition.method(method, METHODS);
        double low = lowest == null ? 10 : lowest;
        double high = highest == null ? 90 : highest;
        if (values == null || test == null || learned(values, tested) < 0 || !(low >= 2 && low < high && high <= 98)) {
            return null;
        }
        return json(scores(
                        values,
                        learned(values, tested),
                        test,
                        ignored == null ? Double.NaN : ignored,
                        low,
                        high,
                        ROUNDING * greatest(values)))
                .write();
    }

    private static double greatest(double[] values) {
        return DoubleStream.of(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Zero for what is no finite number or is to be ignored. */
    private static double[] scores(
            double[] values, int learned, String method, double ignored, double low, double high, double error) {
        boolean tukey = method.equals("tukey");
        double[] counted = Arrays.stream(values, 0, learned)
                .filter(value -> Double.isFinite(value) && value != ignored)
                .toArray();
        Outliers outliers = Outliers.of(counted, tukey ? 0.25 : low / 100, tukey ? 0.75 : high / 100, error);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Double.isFinite(values[i]) && values[i] != ignored ? outliers.score(values[i]) : 0)
                .toArray();
    }
}
