package dev.kelp.bind;

import dev.kelp.functions.Arg;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Result;
import dev.kelp.plan.Scalar;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks the overload that the arguments reach with the least conversion, and converts them. */
final class OverloadResolver {
    /** More than any conversion: a row that wants a constant is taken for other values only where there is none beside it. */
    private static final int NOT_CONSTANT = 1000;

    /** More than to any other overload of a number. */
    private static final int DECIMAL_TO_REAL = 9;

    private OverloadResolver() {}

    /**
     * @param types of {@code typeof(…)} arguments, null where an argument is a value; such an argument's scalar is ignored
     * @throws dev.kelp.text.KqlException where no overload takes the arguments
     */
    static Scalar.Call resolve(
            String name, List<Fn> rows, List<Scalar> arguments, List<@Nullable KqlType> types, Span span) {
        Fn best = null;
        int bestCost = Integer.MAX_VALUE;
        for (Fn row : rows) {
            int cost = cost(row, arguments, types);
            if (cost >= 0 && cost < bestCost) {
                best = row;
                bestCost = cost;
            }
        }
        if (best == null) {
            throw refusal(name, rows, arguments, span);
        }
        Scalar.Call call = convert(best, arguments, types);
        check(call, span);
        return call;
    }

    /** Lets the row refuse constants that it can't work with, so that the message has a place in the query. */
    private static void check(Scalar.Call call, Span span) {
        for (int i = 0; i < call.arguments().size(); i++) {
            Consumer<String> check = arg(call.function(), i).check();
            if (check != null
                    && call.arguments().get(i) instanceof Scalar.Literal literal
                    && literal.value() instanceof String text) {
                try {
                    check.accept(text);
                } catch (KqlException e) {
                    throw Problem.SEMANTIC.at(span, e.message());
                }
            }
        }
    }

    private static boolean isOnly(String wanted, Scalar argument) {
        return argument instanceof Scalar.Literal literal && wanted.equalsIgnoreCase(String.valueOf(literal.value()));
    }

    static Arg arg(Fn row, int index) {
        return row.args().get(Math.min(index, row.args().size() - 1));
    }

    private static int cost(Fn row, List<Scalar> arguments, List<@Nullable KqlType> types) {
        if (!row.takes(arguments.size())) {
            return Conversions.NEVER;
        }
        KqlType common = common(row, arguments);
        int total = 0;
        for (int i = 0; i < arguments.size(); i++) {
            Arg arg = arg(row, i);
            if (types.get(i) != null) {
                continue;
            }
            KqlType from = arguments.get(i).type();
            if (arg.only() != null && !isOnly(arg.only(), arguments.get(i))) {
                return Conversions.NEVER;
            }
            int cost;
            if (arg.variable()) {
                if (common == null) {
                    return Conversions.NEVER;
                }
                cost = common == KqlType.DYNAMIC ? (from == common ? 0 : 6) : Conversions.cost(from, common);
            } else if (arg.text()) {
                cost = from == KqlType.STRING ? 0 : 7;
            } else if (arg.json()) {
                cost = from == KqlType.DYNAMIC ? 0 : 7;
            } else {
                cost = cheapest(row, from, arg);
            }
            if (cost < 0) {
                return Conversions.NEVER;
            }
            total += arg.constant() && !ExprBinder.isConstant(arguments.get(i)) ? cost + NOT_CONSTANT : cost;
        }
        return total;
    }

    private static int cheapest(Fn row, KqlType from, Arg arg) {
        int best = Conversions.NEVER;
        for (KqlType to : arg.types()) {
            int cost = reach(row, from, to);
            if (cost >= 0 && (best < 0 || cost < best)) {
                best = cost;
            }
        }
        return best;
    }

    /**
     * What an argument's conversion costs. Operators look into a dynamic for any type, functions only for a text; functions of reals
     * take decimals (R45).
     */
    private static int reach(Fn row, KqlType from, KqlType to) {
        if (from == KqlType.DYNAMIC && to != from && to != KqlType.STRING && isFunction(row)) {
            return Conversions.NEVER;
        }
        return from == KqlType.DECIMAL && to == KqlType.REAL ? DECIMAL_TO_REAL : Conversions.cost(from, to);
    }

    private static boolean isFunction(Fn row) {
        String name = row.name();
        return row.kind() != Fn.Kind.INTERNAL
                && Character.isLetter(name.charAt(0))
                && !name.startsWith("unary")
                && !name.equals("and")
                && !name.equals("or");
    }

    private static KqlType target(Fn row, KqlType from, Arg arg) {
        KqlType best = from;
        int bestCost = Integer.MAX_VALUE;
        for (KqlType to : arg.types()) {
            int cost = reach(row, from, to);
            if (cost >= 0 && cost < bestCost) {
                best = to;
                bestCost = cost;
            }
        }
        return best;
    }

    /** The type all parameters marked T agree on, null where they don't. */
    private static @Nullable KqlType common(Fn row, List<Scalar> arguments) {
        KqlType common = null;
        boolean widens = false;
        Arg variable = null;
        for (int i = 0; i < arguments.size(); i++) {
            Arg arg = arg(row, i);
            if (!arg.variable()) {
                continue;
            }
            variable = arg;
            widens |= arg.types().equals(Arg.NUMBER.types());
            KqlType type = arguments.get(i).type();
            common = common == null ? type : unify(common, type, widens);
            if (common == null) {
                return null;
            }
        }
        if (common == null || variable == null || variable.types().contains(common)) {
            return common;
        }
        // A dynamic number beside an operator that only numbers or ordered values take.
        return common == KqlType.DYNAMIC && variable.types().contains(KqlType.REAL) && !isFunction(row)
                ? KqlType.REAL
                : null;
    }

    static @Nullable KqlType unify(KqlType a, KqlType b, boolean widens) {
        if (a == b) {
            return a;
        }
        if (a.isInteger() && b.isInteger()) {
            return KqlType.LONG;
        }
        if (a.isNumber() && b.isNumber()) {
            if (!widens) {
                return null;
            }
            return a == KqlType.DECIMAL || b == KqlType.DECIMAL ? KqlType.DECIMAL : KqlType.REAL;
        }
        return a == KqlType.DYNAMIC || b == KqlType.DYNAMIC ? KqlType.DYNAMIC : null;
    }

    private static Scalar.Call convert(Fn row, List<Scalar> arguments, List<@Nullable KqlType> types) {
        KqlType common = common(row, arguments);
        List<Scalar> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Arg arg = arg(row, i);
            Scalar argument = arguments.get(i);
            if (types.get(i) != null) {
                converted.add(new Scalar.Literal(KqlType.STRING, types.get(i).kql()));
            } else if (arg.variable() && common != null) {
                converted.add(Conversions.to(argument, common));
            } else if (arg.text()) {
                converted.add(Conversions.to(argument, KqlType.STRING));
            } else if (arg.json()) {
                converted.add(Conversions.to(argument, KqlType.DYNAMIC));
            } else {
                converted.add(Conversions.to(argument, target(row, argument.type(), arg)));
            }
        }
        for (int i = arguments.size(); i < row.args().size(); i++) {
            Arg arg = row.args().get(i);
            if (!arg.rest()) {
                KqlType type = arg.variable() && common != null
                        ? common
                        : arg.types().iterator().next();
                converted.add(new Scalar.Literal(type, null));
            }
        }
        return new Scalar.Call(row, converted, result(row, common, types));
    }

    private static KqlType result(Fn row, @Nullable KqlType common, List<@Nullable KqlType> types) {
        Result result = row.result();
        if (result instanceof Result.Fixed fixed) {
            return fixed.type();
        }
        if (result instanceof Result.Named named) {
            KqlType type = named.argument() < types.size() ? types.get(named.argument()) : null;
            return type != null ? type : named.otherwise();
        }
        if (common == null) {
            throw new IllegalStateException(row.name() + " has a result of type T but no argument of it");
        }
        return ((Result.Variable) result).promoted() && common == KqlType.INT ? KqlType.LONG : common;
    }

    private static RuntimeException refusal(String name, List<Fn> rows, List<Scalar> arguments, Span span) {
        int count = arguments.size();
        String given = count == 0 ? "none" : count == 1 ? "one" : String.valueOf(count);
        if (rows.stream().noneMatch(r -> r.takes(count))) {
            return Problem.ARGUMENT_COUNT.at(span, name, counts(rows), given);
        }
        String types = arguments.stream().map(a -> a.type().kql()).collect(Collectors.joining(", "));
        if (!Character.isLetter(name.charAt(0)) && count == 2 || name.contains(" ") || isWordOperator(name, count)) {
            return Problem.OPERAND_TYPES.at(
                    span,
                    name,
                    arguments.get(0).type().kql(),
                    arguments.get(count - 1).type().kql());
        }
        String taken = rows.stream()
                .filter(r -> r.takes(count))
                .map(OverloadResolver::signature)
                .distinct()
                .limit(4)
                .collect(Collectors.joining(" or "));
        return Problem.ARGUMENT_TYPE.at(span, name, taken, "(" + types + ")");
    }

    private static boolean isWordOperator(String name, int count) {
        return count == 2 && (name.startsWith("has") || name.startsWith("contains"));
    }

    private static String signature(Fn row) {
        return row.args().stream()
                .map(a -> (a.types().size() > 3
                                ? "value"
                                : a.types().stream().sorted().map(KqlType::kql).collect(Collectors.joining("|")))
                        + (a.optional() ? "?" : "")
                        + (a.rest() ? "…" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String counts(List<Fn> rows) {
        TreeSet<Integer> counts = new TreeSet<>();
        boolean rest = false;
        for (Fn row : rows) {
            for (int n = row.required(); n <= row.args().size(); n++) {
                counts.add(n);
            }
            rest |= !row.args().isEmpty()
                    && row.args().get(row.args().size() - 1).rest();
        }
        if (rest) {
            return "at least " + counts.first() + (counts.first() == 1 ? " argument" : " arguments");
        }
        String text = counts.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        return text.equals("0") ? "no arguments" : text + (text.equals("1") ? " argument" : " arguments");
    }
}
