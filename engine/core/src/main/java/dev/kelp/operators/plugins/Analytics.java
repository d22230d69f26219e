package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the plugins of user analytics share: they are queries over a table {@code T} with an {@code id}, a time {@code t} and
 * dimensions {@code d0, d1, …}, and over the values {@code Start}, {@code End}, {@code Step} and others. In their text
 * <code>{,dims}</code> stands for the dimensions with a comma before each, <code>{bin}</code> for the start of the step that
 * {@code t} lies in, <code>{later}</code> for that of the step {@code i} steps after {@code b}.
 */
final class Analytics {
    private static final Map<String, String> UNITS =
            Map.of("week", "startofweek", "month", "startofmonth", "year", "startofyear");
    private static final Set<KqlType> TIMELINES =
            Set.of(KqlType.DATETIME, KqlType.TIMESPAN, KqlType.INT, KqlType.LONG, KqlType.REAL);

    private final PluginCall call;
    private final Binder binder;
    private final Column time;
    private final List<Column> dimensions;
    private final Map<String, Column> extra;
    private final Relation table;
    private final Map<String, Scalar> values = new LinkedHashMap<>();
    private String bin = "";
    private String later = "";

    /** @param extra further columns, by the names that queries give them */
    Analytics(PluginCall call, List<Column> dimensions, Column time, Map<String, Column> extra) {
        this.call = call;
        this.binder = call.binder();
        this.time = time;
        this.dimensions = dimensions;
        if (!TIMELINES.contains(time.type())) {
            throw Problem.WRONG_TYPE.at(call.span(), "The timeline", "a number, datetime or timespan", time.type());
        }
        for (Column column : dimensions) {
            if (column.type() == KqlType.DYNAMIC) {
                throw Problem.NOT_GROUPABLE.at(call.span(), "a dimension");
            }
        }
        this.extra = extra;
        this.table = over(call.input());
    }

    /** The input, maybe with fewer rows, as the queries see it. */
    Relation over(Relation input) {
        List<Plan.Assign> assigns = new ArrayList<>();
        assigns.add(new Plan.Assign(binder.column("t", timeline()), binder.as(new Scalar.Ref(time), timeline())));
        extra.forEach((name, column) ->
                assigns.add(new Plan.Assign(binder.column(name, column.type()), new Scalar.Ref(column))));
        for (int i = 0; i < dimensions.size(); i++) {
            Column column = dimensions.get(i);
            assigns.add(new Plan.Assign(binder.column("d" + i, column.type()), new Scalar.Ref(column)));
        }
        return input.project(input.plan(), assigns);
    }

    /** The usual beginning of a call: the column of ids, the timeline; dimensions from a place on. */
    static Analytics of(PluginCall call, int dimensionsFrom) {
        return of(call, call.columnsFrom(dimensionsFrom, "Dimension"));
    }

    static Analytics of(PluginCall call, List<Column> dimensions) {
        Column id = call.column(0, "IdColumn");
        if (id.type() == KqlType.DYNAMIC) {
            throw Problem.NOT_GROUPABLE.at(call.required(0, "IdColumn").span(), "ids");
        }
        return new Analytics(call, dimensions, call.column(1, "TimelineColumn"), Map.of("id", id));
    }

    /** The type that times have in the queries. */
    private KqlType timeline() {
        return time.type() == KqlType.INT ? KqlType.LONG : time.type();
    }

    /** The type of the distance of two times. */
    KqlType distance() {
        return time.type() == KqlType.DATETIME ? KqlType.TIMESPAN : timeline();
    }

    // --- values
    // -------------------------------------------------------------------------------------------------------

    Analytics time(String name, int place) {
        return value(name, call.constant(place, name, timeline()));
    }

    Analytics distance(String name, int place) {
        return value(name, call.constant(place, name, distance()));
    }

    /** The value of a distance. */
    Scalar constant(int place) {
        return call.constant(place, "distance", distance());
    }

    Analytics number(String name, int place) {
        return value(name, new Scalar.Literal(KqlType.LONG, call.number(place, name)));
    }

    Analytics value(String name, Scalar value) {
        values.put(name, value);
        return this;
    }

    /** The least or greatest time in the table, in the place of a value that was left out. */
    Analytics extreme(String name, String aggregate) {
        Relation extreme =
                binder.macro("T | summarize " + aggregate + "(t)", Map.of("T", table), Map.of(), call.span());
        return value(name, new Scalar.Subquery(extreme.plan(), extreme.columns().get(0)));
    }

    /** The length of the steps that the timeline is cut into: a distance counted from {@code Start}, or a calendar's unit. */
    Analytics step(String name, int place) {
        Expr argument = call.required(place, name);
        if (time.type() == KqlType.DATETIME
                && binder.constant(argument) instanceof Scalar.Literal literal
                && literal.type() == KqlType.STRING) {
            String unit = String.valueOf(literal.value());
            String start = UNITS.get(unit);
            if (start == null) {
                throw Problem.SEMANTIC
                        .at(argument.span(), "No step '" + unit + "'.")
                        .hint("The steps with names are week, month and year.");
            }
            bin = start + "(t)";
            later = "datetime_add('" + unit + "', i, b)";
            value("First", binder.macro("print " + start + "(Start)", Map.of(), values, call.span()));
            value(
                    "Steps",
                    binder.macro(
                            "print tolong(datetime_diff('" + unit + "', End, Start))", Map.of(), values, call.span()));
            return this;
        }
        return distanceStep(place);
    }

    /** As {@link #step}, by a distance only. */
    Analytics distanceStep(int place) {
        distance("Step", place);
        bin = "bin_at(t, Step, Start)";
        later = "b + i * Step";
        value("First", binder.macro("print Start", Map.of(), values, call.span()));
        return value(
                "Steps", binder.macro("print tolong(floor((End - Start) / Step, 1))", Map.of(), values, call.span()));
    }

    /** Cuts the timeline at the multiples of the step. */
    Analytics bins() {
        bin = "bin(t, Step)";
        return this;
    }

    private Analytics value(String name, Relation one) {
        return value(name, new Scalar.Subquery(one.plan(), one.columns().get(0)));
    }

    // --- queries
    // ------------------------------------------------------------------------------------------------------

    /** A query over the table. */
    Relation run(String kql) {
        return run(kql, Map.of("T", table));
    }

    /** A query over tables that others made. */
    Relation run(String kql, Map<String, Relation> tables) {
        String dims = names().stream().map(d -> ", " + d).collect(Collectors.joining());
        String text = kql.replace("{,dims}", dims)
                .replace("{dims}", dims.isEmpty() ? "" : dims.substring(2))
                .replace("{bin}", bin)
                .replace("{later}", later);
        return binder.macro(text, tables, values, call.span());
    }

    /** The names of the dimensions in queries. */
    List<String> names() {
        return IntStream.range(0, dimensions.size()).mapToObj(i -> "d" + i).toList();
    }

    /** The table with one more column: the value of another some rows before, among the rows of its part. */
    Relation lag(Relation from, String column, long offset, List<String> part, String order, String name) {
        Column value = column(from, column);
        List<Scalar> arguments = List.of(
                new Scalar.Ref(value),
                new Scalar.Literal(KqlType.LONG, offset),
                new Scalar.Literal(value.type(), null));
        return window(from, Plan.WindowKind.LAG, arguments, part, order, name);
    }

    /** The table with one more column: the sum of another from the first row of its part. */
    Relation runningSum(Relation from, String column, List<String> part, String order, String name) {
        List<Scalar> arguments = List.of(new Scalar.Ref(column(from, column)));
        return window(from, Plan.WindowKind.RUNNING_SUM, arguments, part, order, name);
    }

    private Relation window(
            Relation from, Plan.WindowKind kind, List<Scalar> arguments, List<String> part, String order, String name) {
        RowContext row = binder.row(from);
        List<Column> partition = part.stream().map(p -> column(from, p)).toList();
        List<SortKey> keys = List.of(new SortKey(column(from, order), false, true));
        Scalar value = row.window(kind, arguments.get(0).type(), arguments, partition, keys);
        List<Plan.Assign> assigns = new ArrayList<>();
        from.columns().forEach(c -> assigns.add(Plan.Assign.of(c)));
        assigns.add(new Plan.Assign(binder.column(name, value.type()), value));
        return Relation.of(row.plan(), List.of()).project(row.plan(), assigns);
    }

    private static Column column(Relation table, String name) {
        return table.column(name).orElseThrow(() -> new IllegalStateException("no column " + name));
    }

    /**
     * The answer: times and dimensions under the names of the input's columns, in the order of times.
     *
     * @param times the columns that hold times, with the names they take
     */
    Relation answer(Relation rows, Map<String, String> times) {
        List<SortKey> order = rows.columns().stream()
                .filter(c -> times.containsKey(c.name()) || names().contains(c.name()))
                .map(c -> new SortKey(c, false, true))
                .toList();
        return named(rows.ordered(order, false), times);
    }

    /** The answer in the order that it is in. */
    Relation named(Relation rows, Map<String, String> times) {
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : rows.columns()) {
            Scalar value = new Scalar.Ref(column);
            String name = times.get(column.name());
            int dimension = names().indexOf(column.name());
            if (name != null) {
                assigns.add(new Plan.Assign(binder.column(name, time.type()), binder.as(value, time.type())));
            } else if (dimension >= 0) {
                Column of = dimensions.get(dimension);
                assigns.add(new Plan.Assign(binder.column(of.name(), of.type()), value));
            } else {
                assigns.add(new Plan.Assign(column, value));
            }
        }
        return rows.project(rows.plan(), assigns);
    }

    Relation named(Relation rows) {
        return named(rows, Map.of("b", time.name()));
    }

    /** The answer whose first column, {@code b}, holds the times. */
    Relation answer(Relation rows) {
        return answer(rows, Map.of("b", time.name()));
    }

    Relation table() {
        return table;
    }

    String timeName() {
        return time.name();
    }
}
