package dev.kelp.operators.plugins;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import dev.kelp.types.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code pivot(p, sum(x), k, …)}: a row per combination of the other columns, a column per value of one, in each cell an aggregate
 * (R166). A cell without rows holds the aggregate of none.
 */
final class Pivot {
    /** So many values of the pivot column at most. */
    private static final int MOST_COLUMNS = 5_000;

    private final PluginCall call;
    private final Binder binder;
    private final Relation input;
    private final RowContext row;
    private final Column pivot;
    private final Scalar.Call aggregate;
    private final List<Column> keys;

    private Pivot(PluginCall call) {
        call.expect(1, Integer.MAX_VALUE);
        this.call = call;
        this.binder = call.binder();
        this.input = call.input();
        this.row = binder.row(input);
        this.pivot = call.column(0, "pivotColumn");
        if (pivot.type() == KqlType.DYNAMIC) {
            throw Problem.NOT_GROUPABLE.at(call.required(0, "pivotColumn").span(), "pivoting");
        }
        Expr.@Nullable Call function = function();
        this.aggregate = aggregate(function);
        this.keys = keys(function);
    }

    static Relation bind(PluginCall call) {
        Pivot pivot = new Pivot(call);
        OutputSchema schema = call.schema();
        if (schema != null) {
            return pivot.table(schema);
        }
        return call.binder()
                .probe(pivot.values(), "pivot()", call.span())
                .map(pivot::table)
                .orElseGet(() -> call.binder().withMore(pivot.table(List.of())));
    }

    private Expr.@Nullable Call function() {
        if (call.size() < 2) {
            return null;
        }
        Expr second = call.required(1, "aggregateFunction");
        if (second instanceof Expr.Call function
                && Functions.named(function.function()).stream().anyMatch(f -> f.kind() == Fn.Kind.AGGREGATE)) {
            return function;
        }
        throw Problem.SEMANTIC
                .at(second.span(), "The second argument of pivot must be the call of an aggregate.")
                .hint("For example count(); columns to keep come after it.");
    }

    private Scalar.Call aggregate(Expr.@Nullable Call function) {
        if (function == null) {
            return AggregateCalls.resolve("count", List.of(), call.span());
        }
        List<Scalar> arguments = new ArrayList<>();
        for (Expr.Item item : function.arguments()) {
            arguments.add(binder.scalar(item.expr(), row));
        }
        return AggregateCalls.resolve(function.function(), arguments, function.span());
    }

    private List<Column> keys(Expr.@Nullable Call function) {
        List<Column> chosen = call.columnsFrom(2, "columnName");
        if (chosen.isEmpty()) {
            Set<Column> others = new LinkedHashSet<>(input.columns());
            others.remove(pivot);
            if (function != null) {
                for (Expr.Item item : function.arguments()) {
                    if (item.expr() instanceof Expr.Name name) {
                        input.column(name.name()).ifPresent(others::remove);
                    }
                }
            }
            chosen = List.copyOf(others);
        }
        for (Column key : chosen) {
            if (key.type() == KqlType.DYNAMIC) {
                throw Problem.NOT_GROUPABLE
                        .at(call.span(), "grouping")
                        .hint("The column '" + key.name() + "' is dynamic: name the columns to keep.");
            }
        }
        return chosen;
    }

    /** A column to come, with the rows that belong to it. */
    private record Slot(Column column, Scalar isHere) {}

    private Relation table(List<@Nullable Object[]> values) {
        ColumnNamer namer = new ColumnNamer(keys.stream().map(Column::name).toList());
        List<Slot> slots = new ArrayList<>();
        for (@Nullable Object[] found : values) {
            Object value = found[0];
            String text = Values.text(value, pivot.type());
            Column column = binder.column(namer.fresh(text.isEmpty() ? null : text), aggregate.type());
            Scalar is = value == null
                    ? binder.call("isnull", call.span(), new Scalar.Ref(pivot))
                    : binder.call("==", call.span(), new Scalar.Ref(pivot), new Scalar.Literal(pivot.type(), value));
            slots.add(new Slot(column, is));
        }
        if (slots.size() > MOST_COLUMNS) {
            throw Problem.LIMITS.at(
                    call.span(), "The column '" + pivot.name() + "' has more than " + MOST_COLUMNS + " values.");
        }
        List<Plan.Assign> groups = groups();
        List<Column> output =
                new ArrayList<>(groups.stream().map(Plan.Assign::column).toList());
        slots.forEach(s -> output.add(s.column()));
        return rotated(groups, slots, output);
    }

    private Relation table(OutputSchema schema) {
        List<Plan.Assign> groups = groups();
        List<Slot> slots = new ArrayList<>();
        List<Column> output = new ArrayList<>();
        if (schema.wildcard()) {
            groups.forEach(g -> output.add(g.column()));
        }
        for (Expr.ColumnSyntax wanted : schema.columns()) {
            Column column = groups.stream()
                    .map(Plan.Assign::column)
                    .filter(c -> c.name().equals(wanted.name()))
                    .findFirst()
                    .orElse(null);
            if (column == null) {
                column = binder.column(wanted.name(), aggregate.type());
                Scalar text = binder.as(new Scalar.Ref(pivot), KqlType.STRING);
                Scalar name = new Scalar.Literal(KqlType.STRING, wanted.name());
                slots.add(new Slot(column, binder.call("==", call.span(), text, name)));
            }
            if (column.type() != wanted.type()) {
                throw Problem.WRONG_TYPE.at(
                        wanted.span(), "The column '" + wanted.name() + "'", column.type(), wanted.type());
            }
            if (!output.contains(column)) {
                output.add(column);
            }
        }
        return rotated(groups, slots, output);
    }

    private List<Plan.Assign> groups() {
        return keys.stream()
                .map(k -> new Plan.Assign(binder.column(k.name(), k.type()), new Scalar.Ref(k)))
                .toList();
    }

    private Relation rotated(List<Plan.Assign> groups, List<Slot> slots, List<Column> output) {
        List<Plan.AggregateColumn> cells = new ArrayList<>();
        for (Slot slot : slots) {
            Plan.AggregateColumn all = AggregateCalls.column(
                    slot.column(), aggregate, row.extended().order());
            Scalar filter = all.filter();
            cells.add(new Plan.AggregateColumn(
                    all.column(),
                    all.function(),
                    all.arguments(),
                    filter == null ? slot.isHere() : binder.call("and", call.span(), filter, slot.isHere()),
                    all.order()));
        }
        Plan rotated = new Plan.Aggregate(row.plan(), groups, cells);
        List<SortKey> order = new ArrayList<>();
        groups.forEach(g -> order.add(new SortKey(g.column(), false, true)));
        return Relation.of(rotated, output).ordered(order, false);
    }

    /** The values of the pivot column, in their order. */
    private Relation values() {
        Column value = binder.column(pivot.name(), pivot.type());
        Plan distinct =
                new Plan.Aggregate(row.plan(), List.of(new Plan.Assign(value, new Scalar.Ref(pivot))), List.of());
        List<SortKey> order = List.of(new SortKey(value, false, true));
        return Relation.of(new Plan.Limit(distinct, MOST_COLUMNS + 1L, order), List.of(value))
                .ordered(order, false);
    }
}
