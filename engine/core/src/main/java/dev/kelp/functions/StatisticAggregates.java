package dev.kelp.functions;

import static dev.kelp.functions.Aggregates.both;
import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DATETIME;
import static dev.kelp.functions.Arg.DECIMAL;
import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.INT;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.TIMESPAN;
import static dev.kelp.functions.Arg.constant;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Dialect.DUCKDB;
import static dev.kelp.functions.Dialect.SPARK;
import static dev.kelp.functions.Fn.aggregate;

import dev.kelp.types.KqlType;
import java.util.List;
import java.util.stream.Stream;

/** Rows of the aggregates that describe a distribution. */
final class StatisticAggregates {
    /** The types whose percentiles SQL can take. */
    private static final List<Arg> ORDERED = List.of(INT, LONG, REAL, DATETIME, TIMESPAN);

    static final List<Fn> ROWS = Stream.of(spreads(), covariances(), percentiles(), weighted())
            .flatMap(rows -> rows)
            .toList();

    private StatisticAggregates() {}

    /** The variance is rounded, the deviation is the root of the rounded one, of one value both are 0 (R180). */
    private static Stream<Fn> spreads() {
        return Stream.of("variance", "variancep", "stdev", "stdevp").flatMap(name -> {
            boolean root = name.startsWith("stdev");
            boolean population = name.endsWith("p");
            String doc = (root ? "Standard deviation" : "Variance")
                    + (population ? " of the whole population." : " of a sample.");
            String call = population ? "var_pop" : "var_samp";
            String onDuckDb = spread(call, "isfinite({0})", root);
            String onSpark = spread(call, "(NOT isnan({0}) AND abs({0}) < CAST('Infinity' AS DOUBLE))", root);
            return both(name, name + "if", Result.REAL, REAL, onDuckDb, onSpark, doc);
        });
    }

    /** DuckDB fails where one of the values is not finite; the answer then is NaN. */
    private static String spread(String call, String finite, boolean root) {
        String rounded = "round(" + call + "(CASE WHEN " + finite + " THEN {0} END) {F}, 10)";
        return "CASE WHEN bool_or(NOT " + finite + ") {F} THEN CAST('NaN' AS DOUBLE) ELSE coalesce("
                + (root ? "sqrt(" + rounded + ")" : rounded) + ", CAST(0 AS DOUBLE)) END";
    }

    private static Stream<Fn> covariances() {
        return Stream.of("covariance", "covariancep").flatMap(name -> {
            boolean population = name.endsWith("p");
            String template =
                    "coalesce(" + (population ? "covar_pop" : "covar_samp") + "({0}, {1}) {F}, CAST(0 AS DOUBLE))";
            String doc = "Covariance of two columns" + (population ? " of the whole population." : " of a sample.");
            return Stream.of(
                    aggregate(name, Result.REAL, REAL, REAL)
                            .namedByAll(name)
                            .sql(template)
                            .doc(doc),
                    aggregate(name + "if", Result.REAL, REAL, REAL, BOOL)
                            .filtered()
                            .sql(template)
                            .doc(doc + " Only rows where the condition holds count."));
        });
    }

    private static Result of(Arg arg) {
        return new Result.Fixed(type(arg));
    }

    private static KqlType type(Arg arg) {
        return arg.types().iterator().next();
    }

    /** The nearest rank: the least value that at least so many percent of the values don't exceed (R183). */
    private static Stream<Fn> percentiles() {
        String doc = "The least value that so many percent of the values don't exceed.";
        Stream<Fn> one = ORDERED.stream().map(arg -> aggregate("percentile", of(arg), arg, constant(REAL))
                .on(DUCKDB, "quantile_disc({0}, {1} / 100) {F}")
                .on(
                        SPARK,
                        "try_element_at(sort_array(collect_list({0}) {F}),"
                                + " CAST(greatest(1, ceil({1} / 100 * count({0}) {F})) AS INT))")
                .doc(doc));
        Stream<Fn> decimal = Stream.of(aggregate("percentile", Result.DECIMAL, DECIMAL, constant(REAL))
                .sql("@decimal_percentile({L0}, {1})")
                .doc(doc));
        Stream<Fn> several = Stream.of(aggregate("percentiles", Result.T, Arg.T, rest(constant(REAL)))
                .special()
                .doc("A column per percentile, each as percentile gives it."));
        Stream<Fn> arrays = withDecimal().flatMap(arg -> {
            String ranked = "@percentiles_of('" + type(arg).kql() + "', {L0}, ";
            return Stream.of(
                    aggregate("percentiles_array", Result.DYNAMIC, arg, constant(DYNAMIC))
                            .named("percentiles")
                            .sql(ranked + "{1})")
                            .doc("Array of the percentiles that an array names."),
                    aggregate("percentiles_array", Result.DYNAMIC, arg, rest(constant(JSON)))
                            .named("percentiles")
                            .sql(ranked + "'[' || concat_ws(',', {1...}) || ']')")
                            .doc("Array of the percentiles."));
        });
        return Stream.of(one, decimal, several, arrays).flatMap(rows -> rows);
    }

    private static Stream<Arg> withDecimal() {
        return Stream.concat(ORDERED.stream(), Stream.of(DECIMAL));
    }

    private static Stream<Fn> weighted() {
        Stream<Fn> several = Stream.of(aggregate("percentilesw", Result.T, Arg.T, LONG, rest(constant(REAL)))
                .special()
                .doc("A column per percentile, each as percentilew gives it."));
        Stream<Fn> rows = withDecimal().flatMap(arg -> {
            String kind = "'" + type(arg).kql() + "', {N0}, {N1}, ";
            return Stream.of(
                    aggregate("percentilew", of(arg), arg, LONG, constant(REAL))
                            .sql("@percentilew_" + type(arg).kql() + "({N0}, {N1}, {2})")
                            .doc("The percentile of values that stand for as many values as their weight says."),
                    aggregate("percentilesw_array", Result.DYNAMIC, arg, LONG, constant(DYNAMIC))
                            .named("percentiles")
                            .sql("@percentilesw_of(" + kind + "{2})")
                            .doc("Array of the weighted percentiles that an array names."),
                    aggregate("percentilesw_array", Result.DYNAMIC, arg, LONG, rest(constant(JSON)))
                            .named("percentiles")
                            .sql("@percentilesw_of(" + kind + "'[' || concat_ws(',', {2...}) || ']')")
                            .doc("Array of the weighted percentiles."));
        });
        return Stream.concat(several, rows);
    }
}
