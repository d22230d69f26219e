package dev.kelp.operators;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Plan.JoinKind;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * The levels of one top-nested, lowered. The first level groups the rows and keeps the first groups; each further one groups by the
 * values of all levels so far, is joined to the groups kept above, and keeps the first of each. Rows that a level leaves out are
 * summed up once more where it, or one below it, asks for others.
 */
final class NestedLevels {
    private final List<TopNested.Level> levels;
    private final Binder binder;
    private final Span span;

    /** The input's rows, the levels' values first. */
    private final Relation rows;

    private final List<String> names = new ArrayList<>();

    NestedLevels(List<TopNested.Level> levels, Relation input, Binder binder, Span span) {
        this.levels = levels;
        this.binder = binder;
        this.span = span;
        RowContext row = binder.row(input);
        List<Plan.Assign> values = new ArrayList<>();
        ColumnNamer namer = new ColumnNamer(List.of());
        for (TopNested.Level level : levels) {
            Scalar value = binder.scalar(level.of().expr(), row);
            String name = level.of().name() != null
                    ? namer.name(level.of())
                    : namer.fresh(ColumnNamer.implied(level.of().expr()));
            names.add(name);
            names.add(namer.fresh(level.by().name() != null ? level.by().name() : "aggregated_" + name));
            values.add(new Plan.Assign(binder.column("$level" + values.size(), value.type()), value));
        }
        row.extended().columns().forEach(c -> values.add(Plan.Assign.of(c)));
        this.rows = row.extended().project(row.plan(), values);
    }

    Relation relation() {
        List<Relation> legs = new ArrayList<>();
        Relation above = Relation.of(binder.oneRow().plan(), List.of());
        for (int i = 0; i < levels.size(); i++) {
            // Ties must fall the same way for the next level and for the others.
            Relation kept = binder.once(kept(above, i));
            int at = i;
            if (levels.stream().skip(i).anyMatch(l -> l.others() != null)
                    && levels.get(at).count() != null) {
                legs.add(others(above, kept, i));
            }
            above = kept;
        }
        legs.add(
                0,
                leg(
                        above.plan(),
                        above.columns().stream().<Scalar>map(Scalar.Ref::new).toList(),
                        levels.size()));
        return united(legs);
    }

    /** The groups of a level that are kept: values and aggregates of the levels down to it. */
    private Relation kept(Relation above, int level) {
        Relation input = binder.copy(rows);
        RowContext row = binder.row(input);
        List<Plan.Assign> groups = new ArrayList<>();
        for (Column value : input.columns().subList(0, level + 1)) {
            groups.add(new Plan.Assign(binder.column(value.name(), value.type()), new Scalar.Ref(value)));
        }
        Aggregates gathered = new Aggregates(binder, row, groups);
        Scalar value = aggregate(level, gathered, row);
        Column aggregate = binder.column("$by" + level, value.type());
        List<Plan.Assign> assigns = new ArrayList<>();
        groups.forEach(g -> assigns.add(Plan.Assign.of(g.column())));
        assigns.add(new Plan.Assign(aggregate, value));
        Plan plan = new Plan.Project(new Plan.Aggregate(row.plan(), gathered.keys(), gathered.columns()), assigns);
        List<Column> columns = new ArrayList<>();
        List<Column> parents =
                groups.subList(0, level).stream().map(Plan.Assign::column).toList();
        if (level > 0) {
            Relation upper = binder.copy(above);
            plan = new Plan.Join(JoinKind.INNER, plan, upper.plan(), pairs(parents, upper));
            columns.addAll(upper.columns());
        }
        Column own = groups.get(level).column();
        columns.add(own);
        columns.add(aggregate);
        TopNested.Level syntax = levels.get(level);
        if (syntax.count() != null) {
            long count = Take.count(syntax.count(), binder);
            RowContext ranked = binder.row(Relation.of(plan, columns));
            // Equal aggregates fall the same way wherever the groups are computed again.
            List<SortKey> order = List.of(
                    new SortKey(aggregate, syntax.descending(), syntax.nullsFirst()),
                    new SortKey(own, syntax.descending(), syntax.nullsFirst()));
            Scalar number = ranked.window(Plan.WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), parents, order);
            Scalar few = binder.call("<=", span, number, new Scalar.Literal(KqlType.LONG, count));
            plan = new Plan.Filter(ranked.plan(), few);
        }
        return Relation.of(plan, columns);
    }

    /** Values of levels against those of the groups kept above, which stand at every other place. */
    private static List<Plan.KeyPair> pairs(List<Column> values, Relation kept) {
        List<Plan.KeyPair> pairs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            pairs.add(new Plan.KeyPair(
                    new Scalar.Ref(values.get(i)), new Scalar.Ref(kept.columns().get(2 * i))));
        }
        return pairs;
    }

    private Scalar aggregate(int level, Aggregates gathered, RowContext row) {
        row.aggregating(gathered);
        Scalar value = binder.scalar(levels.get(level).by().expr(), row);
        row.aggregating(null);
        if (value.type() == KqlType.DYNAMIC) {
            throw Problem.NOT_GROUPABLE.at(levels.get(level).by().span(), "ordering");
        }
        return value;
    }

    /** The rows of kept groups above that a level leaves out: one row of others per group above. */
    private Relation others(Relation above, Relation kept, int level) {
        Relation input = binder.copy(rows);
        List<Column> values = input.columns().subList(0, level + 1);
        Relation chosen = binder.copy(kept);
        Plan plan = new Plan.Join(JoinKind.LEFT_ANTI, input.plan(), chosen.plan(), pairs(values, chosen));
        List<Column> parents = List.of();
        if (level > 0) {
            Relation upper = binder.copy(above);
            plan = new Plan.Join(JoinKind.INNER, plan, upper.plan(), pairs(values.subList(0, level), upper));
            parents = upper.columns();
        }
        RowContext row = binder.row(Relation.of(plan, input.columns()));
        List<Plan.Assign> groups = new ArrayList<>();
        for (Column parent : parents) {
            groups.add(new Plan.Assign(binder.column(parent.name(), parent.type()), new Scalar.Ref(parent)));
        }
        Aggregates gathered = new Aggregates(binder, row, groups);
        List<Scalar> cells = new ArrayList<>();
        groups.forEach(g -> cells.add(new Scalar.Ref(g.column())));
        for (int i = level; i < levels.size(); i++) {
            Scalar value = aggregate(i, gathered, row);
            KqlType type = rows.columns().get(i).type();
            Expr.Literal others = levels.get(i).others();
            cells.add(others != null ? binder.cell(others, type) : new Scalar.Literal(type, null));
            cells.add(others != null ? value : new Scalar.Literal(value.type(), null));
        }
        Column count = binder.column("$count", KqlType.LONG);
        List<Plan.AggregateColumn> columns = new ArrayList<>(gathered.columns());
        columns.add(AggregateCalls.column(count, AggregateCalls.resolve("count", List.of(), span), List.of()));
        Plan grouped = new Plan.Aggregate(row.plan(), gathered.keys(), columns);
        Scalar some = binder.call(">", span, new Scalar.Ref(count), new Scalar.Literal(KqlType.LONG, 0L));
        return leg(new Plan.Filter(grouped, some), cells, level);
    }

    /** Rows of the result with, for each level, whether they are others. */
    private Relation leg(Plan plan, List<Scalar> cells, int firstOther) {
        List<Plan.Assign> assigns = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            assigns.add(new Plan.Assign(binder.column(names.get(i), cells.get(i).type()), cells.get(i)));
        }
        for (int i = 0; i < levels.size(); i++) {
            Scalar other = new Scalar.Literal(KqlType.LONG, i < firstOther ? 0L : 1L);
            assigns.add(new Plan.Assign(binder.column("$others", KqlType.LONG), other));
        }
        Plan project = new Plan.Project(plan, assigns);
        return Relation.of(project, project.output());
    }

    private Relation united(List<Relation> legs) {
        Relation one = legs.get(0);
        if (legs.size() > 1) {
            List<Column> output = one.columns().stream()
                    .map(c -> binder.column(c.name(), c.type()))
                    .toList();
            Plan union = new Plan.Union(
                    legs.stream().map(Relation::plan).toList(),
                    legs.stream().map(Relation::columns).toList(),
                    output);
            one = Relation.of(union, output);
        }
        List<SortKey> order = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            TopNested.Level level = levels.get(i);
            order.add(new SortKey(one.columns().get(2 * levels.size() + i), false, true));
            order.add(new SortKey(one.columns().get(2 * i + 1), level.descending(), level.nullsFirst()));
            order.add(new SortKey(one.columns().get(2 * i), level.descending(), level.nullsFirst()));
        }
        return one.ordered(order, false).keep(one.columns().subList(0, 2 * levels.size()));
    }
}
