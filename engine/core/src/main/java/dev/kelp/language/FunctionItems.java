package dev.kelp.language;

import dev.kelp.functions.Arg;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.functions.Result;
import dev.kelp.language.Completions.Item;
import dev.kelp.language.Completions.Kind;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The function table as suggestions, made once. */
final class FunctionItems {
    /**
     * @param results the types its overloads may yield; empty where that depends on their arguments
     */
    record Callable(Item item, boolean scalar, boolean aggregate, Set<KqlType> results) {}

    private static final List<Callable> ALL = Functions.names().stream()
            .filter(name -> !name.startsWith("__"))
            .map(FunctionItems::callable)
            .toList();

    private FunctionItems() {}

    static List<Callable> all() {
        return ALL;
    }

    private static Callable callable(String name) {
        List<Fn> rows = Functions.callable(name);
        boolean aggregate = rows.stream().anyMatch(r -> r.kind() == Fn.Kind.AGGREGATE);
        boolean scalar = rows.stream().anyMatch(r -> r.kind() != Fn.Kind.AGGREGATE);
        Set<KqlType> results = EnumSet.noneOf(KqlType.class);
        for (Fn row : rows) {
            if (row.result() instanceof Result.Fixed fixed) {
                results.add(fixed.type());
            }
        }
        return new Callable(item(name, rows, aggregate && !scalar), scalar, aggregate, results);
    }

    private static Item item(String name, List<Fn> rows, boolean aggregate) {
        boolean bare = rows.stream().allMatch(r -> r.args().isEmpty());
        String signatures = signatures(rows);
        return new Item(
                name,
                aggregate ? Kind.AGGREGATE : Kind.FUNCTION,
                name + (bare ? "()" : "("),
                rows.isEmpty() ? name + "(…)" : Signatures.of(rows.get(0)),
                signatures + "\n" + docs(rows));
    }

    static String signatures(List<Fn> rows) {
        return rows.stream().map(Signatures::of).distinct().limit(6).collect(Collectors.joining("\n"));
    }

    static String docs(List<Fn> rows) {
        return rows.stream()
                .map(Fn::doc)
                .filter(d -> !d.isEmpty())
                .distinct()
                .limit(3)
                .collect(Collectors.joining("\n"));
    }

    /** The types that a function takes at a place; all where it takes any or is none of the table's. */
    static Set<KqlType> wanted(String function, int index) {
        Set<KqlType> wanted = EnumSet.noneOf(KqlType.class);
        List<Arg> args = new ArrayList<>();
        for (Fn row : Functions.callable(function)) {
            Arg arg = Signatures.argument(row, index);
            if (arg != null) {
                args.add(arg);
            }
        }
        args.forEach(a -> wanted.addAll(a.types()));
        boolean any = args.isEmpty() || args.stream().anyMatch(a -> a.text() || a.json());
        return any ? EnumSet.allOf(KqlType.class) : wanted;
    }
}
