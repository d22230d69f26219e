package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
            internal("same_value", Result.BOOL, Arg.T, Arg.T)
                    .sql("({0} IS NOT DISTINCT FROM {1})")
                    .on(Dialect.SPARK, "({0} <=> {1})")
                    .doc("Whether two values are the same, null like any other."),
            internal("least_of_group", Result.T, Arg.T).sql("min({0})").doc("The least carrier of a group."),
            internal("greatest_of_group", Result.T, Arg.T)
                    .sql("max({0})")
                    .doc("The greatest carrier of a group, any of equal standing where values have no order."),
            internal("pack_pairs", Result.DYNAMIC, Arg.rest(Arg.JSON))
                    .nulls()
                    .javaAll(arguments -> pack(arguments, false))
                    .doc("A bag of names and values in turn."),
            internal("pack_without_empty", Result.DYNAMIC, Arg.rest(Arg.JSON))
                    .nulls()
                    .javaAll(arguments -> pack(arguments, true))
                    .doc("A bag of names and values in turn, nulls and empty texts left out (R109)."),
            internal("modulo_by", Result.LONG, Arg.LONG, Arg.LONG)
                    .sql("CASE WHEN {0} >= 0 THEN {0} % {1} ELSE ({0} % {1} + {1}) % {1} END")
                    .doc("A remainder by a positive constant, never negative (R58)."),
            internal("parse_key_values", Result.DYNAMIC, Arg.STRING, Arg.STRING)
                    .java(KeyValues::values)
                    .doc("The texts of the values that parse-kv finds, as an array in the order of its keys."),
            internal("parse_pattern", Result.DYNAMIC, Arg.STRING, Arg.STRING)
                    .java(ParsePattern::columns)
                    .doc(
                            "The columns a pattern of parse cuts out of a text, as an array; null where it does not match."));

    private PlanFunctions() {}

    private static String pack(@Nullable Object[] arguments, boolean skipEmpty) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            Object value = arguments[i + 1];
            if (skipEmpty && (value == null || value.equals("\"\""))) {
                continue;
            }
            out.append(out.length() > 1 ? "," : "")
                    .append(arguments[i])
                    .append(':')
                    .append(value == null ? "null" : value);
        }
        return out.append('}').toString();
    }
}
