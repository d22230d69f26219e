package dev.kelp.docs;

import dev.kelp.functions.Arg;
import dev.kelp.functions.Dialect;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.functions.Result;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of functions: a table per family, a line per name and meaning; overloads that differ in types alone share a line. */
final class FunctionPages {
    /** A meaning with rows of more lengths than this is one whose arguments repeat. */
    private static final int MOST_LENGTHS = 4;

    private static final String HEAD = """
            # Functions

            Written from the engine's tables by `dev/docs-update`; a test fails when it is out of date.

            `T` stands for one type throughout a call, `number` for int, long, real or decimal, `[x]` may be left out, `x…` may be
            repeated, and so may what stands before a last `…`. Behind each table stand examples with their columns and rows; tests run
            them. A function that fails on a value answers null ([rules](semantics.md#r44)).

            """;

    private FunctionPages() {}

    static String page() {
        StringBuilder out = new StringBuilder(HEAD);
        Examples examples = new Examples();
        Functions.families().forEach((title, rows) -> {
            Map<String, List<Fn>> names =
                    rows.stream().collect(Collectors.groupingBy(Fn::name, TreeMap::new, Collectors.toList()));
            if (!names.isEmpty()) {
                out.append("## ").append(title).append("\n\n");
                out.append("| call | result | | DuckDB | Spark |\n|---|---|---|---|---|\n");
                names.values().forEach(overloads -> lines(overloads).forEach(out::append));
                out.append('\n')
                        .append(Examples.blocks(names.keySet().stream().flatMap(name -> examples.ofCall(name).stream()
                                .map(golden -> Map.entry(name, golden)))));
            }
        });
        return out.toString().stripTrailing() + "\n";
    }

    private record Meaning(int arguments, String result, String doc) {}

    private static List<String> lines(List<Fn> overloads) {
        Map<Meaning, List<Fn>> meanings = new LinkedHashMap<>();
        for (Fn row : overloads) {
            Meaning meaning = new Meaning(row.args().size(), result(row.result()), row.doc());
            meanings.computeIfAbsent(meaning, k -> new ArrayList<>()).add(row);
        }
        List<String> lines = new ArrayList<>();
        Set<String> repeating = new HashSet<>();
        meanings.forEach((meaning, rows) -> {
            boolean repeats = meanings.keySet().stream()
                            .filter(other -> other.doc().equals(meaning.doc()))
                            .map(Meaning::arguments)
                            .distinct()
                            .count()
                    > MOST_LENGTHS;
            if (!repeats || repeating.add(meaning.doc())) {
                lines.add("| `" + signature(rows, repeats) + "` | " + meaning.result() + " | " + meaning.doc() + " | "
                        + runs(rows, Dialect.DUCKDB) + " | " + runs(rows, Dialect.SPARK) + " |\n");
            }
        });
        return lines;
    }

    private static String signature(List<Fn> rows, boolean repeats) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < rows.get(0).args().size(); i++) {
            int place = i;
            Arg first = rows.get(0).args().get(i);
            String types = types(rows.stream().map(row -> row.args().get(place)).toList());
            String argument = types + (first.rest() ? "…" : "");
            arguments.add(first.optional() ? "[" + argument + "]" : argument);
        }
        return rows.get(0).name() + "(" + String.join(", ", arguments) + (repeats ? ", …" : "") + ")";
    }

    private static String types(List<Arg> overloads) {
        if (overloads.stream().map(FunctionPages::types).distinct().count() == 1) {
            return types(overloads.get(0));
        }
        Set<KqlType> types = EnumSet.noneOf(KqlType.class);
        overloads.forEach(arg -> types.addAll(arg.text() || arg.json() ? Arg.ANY.types() : arg.types()));
        return types(Arg.of(types.toArray(new KqlType[0])));
    }

    private static String types(Arg arg) {
        if (arg.text() || arg.json() || arg.types().equals(Arg.ANY.types())) {
            return arg.variable() ? "T" : "any";
        }
        if (arg.types().equals(Arg.NUMBER.types())) {
            return "number";
        }
        if (arg.types().equals(Arg.SCALAR.types())) {
            return "scalar";
        }
        if (arg.variable()) {
            return "T";
        }
        return arg.types().stream()
                .sorted(Comparator.naturalOrder())
                .map(KqlType::kql)
                .collect(Collectors.joining("/"));
    }

    private static String result(Result result) {
        if (result instanceof Result.Fixed fixed) {
            return fixed.type().kql();
        }
        if (result instanceof Result.Named named) {
            return "the type named, else " + named.otherwise().kql();
        }
        return result.equals(Result.PROMOTED) ? "T, int as long" : "T";
    }

    private static String runs(List<Fn> rows, Dialect dialect) {
        long count = rows.stream().filter(row -> row.runsOn(dialect)).count();
        return count == rows.size() ? "yes" : count == 0 ? "no" : "in part";
    }
}
