package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;

import java.util.List;

/** Rows that no query names: what operators are lowered to. */
final class PlanFunctions {
    static final List<Fn> ROWS = List.of(
            internal("string_or_empty", Result.STRING, Arg.STRING)
                    .sql("coalesce({0}, '')")
                    .doc("A string that SQL made null, as KQL's empty string (R33)."),
            internal("value_of_row", Result.T, Arg.T)
                    .sql("any_value({0}){F}")
                    .on(Dialect.SPARK, "any_value({0}){F}")
                    .doc("The value of the one row its filter lets through."),
            internal("parse_pattern", Result.DYNAMIC, Arg.STRING, Arg.STRING)
                    .java(ParsePattern::columns)
                    .doc(
                            "The columns a pattern of parse cuts out of a text, as an array; null where it does not match."));

    private PlanFunctions() {}
}
