package dev.kelp.language;

import dev.kelp.functions.Arg;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Result;
import dev.kelp.plan.Column;
import dev.kelp.syntax.Expr;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How functions and tables are written for people. */
final class Signatures {
    private Signatures() {}

    /** {@code strlen(string): long}. */
    static String of(Fn function) {
        String arguments = function.args().stream().map(Signatures::of).collect(Collectors.joining(", ", "(", ")"));
        String result = function.result() instanceof Result.Fixed fixed
                ? ": " + fixed.type().kql()
                : "";
        return function.name() + arguments + result;
    }

    private static String of(Arg arg) {
        String only = arg.only();
        String types;
        if (only != null) {
            types = "'" + only + "'";
        } else if (arg.types().size() == KqlType.values().length || arg.text() || arg.json()) {
            types = "any";
        } else if (arg.types().size() > 4) {
            types = arg.types().stream().allMatch(KqlType::isNumber) ? "number" : "scalar";
        } else {
            types = arg.types().stream().sorted().map(KqlType::kql).collect(Collectors.joining("|"));
        }
        return (arg.optional() ? "[" + types + "]" : types) + (arg.rest() ? ", …" : "");
    }

    static String of(String name, Expr.Function function) {
        return function.parameters().stream().map(Signatures::of).collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String of(Expr.Parameter parameter) {
        KqlType type = parameter.type();
        if (type != null) {
            return parameter.name() + ": " + type.kql() + (parameter.defaultValue() == null ? "" : " = …");
        }
        String columns = parameter.columns().stream()
                .map(c -> c.name() + ": " + c.type().kql())
                .collect(Collectors.joining(", "));
        return parameter.name() + ": (" + (columns.isEmpty() ? "*" : columns) + ")";
    }

    /** {@code a: long, b: string}. */
    static String of(List<Column> columns) {
        return columns.stream().map(c -> of(c.name(), c.type())).collect(Collectors.joining(", "));
    }

    static String of(String name, @Nullable KqlType type) {
        return type == null ? name : name + ": " + type.kql();
    }

    /** The types of an overload's argument; null where any will do or it has none there. */
    static @Nullable Arg argument(Fn function, int index) {
        List<Arg> args = function.args();
        if (index < args.size()) {
            return args.get(index);
        }
        return !args.isEmpty() && args.get(args.size() - 1).rest() ? args.get(args.size() - 1) : null;
    }
}
