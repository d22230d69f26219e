package dev.kelp.functions;

import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Choice and emptiness (rules R33, R38, R39, R42, R49). */
final class ControlFunctions {
    /** How many condition-value pairs {@code case} takes. */
    private static final int MOST_CASES = 64;

    private static final Arg NOT_STRING = Arg.of(
            KqlType.BOOL,
            KqlType.INT,
            KqlType.LONG,
            KqlType.REAL,
            KqlType.DECIMAL,
            KqlType.DATETIME,
            KqlType.TIMESPAN,
            KqlType.GUID,
            KqlType.DYNAMIC);

    static final List<Fn> ROWS = rows();

    private ControlFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        choices(rows);
        emptiness(rows);
        extremes(rows);
        rows.add(scalar("around", Result.BOOL, Arg.ANY, Arg.ANY, Arg.ANY)
                .macro("_0 >= _1 - _2 and _0 <= _1 + _2")
                .doc("Whether a value is no farther from a center than a distance."));
        return List.copyOf(rows);
    }

    private static void choices(List<Fn> rows) {
        for (String name : List.of("iff", "iif")) {
            rows.add(scalar(name, Result.T, Arg.BOOL, Arg.T, Arg.T)
                    .sql("(CASE WHEN {0} THEN {1} ELSE {2} END)")
                    .doc("The second value where the condition holds, the third otherwise."));
        }
        for (int pairs = 1; pairs <= MOST_CASES; pairs++) {
            List<Arg> args = new ArrayList<>();
            StringBuilder sql = new StringBuilder("(CASE");
            for (int i = 0; i < pairs; i++) {
                args.add(Arg.BOOL);
                args.add(Arg.T);
                sql.append(" WHEN {")
                        .append(2 * i)
                        .append("} THEN {")
                        .append(2 * i + 1)
                        .append('}');
            }
            args.add(Arg.T);
            sql.append(" ELSE {").append(2 * pairs).append("} END)");
            rows.add(scalar("case", Result.T, args.toArray(new Arg[0]))
                    .sql(sql.toString())
                    .doc("The value after the first condition that holds, the last value where none does."));
        }
        String first = "The first value that isn't null, for strings that isn't empty.";
        rows.add(scalar("coalesce", Result.STRING, Arg.STRING, Arg.STRING)
                .sql("coalesce(nullif({0}, ''), {1})")
                .doc(first));
        rows.add(scalar("coalesce", Result.STRING, Arg.STRING, Arg.STRING, Arg.STRING)
                .sql("coalesce(nullif({0}, ''), nullif({1}, ''), {2})")
                .doc(first));
        rows.add(scalar("coalesce", Result.STRING, Arg.STRING, Arg.STRING, Arg.STRING, Arg.rest(Arg.STRING))
                .nulls()
                .javaAll(ControlFunctions::firstNotEmpty)
                .doc(first));
        rows.add(scalar("coalesce", Result.T, Arg.T, Arg.rest(Arg.T))
                .sql("coalesce({0...})")
                .doc(first));
    }

    static String firstNotEmpty(@Nullable Object[] values) {
        for (Object value : values) {
            if (value != null && !value.equals("")) {
                return (String) value;
            }
        }
        return "";
    }

    private static void emptiness(List<Fn> rows) {
        for (String name : List.of("isempty", "isnotempty", "notempty")) {
            boolean wanted = name.equals("isempty");
            String doc = wanted
                    ? "Whether a value is null or the empty string."
                    : "Whether a value is neither null nor the empty string.";
            rows.add(scalar(name, Result.BOOL, Arg.STRING)
                    .sql(wanted ? "({0} = '')" : "({0} <> '')")
                    .doc(doc));
            rows.add(scalar(name, Result.BOOL, Arg.DYNAMIC)
                    .sql((wanted ? "(coalesce({0}, '\"\"') = " : "(coalesce({0}, '\"\"') <> ") + "'\"\"')")
                    .doc(doc));
            rows.add(scalar(name, Result.BOOL, NOT_STRING)
                    .sql(wanted ? "({0} IS NULL)" : "({0} IS NOT NULL)")
                    .doc(doc));
        }
        for (String name : List.of("isnull", "isnotnull", "notnull")) {
            boolean wanted = name.equals("isnull");
            String doc = wanted
                    ? "Whether a value is null; a string never is."
                    : "Whether a value isn't null; a string never is.";
            rows.add(scalar(name, Result.BOOL, Arg.STRING)
                    .sql(wanted ? "FALSE" : "TRUE")
                    .doc(doc));
            rows.add(scalar(name, Result.BOOL, NOT_STRING)
                    .sql(wanted ? "({0} IS NULL)" : "({0} IS NOT NULL)")
                    .doc(doc));
        }
    }

    private static void extremes(List<Fn> rows) {
        List<Arg> types = List.of(Arg.INT, Arg.LONG, Arg.REAL, Arg.STRING, Arg.DATETIME, Arg.TIMESPAN, Arg.BOOL);
        List<Result> results = List.of(
                Result.INT, Result.LONG, Result.REAL, Result.STRING, Result.DATETIME, Result.TIMESPAN, Result.BOOL);
        for (int i = 0; i < types.size(); i++) {
            rows.add(scalar("max_of", results.get(i), types.get(i), Arg.rest(types.get(i)))
                    .sql("greatest({0...})")
                    .doc("The greatest of the values, nulls left out."));
            rows.add(scalar("min_of", results.get(i), types.get(i), Arg.rest(types.get(i)))
                    .sql("least({0...})")
                    .doc("The least of the values, nulls left out."));
        }
        rows.add(scalar("max_of", Result.DECIMAL, Arg.DECIMAL, Arg.rest(Arg.DECIMAL))
                .nulls()
                .javaAll(values -> DecimalArithmetic.extreme(values, 1))
                .doc("The greatest of the values, nulls left out."));
        rows.add(scalar("min_of", Result.DECIMAL, Arg.DECIMAL, Arg.rest(Arg.DECIMAL))
                .nulls()
                .javaAll(values -> DecimalArithmetic.extreme(values, -1))
                .doc("The least of the values, nulls left out."));
    }
}
