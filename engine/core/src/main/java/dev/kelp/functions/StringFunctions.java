package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;
import static dev.kelp.functions.Fn.scalar;

import java.util.ArrayList;
import java.util.List;

/** Strings: parts, places, joins, case and code points (rules R31, R51, R83 to R89). Lengths and places count code points. */
final class StringFunctions {
    static final List<Fn> ROWS = rows();

    private StringFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        measures(rows);
        parts(rows);
        joins(rows);
        letters(rows);
        codePoints(rows);
        return List.copyOf(rows);
    }

    private static Fn.Row text(String name, Arg... args) {
        return scalar(name, Result.STRING, args);
    }

    private static Fn.Row number(String name, Arg... args) {
        return scalar(name, Result.LONG, args);
    }

    private static void measures(List<Fn> rows) {
        rows.add(number("strlen", Arg.STRING)
                .named("strlen")
                .sql("CAST(length({0}) AS BIGINT)")
                .doc("How many code points a string has."));
        rows.add(number("string_size", Arg.STRING)
                .named("string_size")
                .on(Dialect.DUCKDB, "CAST(strlen({0}) AS BIGINT)")
                .on(Dialect.SPARK, "CAST(octet_length({0}) AS BIGINT)")
                .doc("How many bytes a string has in UTF-8."));
        String where = "Where a text first occurs, counted from 0; -1 where it doesn't.";
        rows.add(number("indexof", Arg.TEXT, Arg.TEXT)
                .on(Dialect.DUCKDB, "(instr({0}, nullif({1}, '')) - 1)")
                .on(Dialect.SPARK, "CAST(instr({0}, nullif({1}, '')) - 1 AS BIGINT)")
                .doc(where));
        rows.add(number("indexof", Arg.TEXT, Arg.TEXT, Arg.LONG, Arg.opt(Arg.LONG), Arg.opt(Arg.LONG))
                .java(Texts::indexOf)
                .doc("Where a text occurs from a start on, within a length, for the given time; -1 where it doesn't."));
        rows.add(
                number(
                                "indexof_regex",
                                Arg.TEXT,
                                Regexes.REGEX,
                                Arg.opt(Arg.LONG),
                                Arg.opt(Arg.LONG),
                                Arg.opt(Arg.LONG))
                        .java(Texts::indexOfRegex)
                        .doc(
                                "Where a regular expression matches from a start on, within a length, for the given time; -1 where it doesn't."));
        rows.add(
                number("countof", Arg.STRING, Arg.STRING, Arg.opt(Arg.STRING))
                        .java(Texts::countOf)
                        .doc(
                                "How often a text occurs, overlapping, or how many matches a regular expression has (kind 'regex')."));
        rows.add(number("strcmp", Arg.TEXT, Arg.TEXT)
                .sql("CAST(CASE WHEN {0} < {1} THEN -1 WHEN {0} = {1} THEN 0 ELSE 1 END AS BIGINT)")
                .doc("-1, 0 or 1, as the first string comes before, is, or comes after the second by code points."));
        rows.add(scalar("isascii", Result.BOOL, Arg.TEXT)
                .on(Dialect.DUCKDB, "(strlen({0}) = length({0}))")
                .on(Dialect.SPARK, "(octet_length({0}) = length({0}))")
                .doc("Whether a string has ASCII characters only."));
        rows.add(scalar("isutf8", Result.BOOL, Arg.TEXT)
                .sql("({0} IS NOT NULL)")
                .doc("Whether a string is valid UTF-8; every string is."));
        rows.add(number("has_any_index", Arg.STRING, Arg.DYNAMIC)
                .nulls()
                .java(Terms::anyIndex)
                .doc("The place in an array of the first text that is a term of the string; -1 where none is."));
    }

    private static void parts(List<Fn> rows) {
        String part =
                "The part from a place on, counted from 0, or from the end where negative, to the end or of a length; '' outside.";
        rows.add(text("substring", Arg.TEXT, Arg.LONG)
                .on(
                        Dialect.DUCKDB,
                        "coalesce(CASE WHEN {1} >= 0 THEN substr({0}, least({1}, 2147483646) + 1)"
                                + " WHEN length({0}) + {1} >= 0 THEN substr({0}, length({0}) + {1} + 1) END, '')")
                .on(Dialect.SPARK, "@substring({0}, {1}, 2147483647L)")
                .doc(part));
        rows.add(text("substring", Arg.TEXT, Arg.LONG, Arg.LONG)
                .on(
                        Dialect.DUCKDB,
                        "coalesce(CASE WHEN {1} >= 0 THEN substr({0}, least({1}, 2147483646) + 1, "
                                + "least(greatest({2}, 0), 2147483647)) WHEN length({0}) + {1} >= 0 THEN substr({0}, length({0}) + {1} + 1, "
                                + "least(greatest({2}, 0), 2147483647)) END, '')")
                .on(Dialect.SPARK, "@substring({0}, {1}, {2})")
                .doc(part));
        rows.add(internal("substring", Result.STRING, Arg.STRING, Arg.LONG, Arg.LONG)
                .nulls()
                .java(Texts::substring)
                .doc(part));
        rows.add(scalar("split", Result.DYNAMIC, Arg.TEXT, Arg.STRING, Arg.opt(Arg.LONG))
                .keepsName()
                .java(Texts::split)
                .doc("An array of the pieces between a delimiter, or of the one piece at a place."));
        rows.add(text("replace_string", Arg.STRING, Arg.STRING, Arg.STRING)
                .sql("replace({0}, {1}, {2})")
                .doc("The text with every occurrence of another text replaced."));
        rows.add(text("replace_strings", Arg.STRING, Arg.DYNAMIC, Arg.DYNAMIC)
                .nulls()
                .java(Texts::replaceStrings)
                .doc("The text with the occurrences of several texts replaced, each of the earlier ones first."));
        rows.add(
                text("translate", Arg.STRING, Arg.STRING, Arg.STRING)
                        .java(Texts::translate)
                        .doc(
                                "The third string with each character of the first replaced by that of the second at the same place."));
    }

    private static void joins(List<Fn> rows) {
        rows.add(text("strcat", Arg.rest(Arg.TEXT))
                .sql("concat({0...})")
                .doc("The values' texts, one after the other."));
        rows.add(text("strcat_delim", Arg.TEXT, Arg.TEXT, Arg.rest(Arg.TEXT))
                .sql("concat_ws({0...})")
                .doc("The values' texts with the first one between them."));
        for (String name : List.of("strcat_array", "array_strcat")) {
            rows.add(text(name, Arg.DYNAMIC, Arg.TEXT)
                    .nulls()
                    .java(Texts::joinArray)
                    .doc("The texts of an array's elements with a delimiter between them."));
        }
        rows.add(text("strrep", Arg.TEXT, Arg.LONG, Arg.opt(Arg.TEXT))
                .nulls()
                .java(Texts::repeat)
                .doc("The value's text so many times, at most 1024, with a delimiter between."));
        rows.add(text("reverse", Arg.TEXT).java(Texts::reverse).doc("The code points of a text from last to first."));
    }

    private static void letters(List<Fn> rows) {
        rows.add(text("tolower", Arg.TEXT).sql("lower({0})").doc("The text in lower case."));
        rows.add(text("toupper", Arg.TEXT)
                // KQL has no capital sharp s.
                .on(Dialect.DUCKDB, "replace(upper({0}), 'ẞ', 'ß')")
                .on(Dialect.SPARK, "@upper({0})")
                .doc("The text in upper case."));
        rows.add(internal("upper", Result.STRING, Arg.STRING).java(Texts::upper).doc("The text in upper case."));
    }

    private static void codePoints(List<Fn> rows) {
        for (String name : List.of("unicode_codepoints_from_string", "to_utf8")) {
            rows.add(scalar(name, Result.DYNAMIC, Arg.TEXT)
                    .java(Texts::codePoints)
                    .doc("An array of a text's code points."));
        }
        for (String name : List.of("unicode_codepoints_to_string", "make_string")) {
            rows.add(text(name, Arg.rest(Arg.JSON))
                    .nulls()
                    .javaAll(Texts::ofCodePoints)
                    .doc("The string of code points, given as numbers or arrays of numbers."));
        }
    }
}
