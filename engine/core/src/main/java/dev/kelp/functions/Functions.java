package dev.kelp.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of functions: every family's rows, by name. */
public final class Functions {
    private static final Map<String, List<Fn>> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, Fn> INTERNAL = new LinkedHashMap<>();

    /** What is written between operands and can't be called by name. */
    private static final Set<String> OPERATORS = new LinkedHashSet<>();

    static {
        add(OperatorFunctions.ROWS);
        add(TextOperators.ROWS);
        OPERATORS.addAll(BY_NAME.keySet());
        OPERATORS.remove("not");
        add(ConversionFunctions.ROWS);
        add(StringFunctions.ROWS);
        add(RegexFunctions.ROWS);
        add(EncodingFunctions.ROWS);
        add(MathFunctions.ROWS);
        add(BinFunctions.ROWS);
        add(DatetimeFunctions.ROWS);
        add(FormatFunctions.ROWS);
        add(DynamicFunctions.ROWS);
        add(ControlFunctions.ROWS);
        add(Aggregates.ROWS);
        add(StatisticAggregates.ROWS);
        add(CollectingAggregates.ROWS);
        add(DecimalAggregates.ROWS);
        add(Ranks.ROWS);
        add(SketchAggregates.ROWS);
        add(WindowFunctions.ROWS);
        add(PlanFunctions.ROWS);
    }

    private Functions() {}

    private static void add(List<Fn> rows) {
        for (Fn row : rows) {
            if (row.kind() == Fn.Kind.INTERNAL) {
                if (INTERNAL.put(row.name(), row) != null) {
                    throw new IllegalStateException("two internal rows named " + row.name());
                }
            } else {
                BY_NAME.computeIfAbsent(row.name(), k -> new ArrayList<>()).add(row);
            }
        }
    }

    /** The overloads of a name, empty where there is none. */
    public static List<Fn> named(String name) {
        return List.copyOf(BY_NAME.getOrDefault(name, List.of()));
    }

    /** The overloads of a function that a query may call by name, empty where there is none: operators aren't among them. */
    public static List<Fn> callable(String name) {
        return OPERATORS.contains(name) ? List.of() : named(name);
    }

    /** The internal row that templates call as {@code @name(}. */
    public static Fn internal(String name) {
        Fn row = INTERNAL.get(name);
        if (row == null) {
            throw new IllegalStateException("no internal function " + name);
        }
        return row;
    }

    /** The names a query may call. */
    public static Set<String> names() {
        Set<String> names = new LinkedHashSet<>(BY_NAME.keySet());
        names.removeAll(OPERATORS);
        return names;
    }
}
