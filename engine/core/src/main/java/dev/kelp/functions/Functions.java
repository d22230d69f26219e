package dev.kelp.functions;

import dev.kelp.functions.graph.GraphFunctions;
import java.util.ArrayList;
import java.util.Collections;
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

    private static final Map<String, List<Fn>> FAMILIES = new LinkedHashMap<>();

    static {
        add(OperatorFunctions.ROWS);
        add(TextOperators.ROWS);
        OPERATORS.addAll(BY_NAME.keySet());
        OPERATORS.remove("not");
        FAMILIES.put("Logic", named("not"));
        add(DynamicInternals.ROWS);
        add(PlanFunctions.ROWS);
        add(RowsFunctions.ROWS);
        add(PluginFunctions.ROWS);
        add(Patterns.ROWS);
        add(Funnels.ROWS);
        add(DecimalAggregates.ROWS);
        add(Ranks.ROWS);
        add(SeriesShapes.ROWS);
        family("Choice and emptiness", ControlFunctions.ROWS);
        family("Conversions", ConversionFunctions.ROWS);
        family("Strings", StringFunctions.ROWS);
        family("Regular expressions", RegexFunctions.ROWS);
        family("Encodings and parts of texts", EncodingFunctions.ROWS);
        family("Numbers", MathFunctions.ROWS);
        family("Bins", BinFunctions.ROWS);
        family("Dates and times", DatetimeFunctions.ROWS);
        family("Formats", FormatFunctions.ROWS);
        family("Dynamics", DynamicFunctions.ROWS);
        family("Bags", BagFunctions.ROWS);
        family("Arrays", ArrayFunctions.ROWS);
        family("Arrays in order", ArrayOrderFunctions.ROWS);
        family("Arrays as sets", SetFunctions.ROWS);
        family("Ranges", RangeFunction.ROWS);
        family("Series", SeriesFunctions.ROWS);
        family("Series with gaps", SeriesFillFunctions.ROWS);
        family("Statistics of series", SeriesStatisticFunctions.ROWS);
        family("Filters of series", SeriesFilterFunctions.ROWS);
        family("Lines through series", SeriesFitFunctions.ROWS);
        family("Periods and anomalies of series", SeriesPeriodFunctions.ROWS);
        family("Hashes", HashFunctions.ROWS);
        family("Addresses", IpFunctions.ROWS);
        family("Points and cells of the globe", GeoFunctions.ROWS);
        family("Lines and polygons on the globe", GeoShapeFunctions.ROWS);
        family("The query and its tables", QueryFunctions.ROWS);
        family("Aggregates", Aggregates.ROWS);
        family("Statistics", StatisticAggregates.ROWS);
        family("Collections", CollectingAggregates.ROWS);
        family("Mergeable states", SketchAggregates.ROWS);
        family("Patterns in graphs", GraphFunctions.ROWS);
        family("Functions of other rows", WindowFunctions.ROWS);
    }

    private Functions() {}

    /** @param title as the documentation heads the family */
    private static void family(String title, List<Fn> rows) {
        add(rows);
        FAMILIES.put(
                title, rows.stream().filter(f -> f.kind() != Fn.Kind.INTERNAL).toList());
    }

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

    /** The rows that a query may call, by family; the rest are operators and the binder's own. */
    public static Map<String, List<Fn>> families() {
        return Collections.unmodifiableMap(FAMILIES);
    }
}
