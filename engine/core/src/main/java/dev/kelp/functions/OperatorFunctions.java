package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;
import static dev.kelp.functions.Fn.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The operators {@code + - * / %}, comparison and logic, one row per pair of operand types after widening (rules R35 to R62).
 *
 * <p>Datetimes and timespans are ticks here, so their arithmetic is that of longs, kept to its range.
 */
final class OperatorFunctions {
    /** Ticks beyond which a timespan leads every datetime out of its range; well inside a long, so that the sum can't overflow. */
    private static final String FAR = "3200000000000000000";

    private static final String AFTER_MAX = "3155378976000000000";

    static final List<Fn> ROWS = rows();

    private OperatorFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        sums(rows);
        products(rows);
        quotients(rows);
        remainders(rows);
        comparisons(rows);
        logic(rows);
        decimals(rows);
        return List.copyOf(rows);
    }

    /** Computes in 128 bits on DuckDB, where a long that overflows is an error, and wraps as two's complement does (R59). */
    private static String wrapped(String hugeint) {
        return "((((" + hugeint + " + 9223372036854775808) & 18446744073709551615) - 9223372036854775808)::BIGINT)";
    }

    /** The ticks of a datetime, null outside its range (R14). */
    static String inRange(String ticks) {
        return "nullif(nullif(greatest(-1, least(" + ticks + ", " + AFTER_MAX + ")), -1), " + AFTER_MAX + ")";
    }

    private static String clamped(String timespan) {
        return "greatest(-" + FAR + ", least(" + timespan + ", " + FAR + "))";
    }

    private static void sums(List<Fn> rows) {
        for (Map.Entry<Result, Arg> type :
                Map.of(Result.LONG, Arg.LONG, Result.TIMESPAN, Arg.TIMESPAN).entrySet()) {
            for (String sign : List.of("+", "-")) {
                rows.add(scalar(sign, type.getKey(), type.getValue(), type.getValue())
                        .on(Dialect.DUCKDB, wrapped("{0}::HUGEINT " + sign + " {1}"))
                        .on(Dialect.SPARK, "({0} " + sign + " {1})")
                        .doc("Whole arithmetic of 64 bits, which wraps where it overflows."));
            }
            rows.add(scalar("unary-", type.getKey(), type.getValue())
                    .sql("(-{0})")
                    .doc("The negative."));
        }
        rows.add(scalar("+", Result.REAL, Arg.REAL, Arg.REAL).sql("({0} + {1})").doc("The sum of reals."));
        rows.add(scalar("-", Result.REAL, Arg.REAL, Arg.REAL).sql("({0} - {1})").doc("The difference of reals."));
        rows.add(scalar("unary-", Result.INT, Arg.INT)
                .on(Dialect.DUCKDB, "TRY_CAST(-({0}::BIGINT) AS INTEGER)")
                .on(Dialect.SPARK, "try_cast(-CAST({0} AS BIGINT) AS INT)")
                .doc("The negative."));
        rows.add(scalar("unary-", Result.REAL, Arg.REAL).sql("(-{0})").doc("The negative."));
        rows.add(scalar("+", Result.DATETIME, Arg.DATETIME, Arg.TIMESPAN)
                .sql(inRange("{0} + " + clamped("{1}")))
                .doc("A later time; null outside the years 1 to 9999."));
        rows.add(scalar("+", Result.DATETIME, Arg.TIMESPAN, Arg.DATETIME)
                .sql(inRange("{1} + " + clamped("{0}")))
                .doc("A later time; null outside the years 1 to 9999."));
        rows.add(scalar("-", Result.DATETIME, Arg.DATETIME, Arg.TIMESPAN)
                .sql(inRange("{0} - " + clamped("{1}")))
                .doc("An earlier time; null outside the years 1 to 9999."));
        rows.add(scalar("-", Result.TIMESPAN, Arg.DATETIME, Arg.DATETIME)
                .sql("({0} - {1})")
                .doc("The time between two times."));
    }

    private static void products(List<Fn> rows) {
        rows.add(whole("*", Result.LONG, Arg.LONG, Arg.LONG)
                .doc("Whole arithmetic of 64 bits, which wraps where it overflows."));
        rows.add(scalar("*", Result.REAL, Arg.REAL, Arg.REAL).sql("({0} * {1})").doc("The product of reals."));
        rows.add(whole("*", Result.TIMESPAN, Arg.TIMESPAN, Arg.LONG).doc("A timespan so many times."));
        rows.add(whole("*", Result.TIMESPAN, Arg.LONG, Arg.TIMESPAN).doc("A timespan so many times."));
        rows.add(scalar("*", Result.TIMESPAN, Arg.TIMESPAN, Arg.REAL)
                .on(Dialect.DUCKDB, "TRY_CAST(trunc({0} * {1}) AS BIGINT)")
                .on(Dialect.SPARK, "try_cast({0} * {1} AS BIGINT)")
                .doc("A timespan so many times, cut to whole ticks."));
        rows.add(scalar("*", Result.TIMESPAN, Arg.REAL, Arg.TIMESPAN)
                .on(Dialect.DUCKDB, "TRY_CAST(trunc({0} * {1}) AS BIGINT)")
                .on(Dialect.SPARK, "try_cast({0} * {1} AS BIGINT)")
                .doc("A timespan so many times, cut to whole ticks."));
    }

    private static Fn.Row whole(String sign, Result result, Arg... args) {
        return scalar(sign, result, args)
                .on(Dialect.DUCKDB, wrapped("{0}::HUGEINT " + sign + " {1}"))
                .on(Dialect.SPARK, "({0} " + sign + " {1})");
    }

    private static void quotients(List<Fn> rows) {
        rows.add(truncated(Result.LONG, Arg.LONG, Arg.LONG).doc("Cut toward zero; null where the divisor is zero."));
        rows.add(truncated(Result.TIMESPAN, Arg.TIMESPAN, Arg.LONG)
                .doc("A part of a timespan; null where the divisor is zero."));
        rows.add(scalar("/", Result.REAL, Arg.REAL, Arg.REAL)
                .on(Dialect.DUCKDB, "({0} / {1})")
                .on(Dialect.SPARK, ieee("{0}", "{1}"))
                .doc("The quotient of reals; by zero an infinity or NaN."));
        rows.add(scalar("/", Result.REAL, Arg.TIMESPAN, Arg.TIMESPAN)
                .on(Dialect.DUCKDB, "({0}::DOUBLE / {1}::DOUBLE)")
                .on(Dialect.SPARK, ieee("CAST({0} AS DOUBLE)", "CAST({1} AS DOUBLE)"))
                .doc("How often one timespan goes into another."));
        rows.add(scalar("/", Result.TIMESPAN, Arg.TIMESPAN, Arg.REAL)
                .on(Dialect.DUCKDB, "TRY_CAST(trunc({0} / {1}) AS BIGINT)")
                .on(Dialect.SPARK, "try_cast(try_divide({0}, {1}) AS BIGINT)")
                .doc("A part of a timespan; null where the divisor is zero."));
    }

    private static Fn.Row truncated(Result result, Arg... args) {
        return scalar("/", result, args)
                .on(Dialect.DUCKDB, "({0} // nullif({1}, 0))")
                .on(Dialect.SPARK, "({0} div nullif({1}, 0))");
    }

    /** Spark refuses to divide by zero. */
    private static String ieee(String dividend, String divisor) {
        return "(CASE WHEN " + divisor + " = 0 THEN " + dividend + " * double('Infinity') ELSE " + dividend + " / "
                + divisor + " END)";
    }

    private static void remainders(List<Fn> rows) {
        for (Map.Entry<Result, Arg> type :
                Map.of(Result.LONG, Arg.LONG, Result.TIMESPAN, Arg.TIMESPAN).entrySet()) {
            rows.add(scalar("%", type.getKey(), type.getValue(), type.getValue())
                    .on(
                            Dialect.DUCKDB,
                            "((({0} % nullif({1}, 0))::HUGEINT + abs({1}::HUGEINT))::UBIGINT"
                                    + " % abs({1}::HUGEINT)::UBIGINT)::BIGINT")
                    .on(Dialect.SPARK, "pmod({0}, abs(nullif({1}, 0)))")
                    .doc("The remainder, never negative; null where the divisor is zero."));
        }
        rows.add(scalar("%", Result.REAL, Arg.REAL, Arg.REAL)
                // DuckDB adds the endless divisor to what is no number, as NaN is greater than all there.
                .on(
                        Dialect.DUCKDB,
                        "(CASE WHEN isinf({0}) OR isnan({1}) THEN {0} * 0 * {1} WHEN {0} % {1} < 0 THEN {0} % {1} + abs({1})"
                                + " ELSE {0} % {1} END)")
                .on(
                        Dialect.SPARK,
                        "(CASE WHEN {1} = 0 THEN {0} * double('NaN') WHEN abs({1}) = double('Infinity') AND {0} < 0"
                                + " THEN {0} * 0 + abs({1}) ELSE pmod({0}, abs({1})) END)")
                .doc("The remainder of reals, never negative."));
        rows.add(scalar("%", Result.TIMESPAN, Arg.DATETIME, Arg.TIMESPAN)
                .on(Dialect.DUCKDB, "({0} % nullif({1}, 0))")
                .on(Dialect.SPARK, "({0} % nullif({1}, 0))")
                .doc("The time since the last multiple of a timespan."));
    }

    private static void comparisons(List<Fn> rows) {
        Arg[] plain = {
            Arg.BOOL, Arg.INT, Arg.LONG, Arg.DATETIME, Arg.TIMESPAN, Arg.GUID, Arg.DECIMAL,
        };
        for (Arg type : plain) {
            rows.add(scalar("==", Result.BOOL, type, type)
                    .sql("(CASE WHEN {0} IS NULL AND {1} IS NULL THEN NULL ELSE {0} IS NOT DISTINCT FROM {1} END)")
                    .doc("Whether two values are equal; null and a value are not, two nulls give null."));
            rows.add(scalar("!=", Result.BOOL, type, type)
                    .sql("(CASE WHEN {0} IS NULL AND {1} IS NULL THEN NULL ELSE {0} IS DISTINCT FROM {1} END)")
                    .doc("Whether two values differ; null and a value do, two nulls give null."));
        }
        rows.add(scalar("==", Result.BOOL, Arg.STRING, Arg.STRING)
                .sql("({0} = {1})")
                .doc("Whether two strings are the same."));
        rows.add(scalar("!=", Result.BOOL, Arg.STRING, Arg.STRING)
                .sql("({0} <> {1})")
                .doc("Whether two strings differ."));
        realEquality(rows, Arg.REAL, Arg.REAL, "{0}", "{1}");
        realEquality(rows, Arg.DYNAMIC, Arg.LONG, "@real_of_dynamic({0})", "CAST({1} AS DOUBLE)");
        realEquality(rows, Arg.LONG, Arg.DYNAMIC, "CAST({0} AS DOUBLE)", "@real_of_dynamic({1})");
        for (String sign : List.of("<", "<=", ">", ">=")) {
            for (Arg type : List.of(Arg.BOOL, Arg.INT, Arg.LONG, Arg.DATETIME, Arg.TIMESPAN)) {
                rows.add(
                        order(sign, type, type).sql("({0} " + sign + " {1})").doc("Order; null where either side is."));
            }
            rows.add(order(sign, Arg.DECIMAL, Arg.DECIMAL)
                    .sql("(@decimal_compare({0}, {1}) " + sign + " 0)")
                    .doc("Order of decimals; null where either side is."));
            realOrder(rows, sign, Arg.REAL, Arg.REAL, "{0}", "{1}");
            realOrder(rows, sign, Arg.DYNAMIC, Arg.LONG, "@real_of_dynamic({0})", "CAST({1} AS DOUBLE)");
            realOrder(rows, sign, Arg.LONG, Arg.DYNAMIC, "CAST({0} AS DOUBLE)", "@real_of_dynamic({1})");
        }
    }

    private static Fn.Row order(String sign, Arg left, Arg right) {
        return scalar(sign, Result.BOOL, left, right);
    }

    /** Both executors take NaN for equal to itself, KQL doesn't. */
    private static void realEquality(List<Fn> rows, Arg left, Arg right, String a, String b) {
        String equal = "coalesce(" + a + " = " + b + " AND NOT isnan(" + b + "), FALSE)";
        rows.add(scalar("==", Result.BOOL, left, right)
                .sql("(CASE WHEN " + a + " IS NULL AND " + b + " IS NULL THEN NULL ELSE " + equal + " END)")
                .doc("Whether two numbers are equal; NaN equals nothing."));
        rows.add(scalar("!=", Result.BOOL, left, right)
                .sql("(CASE WHEN " + a + " IS NULL AND " + b + " IS NULL THEN NULL ELSE NOT " + equal + " END)")
                .doc("Whether two numbers differ; NaN differs from everything."));
    }

    /** Both executors put NaN above every number: the greater side must not be NaN. */
    private static void realOrder(List<Fn> rows, String sign, Arg left, Arg right, String a, String b) {
        String greater = sign.startsWith("<") ? b : a;
        rows.add(order(sign, left, right)
                .sql("(" + a + " " + sign + " " + b + " AND NOT isnan(" + greater + "))")
                .doc("Order of numbers; false with NaN, null where either side is."));
    }

    private static void logic(List<Fn> rows) {
        rows.add(scalar("and", Result.BOOL, Arg.BOOL, Arg.BOOL)
                .sql("({0} AND {1})")
                .doc("Whether both hold."));
        rows.add(scalar("or", Result.BOOL, Arg.BOOL, Arg.BOOL)
                .sql("({0} OR {1})")
                .doc("Whether either holds."));
        rows.add(scalar("not", Result.BOOL, Arg.BOOL).sql("(NOT {0})").doc("The contrary; null of null."));
    }

    private static void decimals(List<Fn> rows) {
        rows.add(decimal("+").java(DecimalArithmetic::add).doc("The sum, to 34 digits."));
        rows.add(decimal("-").java(DecimalArithmetic::subtract).doc("The difference, to 34 digits."));
        rows.add(decimal("*").java(DecimalArithmetic::multiply).doc("The product, to 34 digits."));
        rows.add(decimal("/").java(DecimalArithmetic::divide).doc("The quotient, to 34 digits; null by zero."));
        rows.add(decimal("%").java(DecimalArithmetic::modulo).doc("The remainder, never negative; null by zero."));
        rows.add(scalar("unary-", Result.DECIMAL, Arg.DECIMAL)
                .java(DecimalArithmetic::negate)
                .doc("The negative."));
        rows.add(internal("decimal_compare", Result.INT, Arg.DECIMAL, Arg.DECIMAL)
                .java(DecimalArithmetic::compare)
                .doc("Less than zero, zero or more, as the first is less, equal or greater."));
        rows.add(internal("decimal_key", Result.STRING, Arg.DECIMAL)
                .java(DecimalArithmetic::key)
                .doc("A text whose order is that of the decimals."));
    }

    private static Fn.Row decimal(String sign) {
        return scalar(sign, Result.DECIMAL, Arg.DECIMAL, Arg.DECIMAL);
    }
}
