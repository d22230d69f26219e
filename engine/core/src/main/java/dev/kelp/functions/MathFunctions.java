package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;
import static dev.kelp.functions.Fn.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers: roots, powers, logarithms, angles, signs, bits and chance (rules R43, R57, R66). */
final class MathFunctions {
    static final List<Fn> ROWS = rows();

    private MathFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        signs(rows);
        rounding(rows);
        powers(rows);
        angles(rows);
        special(rows);
        classes(rows);
        bits(rows);
        chance(rows);
        return List.copyOf(rows);
    }

    private static Fn.Row real(String name, int arguments) {
        Arg[] args = new Arg[arguments];
        Arrays.fill(args, Arg.REAL);
        return scalar(name, Result.REAL, args);
    }

    private static void signs(List<Fn> rows) {
        String doc = "The value without its sign.";
        rows.add(
                scalar("abs", Result.LONG, Arg.LONG).keepsName().sql("abs({0})").doc(doc));
        rows.add(real("abs", 1).keepsName().sql("abs({0})").doc(doc));
        rows.add(scalar("abs", Result.TIMESPAN, Arg.TIMESPAN)
                .keepsName()
                .sql("abs({0})")
                .doc(doc));
        rows.add(scalar("abs", Result.DECIMAL, Arg.DECIMAL)
                .keepsName()
                .java(DecimalArithmetic::abs)
                .doc(doc));
        rows.add(real("sign", 1)
                .sql("CAST(sign({0}) AS DOUBLE)")
                .doc("1, 0 or -1, as the number is positive, zero or negative."));
        rows.add(scalar("sign", Result.REAL, Arg.DECIMAL)
                .java(DecimalArithmetic::sign)
                .doc("1, 0 or -1, as the number is positive, zero or negative."));
    }

    private static void rounding(List<Fn> rows) {
        String up = "The least whole number that isn't less.";
        rows.add(real("ceiling", 1)
                .keepsName()
                .on(Dialect.DUCKDB, "ceil({0})")
                .on(Dialect.SPARK, "@ceiling_of_real({0})")
                .doc(up));
        rows.add(internal("ceiling_of_real", Result.REAL, Arg.REAL)
                .java((Double value) -> Math.ceil(value))
                .doc(up));
        rows.add(scalar("ceiling", Result.DECIMAL, Arg.DECIMAL)
                .keepsName()
                .java(DecimalArithmetic::ceiling)
                .doc(up));
        String half =
                "The nearest number of so many decimal places, half away from zero; a negative precision rounds to tens, hundreds, ….";
        rows.add(scalar("round", Result.LONG, Arg.LONG).keepsName().sql("{0}").doc(half));
        rows.add(scalar("round", Result.LONG, Arg.LONG, Arg.LONG)
                .keepsName()
                .java(Rounding::round)
                .doc(half));
        rows.add(real("round", 1)
                .keepsName()
                .on(Dialect.DUCKDB, "round({0})")
                .on(Dialect.SPARK, "@round_real({0}, 0L)")
                .doc(half));
        rows.add(scalar("round", Result.REAL, Arg.REAL, Arg.LONG)
                .keepsName()
                .on(Dialect.DUCKDB, "round({0}, CAST({1} AS INTEGER))")
                .on(Dialect.SPARK, "@round_real({0}, {1})")
                .doc(half));
        rows.add(internal("round_real", Result.REAL, Arg.REAL, Arg.LONG)
                .java(Rounding::roundReal)
                .doc(half));
        rows.add(scalar("round", Result.DECIMAL, Arg.DECIMAL, Arg.opt(Arg.LONG))
                .keepsName()
                .java(DecimalArithmetic::round)
                .doc(half));
    }

    private static void powers(List<Fn> rows) {
        rows.add(real("sqrt", 1).keepsName().sql("sqrt({0})").doc("The square root; NaN below zero."));
        rows.add(real("pow", 2).keepsName().sql("pow({0}, {1})").doc("The first number to the power of the second."));
        rows.add(real("exp", 1).keepsName().sql("exp({0})").doc("e to the power of a number."));
        rows.add(real("exp2", 1)
                .keepsName()
                .on(Dialect.DUCKDB, "pow(2::DOUBLE, {0})")
                .on(Dialect.SPARK, "pow(2D, {0})")
                .doc("2 to the power of a number."));
        rows.add(real("exp10", 1)
                .keepsName()
                .on(Dialect.DUCKDB, "pow(10::DOUBLE, {0})")
                .on(Dialect.SPARK, "pow(10D, {0})")
                .doc("10 to the power of a number."));
        logarithm(rows, "log", "ln", "The natural logarithm");
        logarithm(rows, "log10", "log10", "The logarithm to base 10");
        logarithm(rows, "log2", "log2", "The logarithm to base 2");
    }

    private static void logarithm(List<Fn> rows, String name, String sql, String doc) {
        rows.add(real(name, 1)
                .keepsName()
                .on(Dialect.DUCKDB, "(CASE WHEN {0} < 0 THEN NULL ELSE " + sql + "({0}) END)")
                .on(Dialect.SPARK, "(CASE WHEN {0} = 0 THEN double('-Infinity') ELSE " + sql + "({0}) END)")
                .doc(doc + "; negative infinity of zero, null below."));
    }

    private static void angles(List<Fn> rows) {
        for (String name : List.of("sin", "cos", "tan", "atan")) {
            rows.add(
                    real(name, 1).keepsName().sql(name + "({0})").doc("The function " + name + ", angles in radians."));
        }
        for (String name : List.of("asin", "acos")) {
            rows.add(real(name, 1)
                    .keepsName()
                    .sql("(CASE WHEN abs({0}) > 1 AND NOT isnan({0}) THEN NULL ELSE " + name + "({0}) END)")
                    .doc("The function " + name + ", angles in radians; null outside -1 to 1."));
        }
        rows.add(real("cot", 1).sql("cot({0})").doc("The cotangent of an angle in radians."));
        rows.add(real("atan2", 2)
                .keepsName()
                .sql("atan2({0}, {1})")
                .doc("The angle in radians of the point (x, y), y first."));
        rows.add(real("degrees", 1).sql("degrees({0})").doc("Degrees of radians."));
        rows.add(real("radians", 1).sql("radians({0})").doc("Radians of degrees."));
        rows.add(real("pi", 0).sql("pi()").doc("The number pi."));
    }

    private static void special(List<Fn> rows) {
        rows.add(real("gamma", 1).keepsName().java(Gammas::gamma).doc("The gamma function."));
        rows.add(real("loggamma", 1)
                .keepsName()
                .java(Gammas::logGamma)
                .doc("The logarithm of the gamma function's absolute value."));
        rows.add(real("erf", 1).keepsName().java(Gammas::erf).doc("The error function."));
        rows.add(real("erfc", 1).keepsName().java(Gammas::erfc).doc("One less the error function."));
        rows.add(real("beta_cdf", 3)
                .java(Betas::cdf)
                .doc("The beta distribution's cumulative probability at x, of alpha and beta."));
        rows.add(real("beta_inv", 3)
                .java(Betas::inverse)
                .doc("Where the beta distribution of alpha and beta reaches a probability."));
        rows.add(real("beta_pdf", 3)
                .java(Betas::density)
                .doc("The beta distribution's density at x, of alpha and beta."));
        rows.add(real("welch_test", 6)
                .java(Betas::welchTest)
                .doc("The probability that two samples, each of a mean, a variance and a count, have one mean."));
        Units.TABLES.forEach(
                (name, units) -> rows.add(scalar("convert_" + name, Result.REAL, Arg.REAL, Arg.STRING, Arg.STRING)
                        .java(units::convert)
                        .doc("A " + name + " in another unit; null for an unknown unit.")));
    }

    private static void classes(List<Fn> rows) {
        rows.add(scalar("isnan", Result.BOOL, Arg.REAL)
                .on(Dialect.DUCKDB, "isnan({0})")
                .on(Dialect.SPARK, "({0} = double('NaN'))")
                .doc("Whether a real is not a number."));
        rows.add(scalar("isinf", Result.BOOL, Arg.REAL)
                .on(Dialect.DUCKDB, "isinf({0})")
                .on(Dialect.SPARK, "(abs({0}) = double('Infinity'))")
                .doc("Whether a real is an infinity."));
        rows.add(scalar("isfinite", Result.BOOL, Arg.REAL)
                .on(Dialect.DUCKDB, "isfinite({0})")
                .on(Dialect.SPARK, "({0} > double('-Infinity') AND {0} < double('Infinity'))")
                .doc("Whether a real is neither an infinity nor NaN."));
    }

    private static void bits(List<Fn> rows) {
        rows.add(two("binary_and").sql("({0} & {1})").doc("The bits set in both numbers."));
        rows.add(two("binary_or").sql("({0} | {1})").doc("The bits set in either number."));
        rows.add(two("binary_xor")
                .on(Dialect.DUCKDB, "xor({0}, {1})")
                .on(Dialect.SPARK, "({0} ^ {1})")
                .doc("The bits set in one number only."));
        rows.add(scalar("binary_not", Result.LONG, Arg.LONG)
                .keepsName()
                .sql("(~{0})")
                .doc("All bits turned over."));
        rows.add(two("binary_shift_left")
                .java(Rounding::shiftLeft)
                .doc("Bits moved up by a number modulo 64; null for a negative one."));
        rows.add(two("binary_shift_right")
                .java(Rounding::shiftRight)
                .doc("Bits moved down by a number modulo 64; null for a negative one."));
        rows.add(scalar("bitset_count_ones", Result.LONG, Arg.LONG)
                .keepsName()
                .sql("CAST(bit_count({0}) AS BIGINT)")
                .doc("How many bits are set."));
    }

    private static Fn.Row two(String name) {
        return scalar(name, Result.LONG, Arg.LONG, Arg.LONG).keepsName();
    }

    private static void chance(List<Fn> rows) {
        rows.add(real("rand", 0)
                .volatileResult()
                .on(Dialect.DUCKDB, "random()")
                .on(Dialect.SPARK, "rand()")
                .doc("A random number from 0 to below 1."));
        rows.add(scalar("rand", Result.REAL, Arg.LONG)
                .keepsName()
                .volatileResult()
                .on(Dialect.DUCKDB, "floor(random() * {0})")
                .on(Dialect.SPARK, "CAST(floor(rand() * {0}) AS DOUBLE)")
                .doc("A random whole number from 0 to below the given one."));
        rows.add(scalar("new_guid", Result.GUID)
                .volatileResult()
                .on(Dialect.DUCKDB, "CAST(uuid() AS VARCHAR)")
                .on(Dialect.SPARK, "uuid()")
                .doc("A new random guid."));
    }
}
