package dev.kelp.operators;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code make-series s = sum(x) default=0 on t from a to b step 1d by k}: an array per aggregate and group, with a value for each step
 * of an axis (R154 to R156). Rows are grouped by step, then the steps of a group are gathered and filled up.
 */
record MakeSeries(OperatorParameters settings, List<Part> parts, SeriesAxis axis, List<Expr.Item> keys, Span span)
        implements Operator {

    /** An aggregate and what stands where no rows are, 0 where nothing is said. */
    record Part(Expr.Item item, @Nullable Expr fallback) {}

    static MakeSeries parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "kind", "bin_legacy");
        List<Part> parts = new ArrayList<>();
        do {
            Expr.Item item = exprs.item(false);
            Expr fallback = null;
            if (cursor.accept("default")) {
                cursor.expect("=");
                fallback = exprs.expr();
            }
            parts.add(new Part(item, fallback));
        } while (cursor.accept(","));
        cursor.expect("on");
        SeriesAxis axis = SeriesAxis.parse(cursor, exprs);
        List<Expr.Item> keys = cursor.accept("by") ? exprs.items() : List.of();
        return new MakeSeries(settings, parts, axis, keys, word.span());
    }

    /** A series: its values per step, and its default. */
    private record Series(String name, Scalar value, Scalar fallback) {}

    @Override
    public Relation bind(Relation input, Binder binder) {
        String kind = settings.get("kind", "");
        if (!kind.isEmpty() && !kind.equals("nonempty")) {
            throw Problem.SYNTAX
                    .at(settings.span("kind", span), "No kind '" + kind + "' of make-series.")
                    .hint("The only kind is nonempty.");
        }
        RowContext onAxis = binder.row(input);
        SeriesAxis.Bound bound = axis.bind(onAxis, binder);
        Column place = onAxis.column(bound.place(), "$place");
        Relation inRange = onAxis.extended();
        RowContext row = binder.row(inRange.over(ranged(inRange.plan(), place, bound, binder), input.columns()));

        ColumnNamer namer = new ColumnNamer(List.of(), binder.session());
        List<Plan.Assign> groups = new ArrayList<>();
        for (Expr.Item key : keys) {
            Scalar value = binder.scalar(key.expr(), row);
            groups.add(new Plan.Assign(binder.column(namer.name(key), value.type()), value));
        }
        List<Plan.Assign> steps = new ArrayList<>(groups);
        Column step = binder.column("$step", KqlType.LONG);
        steps.add(new Plan.Assign(step, new Scalar.Ref(place)));
        Aggregates gathered = new Aggregates(binder, row, steps);
        List<Series> series = new ArrayList<>();
        parts.forEach(part -> series.addAll(series(part, gathered, row, namer, binder)));
        Column first = gathered.firstRow();
        Plan perStep = new Plan.Aggregate(row.plan(), gathered.keys(), gathered.columns());
        return gathered(perStep, groups, step, series, first, bound, namer, kind.isEmpty(), binder);
    }

    /** The rows that lie on the axis. */
    private static Plan ranged(Plan plan, Column place, SeriesAxis.Bound bound, Binder binder) {
        Scalar number = new Scalar.Ref(place);
        Span at = new Span(0, 0);
        Plan ranged = new Plan.Filter(plan, binder.call("isnotnull", at, number));
        if (bound.from() != null) {
            ranged = new Plan.Filter(
                    ranged,
                    bound.closed()
                            ? binder.call(">=", at, number, bound.first())
                            : binder.call(">=", at, bound.value(), bound.from()));
        }
        if (bound.to() != null) {
            ranged = new Plan.Filter(
                    ranged,
                    bound.closed()
                            ? binder.call("<=", at, number, bound.last())
                            : binder.call("<", at, bound.value(), bound.to()));
        }
        return ranged;
    }

    private static List<Series> series(
            Part part, Aggregates gathered, RowContext row, ColumnNamer namer, Binder binder) {
        Expr.Item item = part.item();
        List<Series> series = new ArrayList<>();
        if (item.expr() instanceof Expr.Call call && gathered.isMultiple(call)) {
            List<String> names = item.names().stream().map(Cursor.Name::text).toList();
            for (Aggregates.Part value : gathered.multiple(call, names, namer)) {
                series.add(new Series(value.name(), value.value(), fallback(part, value.value(), binder)));
            }
            return series;
        }
        row.aggregating(gathered);
        Scalar value = binder.scalar(item.expr(), row);
        row.aggregating(null);
        series.add(new Series(namer.name(item), value, fallback(part, value, binder)));
        return series;
    }

    /** The default as an element of the array, of the aggregate's type where it can be. */
    private static Scalar fallback(Part part, Scalar value, Binder binder) {
        KqlType type = value.type();
        if (part.fallback() == null) {
            Scalar zero = new Scalar.Literal(KqlType.LONG, 0L);
            return type.isNumber()
                    ? binder.as(binder.as(zero, type), KqlType.DYNAMIC)
                    : new Scalar.Literal(KqlType.DYNAMIC, null);
        }
        Scalar given = binder.constant(part.fallback());
        boolean widened = given.type().isNumber() && type.isNumber() && !(given.type() == KqlType.REAL);
        return binder.as(widened ? binder.as(given, type) : given, KqlType.DYNAMIC);
    }

    private Relation gathered(
            Plan perStep,
            List<Plan.Assign> groups,
            Column step,
            List<Series> series,
            @Nullable Column first,
            SeriesAxis.Bound bound,
            ColumnNamer namer,
            boolean dropEmpty,
            Binder binder) {
        List<Plan.Assign> values = new ArrayList<>();
        groups.forEach(g -> values.add(Plan.Assign.of(g.column())));
        values.add(Plan.Assign.of(step));
        if (first != null) {
            values.add(Plan.Assign.of(first));
        }
        List<SortKey> order = List.of(new SortKey(step, false, true));
        List<Plan.AggregateColumn> lists = new ArrayList<>();
        Column places = list(new Scalar.Ref(step), order, lists, binder);
        Column last = binder.column(Binder.ORDINAL, KqlType.LONG);
        Column count = binder.column("$count", KqlType.LONG);
        lists.add(AggregateCalls.column(count, AggregateCalls.resolve("count", List.of(), span), List.of()));
        if (first != null) {
            Scalar number = new Scalar.Ref(first);
            lists.add(AggregateCalls.column(last, AggregateCalls.resolve("min", List.of(number), span), List.of()));
        }
        List<Plan.Assign> result = new ArrayList<>();
        groups.forEach(g -> result.add(Plan.Assign.of(g.column())));
        for (Series one : series) {
            Column value = binder.column(one.name(), one.value().type());
            values.add(new Plan.Assign(value, one.value()));
            Column list = list(new Scalar.Ref(value), order, lists, binder);
            Scalar filled = new Scalar.Call(
                    Functions.internal("series_filled"),
                    List.of(new Scalar.Ref(places), new Scalar.Ref(list), bound.first(), bound.last(), one.fallback()),
                    KqlType.DYNAMIC);
            result.add(new Plan.Assign(binder.column(one.name(), KqlType.DYNAMIC), filled));
        }
        result.add(
                new Plan.Assign(binder.column(axisName(namer), KqlType.DYNAMIC), bound.values(new Scalar.Ref(places))));
        List<Plan.Assign> keyed =
                groups.stream().map(g -> Plan.Assign.of(g.column())).toList();
        Plan plan = new Plan.Aggregate(new Plan.Project(perStep, values), keyed, lists);
        if (keyed.isEmpty() && dropEmpty) {
            Scalar zero = new Scalar.Literal(KqlType.LONG, 0L);
            plan = new Plan.Filter(plan, binder.call(">", span, new Scalar.Ref(count), zero));
        }
        List<SortKey> rows = first == null ? List.of() : List.of(new SortKey(last, false, true));
        return Relation.of(plan, List.of()).ordered(rows, false).project(plan, result);
    }

    private String axisName(ColumnNamer namer) {
        String own = axis.axis().name() != null
                ? axis.axis().name()
                : ColumnNamer.implied(axis.axis().expr());
        if (own != null && namer.isTaken(own)) {
            throw Problem.DUPLICATE_COLUMN.at(axis.axis().span(), own);
        }
        return namer.fresh(own);
    }

    private static Column list(Scalar value, List<SortKey> order, List<Plan.AggregateColumn> lists, Binder binder) {
        Column list = binder.column("list", KqlType.DYNAMIC);
        lists.add(new Plan.AggregateColumn(list, Functions.internal("series_gathered"), List.of(value), null, order));
        return list;
    }
}
