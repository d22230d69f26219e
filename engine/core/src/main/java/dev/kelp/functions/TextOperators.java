package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;
import static dev.kelp.functions.Fn.scalar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators on strings (rules R75 to R81, R90): equality without case, parts, terms, regular expressions. */
final class TextOperators {
    /** A term begins after, and ends before, anything that is neither letter nor digit. */
    private static final String BEFORE = "(?:^|[^\\pL\\p{Nd}])";

    private static final String AFTER = "(?:$|[^\\pL\\p{Nd}])";

    static final List<Fn> ROWS = rows();

    private TextOperators() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        pair(rows, "=~", "!~", "(lower({0}) = lower({1}))", null, "Whether two strings are equal but for case.");
        pair(
                rows,
                "contains",
                "!contains",
                "contains(lower({0}), lower({1}))",
                null,
                "Whether a text occurs in another, in any case.");
        pair(rows, "contains_cs", "!contains_cs", "contains({0}, {1})", null, "Whether a text occurs in another.");
        pair(
                rows,
                "startswith",
                "!startswith",
                "starts_with(lower({0}), lower({1}))",
                "startswith(lower({0}), lower({1}))",
                "Whether a string begins with a text, in any case.");
        pair(
                rows,
                "startswith_cs",
                "!startswith_cs",
                "starts_with({0}, {1})",
                "startswith({0}, {1})",
                "Whether a string begins with a text.");
        pair(
                rows,
                "endswith",
                "!endswith",
                "ends_with(lower({0}), lower({1}))",
                "endswith(lower({0}), lower({1}))",
                "Whether a string ends with a text, in any case.");
        pair(
                rows,
                "endswith_cs",
                "!endswith_cs",
                "ends_with({0}, {1})",
                "endswith({0}, {1})",
                "Whether a string ends with a text.");
        term(rows, "has", true, true, "Whether a text occurs as a whole term");
        term(rows, "hasprefix", true, false, "Whether a term begins with a text");
        term(rows, "hassuffix", false, true, "Whether a term ends with a text");
        bodies(rows);
        String regex = "Whether a regular expression matches anywhere.";
        rows.add(scalar("matches regex", Result.BOOL, Arg.STRING, Arg.constant(Regexes.REGEX))
                .on(
                        Dialect.DUCKDB,
                        "(CASE WHEN @re2({1}) IS NULL THEN @matches_regex({0}, {1})"
                                + " ELSE regexp_matches({0}, @re2({1})) END)")
                .on(Dialect.SPARK, "@matches_regex({0}, {1})")
                .doc(regex));
        rows.add(scalar("matches regex", Result.BOOL, Arg.STRING, Arg.STRING)
                .sql("@matches_regex({0}, {1})")
                .doc(regex));
        rows.add(scalar("has_any", Result.BOOL, Arg.STRING, Arg.DYNAMIC)
                .nulls()
                .java(Terms::hasAny)
                .doc("Whether any text of an array occurs as a whole term."));
        rows.add(scalar("has_all", Result.BOOL, Arg.STRING, Arg.DYNAMIC)
                .nulls()
                .java(Terms::hasAll)
                .doc("Whether every text of an array occurs as a whole term."));
        return List.copyOf(rows);
    }

    private static void pair(
            List<Fn> rows, String name, String negated, String template, @Nullable String spark, String doc) {
        pair(rows, Arg.STRING, name, negated, template, spark == null ? template : spark, doc);
    }

    private static void pair(
            List<Fn> rows, Arg right, String name, String negated, String duckdb, String spark, String doc) {
        rows.add(scalar(name, Result.BOOL, Arg.STRING, right)
                .on(Dialect.DUCKDB, duckdb)
                .on(Dialect.SPARK, spark)
                .doc(doc));
        rows.add(scalar(negated, Result.BOOL, Arg.STRING, right)
                .on(Dialect.DUCKDB, "(NOT " + duckdb + ")")
                .on(Dialect.SPARK, "(NOT " + spark + ")")
                .doc("The contrary of " + name + "."));
    }

    /**
     * A cheap search throws out the rows that can't match. Of those left over DuckDB asks RE2, which folds the pattern made of a
     * constant needle; a needle of every row's own, and Spark, whose expressions know no Unicode boundaries, ask the Java body.
     */
    private static void term(List<Fn> rows, String name, boolean begins, boolean ends, String doc) {
        String pattern = edge(begins, "^[\\pL\\p{Nd}]", BEFORE) + "regexp_escape({1})" + edgeAfter(ends);
        String anyCase = "(contains(lower({0}), lower({1})) AND ";
        String exact = "(contains({0}, {1}) AND ";
        for (Arg needle : List.of(Arg.constant(Arg.STRING), Arg.STRING)) {
            String body = anyCase + "@" + name + "({0}, {1}))";
            String regex = anyCase + "regexp_matches({0}, '(?i)' || " + pattern + "))";
            pair(rows, needle, name, "!" + name, needle.constant() ? regex : body, body, doc + ", in any case.");
            String cs = name + "_cs";
            body = exact + "@" + cs + "({0}, {1}))";
            regex = exact + "regexp_matches({0}, " + pattern + "))";
            pair(rows, needle, cs, "!" + cs, needle.constant() ? regex : body, body, doc + ".");
        }
    }

    private static String edge(boolean wanted, String alphanumeric, String boundary) {
        return wanted
                ? "CASE WHEN regexp_matches({1}, '" + alphanumeric + "') THEN '" + boundary + "' ELSE '' END || "
                : "";
    }

    private static String edgeAfter(boolean wanted) {
        return wanted ? " || CASE WHEN regexp_matches({1}, '[\\pL\\p{Nd}]$') THEN '" + AFTER + "' ELSE '' END" : "";
    }

    private static void bodies(List<Fn> rows) {
        rows.add(text("has").java(Terms::has).doc("The operator has."));
        rows.add(text("has_cs").java(Terms::hasCs).doc("The operator has_cs."));
        rows.add(text("hasprefix").java(Terms::hasPrefix).doc("The operator hasprefix."));
        rows.add(text("hasprefix_cs").java(Terms::hasPrefixCs).doc("The operator hasprefix_cs."));
        rows.add(text("hassuffix").java(Terms::hasSuffix).doc("The operator hassuffix."));
        rows.add(text("hassuffix_cs").java(Terms::hasSuffixCs).doc("The operator hassuffix_cs."));
        rows.add(text("matches_regex").java(Regexes::matches).doc("The operator matches regex."));
        // Said to be a dynamic because a string is never null.
        rows.add(internal("re2", Result.DYNAMIC, Arg.STRING)
                .java(RegexSyntax::re2)
                .doc("A regular expression in RE2's syntax with the same meaning, null where there is none."));
    }

    private static Fn.Row text(String name) {
        return internal(name, Result.BOOL, Arg.STRING, Arg.STRING);
    }
}
