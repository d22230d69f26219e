package dev.kelp.functions;

import static dev.kelp.functions.Arg.ANY;
import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DATETIME;
import static dev.kelp.functions.Arg.DECIMAL;
import static dev.kelp.functions.Arg.INT;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.ORDERABLE;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.SCALAR;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.TIMESPAN;
import static dev.kelp.functions.Arg.constant;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Dialect.DUCKDB;
import static dev.kelp.functions.Dialect.SPARK;
import static dev.kelp.functions.Fn.aggregate;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of the aggregate functions: counts, sums, averages, extremes and those that pick rows.
 *
 * <p>What none of the rows gives (R172, R173): 0 for counts and sums, NaN for averages of numbers, null else.
 */
final class Aggregates {
    /** DuckDB sums whole numbers in 128 bits; KQL's long wraps around (R59). */
    private static final String WRAPPED_SUM =
            "CAST((((coalesce(sum({0}) {F}, 0::HUGEINT) + 9223372036854775808::HUGEINT) % 18446744073709551616::HUGEINT"
                    + " + 18446744073709551616::HUGEINT) % 18446744073709551616::HUGEINT)"
                    + " - 9223372036854775808::HUGEINT AS BIGINT)";

    private static final String TICK_AVERAGE = "CAST(sum({0}) {F} // count({0}) {F} AS BIGINT)";
    private static final String SPARK_WRAPPED_SUM = "coalesce(sum({0}) {F}, 0L)";
    private static final String SPARK_TICK_AVERAGE =
            "CAST(try_divide(sum(CAST({0} AS DECIMAL(38, 0))) {F}, count({0}) {F}) AS BIGINT)";

    static final List<Fn> ROWS = Stream.of(
                    counts(),
                    sums(),
                    averages(),
                    extremes("min", "minif"),
                    extremes("max", "maxif"),
                    picks(),
                    anyValues(),
                    bits())
            .flatMap(rows -> rows)
            .toList();

    private Aggregates() {}

    private static Stream<Fn> counts() {
        String distinct = "count(DISTINCT {0}) {F}";
        return Stream.of(
                aggregate("count", Result.LONG).sql("count(*) {F}").doc("Number of rows."),
                aggregate("cnt", Result.LONG).sql("count(*) {F}").doc("Number of rows."),
                aggregate("count", Result.LONG, ANY).sql("count(*) {F}").doc("Number of rows, null or not."),
                aggregate("countif", Result.LONG, BOOL)
                        .filtered()
                        .sql("count(*) {F}")
                        .doc("Number of rows where the condition holds."),
                aggregate("dcount", Result.LONG, SCALAR, opt(constant(LONG)))
                        .sql(distinct)
                        .doc("Number of distinct values, exact at every accuracy."),
                aggregate("dcountif", Result.LONG, SCALAR, BOOL, opt(constant(LONG)))
                        .filtered()
                        .sql(distinct)
                        .doc("Number of distinct values over the rows where the condition holds."),
                aggregate("count_distinct", Result.LONG, SCALAR).sql(distinct).doc("Number of distinct values."),
                aggregate("count_distinctif", Result.LONG, SCALAR, BOOL)
                        .filtered()
                        .sql(distinct)
                        .doc("Number of distinct values over the rows where the condition holds."));
    }

    private static Stream<Fn> sums() {
        String doc = "Sum of the values that aren't null.";
        return Stream.of(
                        both("sum", "sumif", Result.LONG, LONG, WRAPPED_SUM, SPARK_WRAPPED_SUM, doc),
                        both("sum", "sumif", Result.TIMESPAN, TIMESPAN, WRAPPED_SUM, SPARK_WRAPPED_SUM, doc),
                        both(
                                "sum",
                                "sumif",
                                Result.REAL,
                                REAL,
                                "coalesce(sum({0}) {F}, 0::DOUBLE)",
                                "coalesce(sum({0}) {F}, 0D)",
                                doc),
                        both("sum", "sumif", Result.DECIMAL, DECIMAL, "@decimal_sum({L0})", "@decimal_sum({L0})", doc))
                .flatMap(rows -> rows);
    }

    private static Stream<Fn> averages() {
        String doc = "Mean of the values that aren't null.";
        String number = "coalesce(avg({0}) {F}, CAST('NaN' AS DOUBLE))";
        String wrapped = "CAST(" + WRAPPED_SUM + " AS DOUBLE) / count({0}) {F}";
        String sparkWrapped =
                "coalesce(CAST(sum({0}) {F} AS DOUBLE) / nullif(count({0}) {F}, 0), CAST('NaN' AS DOUBLE))";
        return Stream.of(
                        both("avg", "avgif", Result.REAL, LONG, wrapped, sparkWrapped, doc),
                        both("avg", "avgif", Result.REAL, REAL, number, number, doc),
                        both("avg", "avgif", Result.DECIMAL, DECIMAL, "@decimal_avg({L0})", "@decimal_avg({L0})", doc),
                        both("avg", "avgif", Result.TIMESPAN, TIMESPAN, TICK_AVERAGE, SPARK_TICK_AVERAGE, doc),
                        both("avg", "avgif", Result.DATETIME, DATETIME, TICK_AVERAGE, SPARK_TICK_AVERAGE, doc))
                .flatMap(rows -> rows);
    }

    /** NaN among the values is the answer of both min and max (R179). */
    private static Stream<Fn> extremes(String name, String conditional) {
        String call = name + "({0}) {F}";
        String real = "CASE WHEN bool_or(isnan({0})) {F} THEN CAST('NaN' AS DOUBLE) ELSE " + call + " END";
        String text = "coalesce(" + call + ", '')";
        String decimal = "@decimal_" + name + "({L0})";
        String doc = (name.equals("min") ? "Least" : "Greatest") + " of the values.";
        return Stream.of(
                        both(name, conditional, Result.INT, INT, call, call, doc),
                        both(name, conditional, Result.LONG, LONG, call, call, doc),
                        both(name, conditional, Result.REAL, REAL, real, real, doc),
                        both(name, conditional, Result.DECIMAL, DECIMAL, decimal, decimal, doc),
                        both(name, conditional, Result.STRING, STRING, text, text, doc),
                        both(name, conditional, Result.DATETIME, DATETIME, call, call, doc),
                        both(name, conditional, Result.TIMESPAN, TIMESPAN, call, call, doc),
                        both(name, conditional, Result.BOOL, BOOL, call, call, doc))
                .flatMap(rows -> rows);
    }

    private static Stream<Fn> picks() {
        return Stream.of(
                aggregate("arg_max", Result.T, ORDERABLE, opt(rest(ANY)))
                        .special()
                        .doc("The greatest value, and other columns of the row it stands in."),
                aggregate("arg_min", Result.T, ORDERABLE, opt(rest(ANY)))
                        .special()
                        .doc("The least value, and other columns of the row it stands in."),
                aggregate("argmax", Result.T, ORDERABLE, opt(rest(ANY)))
                        .special()
                        .doc("Older name of arg_max."),
                aggregate("argmin", Result.T, ORDERABLE, opt(rest(ANY)))
                        .special()
                        .doc("Older name of arg_min."));
    }

    /** Of one column; several columns are the binder's, which takes them from one row. */
    private static Stream<Fn> anyValues() {
        String doc = "A value that isn't null, where there is one.";
        return Stream.of(STRING, Arg.T).flatMap(arg -> {
            String value = arg == STRING ? "coalesce(any_value({0}) {F}, '')" : "any_value({0}) {F}";
            String spark = value.replace("({0})", "({0}, true)");
            Result result = arg == STRING ? Result.STRING : Result.T;
            return Stream.of(
                    aggregate("take_any", result, arg)
                            .keepsName()
                            .on(DUCKDB, value)
                            .on(SPARK, spark)
                            .doc(doc),
                    aggregate("any", result, arg)
                            .on(DUCKDB, value)
                            .on(SPARK, spark)
                            .doc("Older name of take_any."),
                    aggregate("take_anyif", result, arg, BOOL)
                            .filtered()
                            .keepsName()
                            .on(DUCKDB, value)
                            .on(SPARK, spark)
                            .doc(doc + " Only rows where the condition holds count."),
                    aggregate("anyif", result, arg, BOOL)
                            .filtered()
                            .on(DUCKDB, value)
                            .on(SPARK, spark)
                            .doc("Older name of take_anyif."));
        });
    }

    private static Stream<Fn> bits() {
        return Stream.of("and", "or", "xor").map(name -> aggregate("binary_all_" + name, Result.LONG, LONG)
                .keepsName()
                .sql("bit_" + name + "({0}) {F}")
                .doc("Bitwise " + name + " of the values that aren't null."));
    }

    /** An aggregate and its conditional twin. */
    static Stream<Fn> both(
            String name, String conditional, Result result, Arg arg, String duckdb, String spark, String doc) {
        return Stream.of(
                aggregate(name, result, arg).on(DUCKDB, duckdb).on(SPARK, spark).doc(doc),
                aggregate(conditional, result, arg, BOOL)
                        .filtered()
                        .on(DUCKDB, duckdb)
                        .on(SPARK, spark)
                        .doc(doc + " Only rows where the condition holds count."));
    }
}
