package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Decimals;
import dev.kelp.types.Guids;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import dev.kelp.types.Values;
import java.util.ArrayList;
import java.util.List;

/** Conversions between types, one row per type of the argument (rules R17 to R28, R54): what can't be converted is null. */
final class ConversionFunctions {
    private static final String LEAST_LONG = "CAST('-9223372036854775808' AS BIGINT)";

    static final List<Fn> ROWS = rows();

    private ConversionFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        toText(rows);
        toLong(rows);
        toInt(rows);
        toReal(rows, "toreal");
        toReal(rows, "todouble");
        toDecimal(rows);
        toBool(rows, "tobool");
        toBool(rows, "toboolean");
        toDatetime(rows);
        toTimespan(rows, "totimespan");
        toTimespan(rows, "totime");
        toGuid(rows);
        rows.add(never("totimespan", Result.TIMESPAN, Arg.of(KqlType.BOOL, KqlType.DATETIME, KqlType.GUID)));
        rows.add(never("todatetime", Result.DATETIME, Arg.of(KqlType.BOOL, KqlType.TIMESPAN, KqlType.GUID)));
        for (String name : List.of("tobool", "toboolean")) {
            rows.add(never(name, Result.BOOL, Arg.GUID));
        }
        rows.add(never("toint", Result.INT, Arg.GUID));
        rows.add(never("tolong", Result.LONG, Arg.GUID));
        for (String name : List.of("toreal", "todouble")) {
            rows.add(never(name, Result.REAL, Arg.GUID));
        }
        rows.add(never("todecimal", Result.DECIMAL, Arg.GUID));
        rows.add(scalar("tohex", Result.STRING, Arg.INT, Arg.opt(Arg.LONG))
                .keepsName()
                .nulls()
                .java(Numerals::hexOfInt)
                .doc("The hexadecimal digits of 32 bits, filled up with zeros to a length."));
        rows.add(scalar("tohex", Result.STRING, Arg.LONG, Arg.opt(Arg.LONG))
                .keepsName()
                .nulls()
                .java(Numerals::hexOfLong)
                .doc("The hexadecimal digits of 64 bits, filled up with zeros to a length."));
        rows.add(internal("real_of_dynamic", Result.REAL, Arg.DYNAMIC)
                .java(DynamicCasts::toReal)
                .doc("The number in a dynamic."));
        return List.copyOf(rows);
    }

    /** A cast that no value survives. */
    private static Fn never(String name, Result result, Arg argument) {
        String type =
                switch (((Result.Fixed) result).type()) {
                    case BOOL -> "BOOLEAN";
                    case INT -> "INT";
                    case REAL -> "DOUBLE";
                    case DECIMAL -> "STRING";
                    default -> "BIGINT";
                };
        return row(name, result, argument).sql("CAST(NULL AS " + type + ")").doc("Null: there is no such conversion.");
    }

    private static Fn.Row row(String name, Result result, Arg argument) {
        return scalar(name, result, argument).keepsName();
    }

    /** A cast under the names that the two executors have for a type. */
    private static Fn.Row cast(String name, Result result, Arg argument, String type) {
        return row(name, result, argument).sql("CAST({0} AS " + type + ")");
    }

    private static void toText(List<Fn> rows) {
        String doc = "The value's text, '' for null.";
        rows.add(row("tostring", Result.STRING, Arg.STRING).sql("{0}").doc(doc));
        rows.add(row("tostring", Result.STRING, Arg.BOOL)
                .sql("(CASE {0} WHEN TRUE THEN 'True' WHEN FALSE THEN 'False' ELSE '' END)")
                .doc(doc));
        for (Arg integer : List.of(Arg.INT, Arg.LONG)) {
            rows.add(row("tostring", Result.STRING, integer)
                    .on(Dialect.DUCKDB, "coalesce(CAST({0} AS VARCHAR), '')")
                    .on(Dialect.SPARK, "coalesce(CAST({0} AS STRING), '')")
                    .doc(doc));
        }
        for (Arg text : List.of(Arg.DECIMAL, Arg.GUID)) {
            rows.add(row("tostring", Result.STRING, text)
                    .sql("coalesce({0}, '')")
                    .doc(doc));
        }
        rows.add(row("tostring", Result.STRING, Arg.REAL)
                .nulls()
                .java((Double value) -> Values.text(value, KqlType.REAL))
                .doc(doc));
        rows.add(row("tostring", Result.STRING, Arg.DATETIME)
                .nulls()
                .java((Long value) -> Values.text(value, KqlType.DATETIME))
                .doc(doc));
        rows.add(row("tostring", Result.STRING, Arg.TIMESPAN)
                .nulls()
                .java((Long value) -> Values.text(value, KqlType.TIMESPAN))
                .doc(doc));
        rows.add(row("tostring", Result.STRING, Arg.DYNAMIC)
                .nulls()
                .java((String value) -> Values.text(value, KqlType.DYNAMIC))
                .doc("A dynamic's JSON text, or its string without quotes; '' for null."));
    }

    private static void toLong(List<Fn> rows) {
        String doc = "The value as a long, cut toward zero; null where there is no number.";
        rows.add(row("tolong", Result.LONG, Arg.LONG).sql("{0}").doc(doc));
        rows.add(cast("tolong", Result.LONG, Arg.INT, "BIGINT").doc(doc));
        rows.add(cast("tolong", Result.LONG, Arg.BOOL, "BIGINT").doc(doc));
        rows.add(row("tolong", Result.LONG, Arg.DATETIME).sql("{0}").doc("The ticks of 100 ns since year 1."));
        rows.add(row("tolong", Result.LONG, Arg.TIMESPAN).sql("{0}").doc("The ticks of 100 ns."));
        // Kusto folds constants by a cast that doesn't saturate (R23).
        rows.add(
                row("tolong", Result.LONG, Arg.constant(Arg.REAL))
                        .on(
                                Dialect.DUCKDB,
                                "(CASE WHEN isfinite({0}) THEN CASE WHEN {0} >= 9.2233720368547758e18 OR {0} < -9.2233720368547758e18"
                                        + " THEN " + LEAST_LONG
                                        + " ELSE trunc({0})::BIGINT END END)")
                        .on(
                                Dialect.SPARK,
                                "(CASE WHEN abs({0}) < double('Infinity') THEN CASE WHEN {0} >= 9.2233720368547758E18D"
                                        + " OR {0} < -9.2233720368547758E18D THEN " + LEAST_LONG
                                        + " ELSE try_cast({0} AS BIGINT) END END)")
                        .doc(
                                "Of a constant: cut toward zero, the least long where it doesn't fit; null for NaN and the infinities."));
        rows.add(row("tolong", Result.LONG, Arg.REAL)
                .on(
                        Dialect.DUCKDB,
                        "(CASE WHEN isfinite({0}) THEN least(9223372036854775807, greatest(-9223372036854775808,"
                                + " trunc(greatest(-1e19, least({0}, 1e19)))::HUGEINT))::BIGINT END)")
                .on(
                        Dialect.SPARK,
                        "(CASE WHEN {0} >= 9.2233720368547758E18D AND {0} < double('Infinity') THEN 9223372036854775807"
                                + " WHEN {0} < -9.2233720368547758E18D AND {0} > double('-Infinity') THEN " + LEAST_LONG
                                + " ELSE try_cast({0} AS BIGINT) END)")
                .doc("Cut toward zero, at the ends of a long where it doesn't fit; null for NaN and the infinities."));
        rows.add(row("tolong", Result.LONG, Arg.DECIMAL)
                .java(DecimalArithmetic::toLong)
                .doc(doc));
        rows.add(row("tolong", Result.LONG, Arg.STRING)
                .on(
                        Dialect.DUCKDB,
                        "TRY_CAST(regexp_extract({0}, '^[\\t-\\r ]*([+-]?[0-9]+)[\\t-\\r ]*$', 1) AS BIGINT)")
                .on(Dialect.SPARK, "@long_of_text({0})")
                .doc("The whole number in a text; null where there is none or it doesn't fit."));
        rows.add(internal("long_of_text", Result.LONG, Arg.STRING)
                .java(Numerals::parseLong)
                .doc("The whole number in a text."));
        rows.add(row("tolong", Result.LONG, Arg.DYNAMIC)
                .java(DynamicCasts::toLong)
                .doc(doc));
    }

    private static void toInt(List<Fn> rows) {
        String doc = "The value as an int, cut toward zero; null where there is no number.";
        rows.add(row("toint", Result.INT, Arg.INT).sql("{0}").doc(doc));
        rows.add(cast("toint", Result.INT, Arg.BOOL, "INTEGER").doc(doc));
        for (Arg whole : List.of(Arg.LONG, Arg.DATETIME, Arg.TIMESPAN)) {
            rows.add(cast("toint", Result.INT, whole, "INTEGER")
                    .sql("CAST((((({0} & 4294967295) + 2147483648) & 4294967295) - 2147483648) AS INTEGER)")
                    .doc("The lower 32 bits."));
        }
        rows.add(row("toint", Result.INT, Arg.REAL)
                .on(
                        Dialect.DUCKDB,
                        "(CASE WHEN isfinite({0}) THEN trunc(greatest(-2147483648, least({0}, 2147483647)))::INTEGER END)")
                .on(
                        Dialect.SPARK,
                        "(CASE WHEN {0} > double('-Infinity') AND {0} < double('Infinity')"
                                + " THEN CAST(greatest(-2147483648D, least({0}, 2147483647D)) AS INT) END)")
                .doc("Cut toward zero, at the ends of an int where it doesn't fit; null for NaN and the infinities."));
        rows.add(row("toint", Result.INT, Arg.DECIMAL)
                .java(Numerals::intOfDecimal)
                .doc(doc));
        rows.add(row("toint", Result.INT, Arg.STRING)
                .on(
                        Dialect.DUCKDB,
                        "TRY_CAST(regexp_extract({0}, '^[\\t-\\r ]*([+-]?[0-9]+)[\\t-\\r ]*$', 1) AS INTEGER)")
                .on(Dialect.SPARK, "@int_of_text({0})")
                .doc("The whole number in a text; null where there is none or it doesn't fit."));
        rows.add(internal("int_of_text", Result.INT, Arg.STRING)
                .java(Numerals::parseInt)
                .doc("The whole number in a text."));
        rows.add(row("toint", Result.INT, Arg.DYNAMIC).java(DynamicCasts::toInt).doc(doc));
    }

    private static void toReal(List<Fn> rows, String name) {
        String doc = "The value as a real; null where there is no number.";
        rows.add(row(name, Result.REAL, Arg.REAL).sql("{0}").doc(doc));
        rows.add(row(name, Result.REAL, Arg.BOOL)
                .sql("CAST(CAST({0} AS INTEGER) AS DOUBLE)")
                .doc(doc));
        for (Arg whole : List.of(Arg.INT, Arg.LONG, Arg.DATETIME, Arg.TIMESPAN)) {
            rows.add(cast(name, Result.REAL, whole, "DOUBLE").doc(doc));
        }
        rows.add(row(name, Result.REAL, Arg.DECIMAL).sql("CAST({0} AS DOUBLE)").doc(doc));
        rows.add(row(name, Result.REAL, Arg.STRING)
                .java(Reals::parse)
                .doc("The number in a text; null where there is none."));
        rows.add(
                row(name, Result.REAL, Arg.DYNAMIC).sql("@real_of_dynamic({0})").doc(doc));
    }

    private static void toDecimal(List<Fn> rows) {
        String doc = "The value as a decimal; null where there is no number.";
        rows.add(row("todecimal", Result.DECIMAL, Arg.DECIMAL).sql("{0}").doc(doc));
        for (Arg whole : List.of(Arg.INT, Arg.LONG, Arg.DATETIME, Arg.TIMESPAN)) {
            rows.add(row("todecimal", Result.DECIMAL, whole)
                    .on(Dialect.DUCKDB, "CAST({0} AS VARCHAR)")
                    .on(Dialect.SPARK, "CAST({0} AS STRING)")
                    .doc(doc));
        }
        rows.add(row("todecimal", Result.DECIMAL, Arg.BOOL)
                .sql("(CASE {0} WHEN TRUE THEN '1' WHEN FALSE THEN '0' END)")
                .doc(doc));
        rows.add(row("todecimal", Result.DECIMAL, Arg.REAL)
                .java((Double value) -> Decimals.of(value))
                .doc(doc));
        rows.add(row("todecimal", Result.DECIMAL, Arg.STRING)
                .java(Decimals::canonical)
                .doc("The number in a text; null where there is none."));
        rows.add(row("todecimal", Result.DECIMAL, Arg.DYNAMIC)
                .java(DynamicCasts::toDecimal)
                .doc(doc));
    }

    private static void toBool(List<Fn> rows, String name) {
        String doc = "The value as a bool: every number but zero is true.";
        rows.add(row(name, Result.BOOL, Arg.BOOL).sql("{0}").doc(doc));
        for (Arg number : List.of(Arg.INT, Arg.LONG, Arg.REAL, Arg.DATETIME, Arg.TIMESPAN)) {
            rows.add(row(name, Result.BOOL, number).sql("({0} <> 0)").doc(doc));
        }
        rows.add(row(name, Result.BOOL, Arg.DECIMAL).sql("({0} <> '0')").doc(doc));
        rows.add(row(name, Result.BOOL, Arg.STRING)
                .sql(
                        "(CASE lower(trim({0})) WHEN 'true' THEN TRUE WHEN '1' THEN TRUE WHEN 'false' THEN FALSE WHEN '0' THEN FALSE END)")
                .doc("true, false, 1 or 0 in a text; null for anything else."));
        rows.add(row(name, Result.BOOL, Arg.DYNAMIC).java(DynamicCasts::toBool).doc(doc));
    }

    private static void toDatetime(List<Fn> rows) {
        String doc = "The value as a datetime; null where there is none.";
        rows.add(row("todatetime", Result.DATETIME, Arg.DATETIME).sql("{0}").doc(doc));
        for (Arg whole : List.of(Arg.INT, Arg.LONG)) {
            rows.add(row("todatetime", Result.DATETIME, whole)
                    .sql(OperatorFunctions.inRange("CAST({0} AS BIGINT)"))
                    .doc("The datetime of so many ticks of 100 ns since year 1."));
        }
        rows.add(row("todatetime", Result.DATETIME, Arg.REAL)
                .java(Numerals::ticksOfReal)
                .doc("The datetime of so many ticks, cut to whole ones."));
        rows.add(row("todatetime", Result.DATETIME, Arg.DECIMAL)
                .java(Numerals::ticksOfDecimal)
                .doc("The datetime of so many ticks, cut to whole ones."));
        rows.add(row("todatetime", Result.DATETIME, Arg.STRING)
                .java(Ticks::parse)
                .doc("The datetime in a text; null where there is none."));
        rows.add(row("todatetime", Result.DATETIME, Arg.DYNAMIC)
                .java(DynamicCasts::toDatetime)
                .doc(doc));
    }

    private static void toTimespan(List<Fn> rows, String name) {
        String doc = "The value as a timespan; null where there is none.";
        rows.add(row(name, Result.TIMESPAN, Arg.TIMESPAN).sql("{0}").doc(doc));
        rows.add(cast(name, Result.TIMESPAN, Arg.INT, "BIGINT").doc("The timespan of so many ticks of 100 ns."));
        rows.add(row(name, Result.TIMESPAN, Arg.LONG).sql("{0}").doc("The timespan of so many ticks of 100 ns."));
        rows.add(row(name, Result.TIMESPAN, Arg.REAL)
                .on(Dialect.DUCKDB, "TRY_CAST(trunc({0}) AS BIGINT)")
                .on(Dialect.SPARK, "try_cast({0} AS BIGINT)")
                .doc("The timespan of so many ticks, cut to whole ones."));
        rows.add(row(name, Result.TIMESPAN, Arg.DECIMAL)
                .java(DecimalArithmetic::toLong)
                .doc("The timespan of so many ticks, cut to whole ones."));
        rows.add(row(name, Result.TIMESPAN, Arg.STRING)
                .java(Timespans::parse)
                .doc("The timespan in a text; null where there is none."));
        rows.add(row(name, Result.TIMESPAN, Arg.DYNAMIC)
                .java(DynamicCasts::toTimespan)
                .doc(doc));
    }

    private static void toGuid(List<Fn> rows) {
        String doc = "The guid of 32 hexadecimal digits; null where there are others.";
        rows.add(row("toguid", Result.GUID, Arg.GUID).sql("{0}").doc(doc));
        rows.add(row("toguid", Result.GUID, Arg.STRING).java(Guids::parse).doc(doc));
        rows.add(row("toguid", Result.GUID, Arg.DYNAMIC)
                .java(DynamicCasts::toGuid)
                .doc(doc));
    }
}
