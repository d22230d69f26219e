package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;
import static dev.kelp.functions.Fn.scalar;

import java.util.ArrayList;
import java.util.List;

/** {@code bin}, {@code floor} and {@code bin_at}: multiples of a size at or below a value (rules R63 to R65). */
final class BinFunctions {
    /** To DuckDB NaN is greater than zero. */
    private static final String POSITIVE = "(CASE WHEN {1} > 0 AND NOT isnan({1}) THEN ";

    static final List<Fn> ROWS = rows();

    private BinFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        for (String name : List.of("bin", "floor")) {
            String doc = "The greatest multiple of a size that isn't more; null for a size that isn't positive.";
            rows.add(bin(name, Result.LONG, Arg.LONG, Arg.LONG)
                    .sql(below("{0}", "{0}"))
                    .doc(doc));
            rows.add(bin(name, Result.TIMESPAN, Arg.TIMESPAN, Arg.TIMESPAN)
                    .sql(below("{0}", "{0}"))
                    .doc(doc));
            rows.add(bin(name, Result.DATETIME, Arg.DATETIME, Arg.TIMESPAN)
                    .on(Dialect.DUCKDB, "({0} // CASE WHEN {1} > 0 THEN {1} END * {1})")
                    .on(Dialect.SPARK, "({0} div CASE WHEN {1} > 0 THEN {1} END * {1})")
                    .doc("The greatest multiple of a timespan, counted from year 1, that isn't later."));
            rows.add(bin(name, Result.REAL, Arg.REAL, Arg.REAL)
                    .on(Dialect.DUCKDB, POSITIVE + "floor({0} / {1}) * {1} END)")
                    .on(Dialect.SPARK, "@bin_real({0}, {1}, 0D)")
                    .doc(doc));
            rows.add(bin(name, Result.DECIMAL, Arg.DECIMAL, Arg.DECIMAL)
                    .java(DecimalArithmetic::bin)
                    .doc(doc));
        }
        String doc = "The greatest value that is a number of sizes away from a fixed point and isn't more.";
        rows.add(bin("bin_at", Result.LONG, Arg.LONG, Arg.LONG, Arg.LONG)
                .sql(below("{0}", "({0} - {2})"))
                .doc(doc));
        rows.add(bin("bin_at", Result.TIMESPAN, Arg.TIMESPAN, Arg.TIMESPAN, Arg.TIMESPAN)
                .sql(below("{0}", "({0} - {2})"))
                .doc(doc));
        rows.add(bin("bin_at", Result.DATETIME, Arg.DATETIME, Arg.TIMESPAN, Arg.DATETIME)
                .sql(OperatorFunctions.inRange(below("{0}", "({0} - {2})")))
                .doc(doc));
        rows.add(bin("bin_at", Result.REAL, Arg.REAL, Arg.REAL, Arg.REAL)
                .on(Dialect.DUCKDB, POSITIVE + "floor(({0} - {2}) / {1}) * {1} + {2} END)")
                .on(Dialect.SPARK, "@bin_real({0}, {1}, {2})")
                .doc(doc));
        rows.add(bin("bin_at", Result.DECIMAL, Arg.DECIMAL, Arg.DECIMAL, Arg.DECIMAL)
                .java(DecimalArithmetic::binAt)
                .doc(doc));
        rows.add(internal("bin_real", Result.REAL, Arg.REAL, Arg.REAL, Arg.REAL)
                .java(Rounding::binReal)
                .doc(doc));
        return List.copyOf(rows);
    }

    private static Fn.Row bin(String name, Result result, Arg... args) {
        return scalar(name, result, args).keepsName();
    }

    /** Takes off what a distance is above a multiple of {1}; a remainder in SQL has the sign of the distance. */
    private static String below(String value, String distance) {
        // Not by adding the size to the remainder: a long would overflow where the size is great.
        String rest = distance + " % {1}";
        return "(CASE WHEN {1} > 0 THEN " + value + " - (" + rest + ") - CASE WHEN " + rest
                + " < 0 THEN {1} ELSE 0 END END)";
    }
}
