package dev.kelp.bind;

import dev.kelp.functions.Functions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Plan.JoinKind;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a plan over a leaf so that it runs once per key of the leaf's rows.
 *
 * <pre>Limit(2, x; Filter(p; leaf))  →  Filter(n &lt;= 2; Window(n = row number in x per key; Filter(p; leaf with key)))</pre>
 *
 * Whatever depends on the leaf hands the key on; two sides that both do are joined on it; what does not is the same for every key.
 */
final class PartitionLift implements Plan.Visitor<PartitionLift.Rows> {
    static final Span NOWHERE = new Span(0, 0);

    private final Session session;
    private final Plan.Project leaf;
    private final List<Column> leafKeys;
    private final Map<String, Lifted> lifted = new HashMap<>();
    private boolean deferring;

    /** @param leafKeys the leaf's first columns: the key, then what is the same for all rows of a key */
    PartitionLift(Session session, Plan.Project leaf, List<Column> leafKeys) {
        this.session = session;
        this.leaf = leaf;
        this.leafKeys = leafKeys;
    }

    /**
     * A rewritten plan.
     *
     * @param keys its key and carried columns; empty where it does not depend on the leaf
     * @param everyKey whether each key has a row for sure
     * @param alive a column that is true in the rows that are left, where filtering was put off; null where it wasn't
     */
    record Rows(
            Plan plan,
            List<Column> keys,
            boolean everyKey,
            @Nullable Column alive) {
        static Rows independent(Plan plan) {
            return new Rows(plan, List.of(), false, null);
        }

        boolean isIndependent() {
            return keys.isEmpty();
        }

        Column key() {
            return keys.get(0);
        }

        Rows over(Plan newPlan, boolean still) {
            return new Rows(newPlan, keys, everyKey && still, alive);
        }
    }

    /** The plan's rows for every key; those of a plan that never reads the leaf once per key. */
    Rows all(Plan plan) {
        Rows rows = lift(plan, false);
        return rows.isIndependent() ? crossed(rows.plan()) : rows;
    }

    /** @param defer whether filters may mark rows in place of dropping them, so that keys without rows are still known */
    Rows lift(Plan plan, boolean defer) {
        boolean before = deferring;
        deferring = defer;
        try {
            return plan.accept(this);
        } finally {
            deferring = before;
        }
    }

    /** Each key once. */
    private Rows domain() {
        Relation copy = PlanCopy.of(Relation.of(leaf, leafKeys), session);
        return grouped(copy.plan(), copy.columns(), List.of(), List.of());
    }

    /** The same rows for each key. */
    Rows crossed(Plan plan) {
        Rows domain = domain();
        return new Rows(new Plan.Join(JoinKind.INNER, domain.plan(), plan, List.of()), domain.keys(), false, null);
    }

    /** Groups by the key and further keys, with the carried columns beside the aggregates. */
    private Rows grouped(
            Plan plan, List<Column> keys, List<Plan.Assign> groups, List<Plan.AggregateColumn> aggregates) {
        List<Plan.Assign> all = new ArrayList<>(groups);
        all.add(Plan.Assign.of(keys.get(0)));
        List<Plan.AggregateColumn> columns = new ArrayList<>(aggregates);
        List<Column> after = new ArrayList<>(keys.subList(0, 1));
        for (Column carried : keys.subList(1, keys.size())) {
            Column column = session.column(carried.name(), carried.type());
            columns.add(new Plan.AggregateColumn(
                    column, Functions.internal("value_of_row"), List.of(new Scalar.Ref(carried)), null, List.of()));
            after.add(column);
        }
        return new Rows(new Plan.Aggregate(plan, all, columns), after, true, null);
    }

    static Plan with(Plan plan, Column column, Scalar value) {
        List<Plan.Assign> all = new ArrayList<>();
        new LinkedHashSet<>(plan.output()).forEach(c -> all.add(Plan.Assign.of(c)));
        all.add(new Plan.Assign(column, value));
        return new Plan.Project(plan, all);
    }

    static Scalar and(Scalar a, @Nullable Scalar b) {
        return b == null ? a : ExprBinder.call("and", List.of(a, b), NOWHERE);
    }

    @Override
    public Rows scan(Plan.Scan scan) {
        return Rows.independent(scan);
    }

    @Override
    public Rows values(Plan.Values values) {
        LiftedScalars scalars = new LiftedScalars(this, session, Rows.independent(values));
        values.rows().forEach(scalars::all);
        return scalars.unchanged("Rows of values");
    }

    @Override
    public Rows series(Plan.Series series) {
        LiftedScalars scalars = new LiftedScalars(this, session, Rows.independent(series));
        scalars.all(List.of(series.from(), series.to(), series.step()));
        return scalars.unchanged("A range");
    }

    @Override
    public Rows filter(Plan.Filter filter) {
        LiftedScalars scalars = new LiftedScalars(this, session, lift(filter.input(), deferring));
        Scalar predicate = scalars.of(filter.predicate());
        Rows in = scalars.rows();
        if (!deferring || in.isIndependent() || !in.everyKey()) {
            return in.over(new Plan.Filter(in.plan(), predicate), false);
        }
        Column alive = session.column("$alive", KqlType.BOOL);
        Scalar both = and(predicate, in.alive() == null ? null : new Scalar.Ref(in.alive()));
        return new Rows(with(in.plan(), alive, both), in.keys(), true, alive);
    }

    @Override
    public Rows project(Plan.Project project) {
        if (isLeaf(project)) {
            return new Rows(project, project.output().subList(0, leafKeys.size()), true, null);
        }
        LiftedScalars scalars = new LiftedScalars(this, session, lift(project.input(), deferring));
        List<Plan.Assign> assigns = new ArrayList<>(scalars.assigned(project.columns()));
        Rows in = scalars.rows();
        Set<Column> there = new LinkedHashSet<>(project.output());
        Stream.concat(in.keys().stream(), Stream.ofNullable(in.alive()))
                .filter(there::add)
                .forEach(c -> assigns.add(Plan.Assign.of(c)));
        return in.over(new Plan.Project(in.plan(), assigns), true);
    }

    /** Whether the projection makes the key, and does not just hand it on: the leaf itself, or a copy of it. */
    private boolean isLeaf(Plan.Project project) {
        if (project.columns().isEmpty()) {
            return false;
        }
        Plan.Assign first = project.columns().get(0);
        boolean handed = first.value() instanceof Scalar.Ref ref && ref.column().equals(first.column());
        return first.column().name().equals(leafKeys.get(0).name()) && !handed;
    }

    @Override
    public Rows aggregate(Plan.Aggregate aggregate) {
        boolean one = aggregate.keys().isEmpty();
        LiftedScalars scalars = new LiftedScalars(this, session, lift(aggregate.input(), one));
        List<Plan.Assign> groups = scalars.assigned(aggregate.keys());
        List<Plan.AggregateColumn> columns = aggregate.aggregates().stream()
                .map(a -> new Plan.AggregateColumn(
                        a.column(),
                        a.function(),
                        scalars.all(a.arguments()),
                        a.filter() == null ? null : scalars.of(a.filter()),
                        a.order()))
                .toList();
        Rows in = scalars.rows();
        if (in.isIndependent()) {
            return Rows.independent(new Plan.Aggregate(in.plan(), groups, columns));
        }
        if (!one) {
            Rows grouped = grouped(in.plan(), in.keys(), groups, columns);
            return grouped.over(grouped.plan(), in.everyKey());
        }
        // Without keys of its own there is a row for each key, be it of no rows.
        Scalar counted = in.alive() == null ? null : new Scalar.Ref(in.alive());
        if (!in.everyKey()) {
            Column there = session.column("$there", KqlType.LONG);
            Plan marked = with(in.plan(), there, new Scalar.Literal(KqlType.LONG, 1L));
            Rows domain = domain();
            Plan.KeyPair same = new Plan.KeyPair(new Scalar.Ref(domain.key()), new Scalar.Ref(in.key()));
            Plan joined = new Plan.Join(JoinKind.LEFT_OUTER, domain.plan(), marked, List.of(same));
            in = new Rows(mended(joined), domain.keys(), true, null);
            counted = ExprBinder.call("isnotnull", List.of(new Scalar.Ref(there)), NOWHERE);
        }
        return grouped(in.plan(), in.keys(), groups, filtered(columns, counted));
    }

    /** With empty strings in the place of those that an outer join has no row for. */
    private static Plan mended(Plan joined) {
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : new LinkedHashSet<>(joined.output())) {
            assigns.add(new Plan.Assign(column, text(new Scalar.Ref(column))));
        }
        return new Plan.Project(joined, assigns);
    }

    /** A value that is null for want of a row: an empty one where it is a string. */
    static Scalar text(Scalar value) {
        return value.type() == KqlType.STRING ? ExprBinder.internal("string_or_empty", List.of(value), NOWHERE) : value;
    }

    private static List<Plan.AggregateColumn> filtered(List<Plan.AggregateColumn> columns, @Nullable Scalar counted) {
        return counted == null
                ? columns
                : columns.stream()
                        .map(a -> new Plan.AggregateColumn(
                                a.column(), a.function(), a.arguments(), and(counted, a.filter()), a.order()))
                        .toList();
    }

    @Override
    public Rows window(Plan.Window window) {
        LiftedScalars scalars = new LiftedScalars(this, session, lift(window.input(), false));
        List<List<Scalar>> arguments =
                window.columns().stream().map(w -> scalars.all(w.arguments())).toList();
        Rows in = scalars.rows();
        List<Plan.WindowColumn> columns = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Plan.WindowColumn w = window.columns().get(i);
            List<Column> partition = Stream.concat(in.keys().stream().limit(1), w.partition().stream())
                    .toList();
            columns.add(new Plan.WindowColumn(w.column(), w.kind(), arguments.get(i), partition, w.order()));
        }
        return in.over(new Plan.Window(in.plan(), columns), true);
    }

    @Override
    public Rows limit(Plan.Limit limit) {
        Rows in = lift(limit.input(), false);
        if (in.isIndependent()) {
            return Rows.independent(new Plan.Limit(in.plan(), limit.count(), limit.order()));
        }
        Column number = session.column("$number", KqlType.LONG);
        Plan numbered = new Plan.Window(
                in.plan(),
                List.of(new Plan.WindowColumn(
                        number, Plan.WindowKind.ROW_NUMBER, List.of(), List.of(in.key()), limit.order())));
        Scalar few = ExprBinder.call(
                "<=", List.of(new Scalar.Ref(number), new Scalar.Literal(KqlType.LONG, limit.count())), NOWHERE);
        return in.over(new Plan.Filter(numbered, few), limit.count() > 0);
    }

    @Override
    public Rows join(Plan.Join join) {
        Rows left = lift(join.left(), false);
        Rows right = lift(join.right(), false);
        JoinKind kind = join.kind();
        if (left.isIndependent() && right.isIndependent()) {
            return Rows.independent(new Plan.Join(kind, left.plan(), right.plan(), join.keys()));
        }
        // A side that is kept whole is kept whole for each key.
        if (left.isIndependent() && kind != JoinKind.INNER && kind != JoinKind.RIGHT_OUTER) {
            left = crossed(left.plan());
        }
        if (right.isIndependent() && (kind == JoinKind.RIGHT_OUTER || kind == JoinKind.FULL_OUTER)) {
            right = crossed(right.plan());
        }
        List<Plan.KeyPair> keys = new ArrayList<>(join.keys());
        if (!left.isIndependent() && !right.isIndependent()) {
            keys.add(new Plan.KeyPair(new Scalar.Ref(left.key()), new Scalar.Ref(right.key())));
        }
        Plan plan = new Plan.Join(kind, left.plan(), right.plan(), keys);
        return switch (kind) {
            case INNER, LEFT_SEMI, LEFT_ANTI ->
                new Rows(plan, left.isIndependent() ? right.keys() : left.keys(), false, null);
            case LEFT_OUTER -> left.over(plan, true);
            case RIGHT_OUTER -> right.over(plan, true);
            case FULL_OUTER -> either(plan, left, right);
        };
    }

    private Rows either(Plan plan, Rows left, Rows right) {
        List<Column> keys = new ArrayList<>();
        Plan all = plan;
        for (int i = 0; i < left.keys().size(); i++) {
            Column column = left.keys().get(i);
            Scalar one = new Scalar.Ref(column);
            Scalar other = new Scalar.Ref(right.keys().get(i));
            Scalar value = ExprBinder.call("coalesce", List.of(one, other), NOWHERE);
            Column merged = session.column(column.name(), column.type());
            all = with(all, merged, value);
            keys.add(merged);
        }
        return new Rows(all, keys, left.everyKey() || right.everyKey(), null);
    }

    @Override
    public Rows union(Plan.Union union) {
        List<Rows> inputs = union.inputs().stream().map(p -> lift(p, false)).toList();
        List<Plan> plans = new ArrayList<>();
        if (inputs.stream().allMatch(Rows::isIndependent)) {
            inputs.forEach(r -> plans.add(r.plan()));
            return Rows.independent(new Plan.Union(plans, union.columns(), union.output()));
        }
        List<Column> keys =
                leafKeys.stream().map(c -> session.column(c.name(), c.type())).toList();
        List<List<Column>> columns = new ArrayList<>();
        boolean every = false;
        for (int i = 0; i < inputs.size(); i++) {
            Rows rows = inputs.get(i).isIndependent() ? crossed(inputs.get(i).plan()) : inputs.get(i);
            plans.add(rows.plan());
            columns.add(Stream.concat(union.columns().get(i).stream(), rows.keys().stream())
                    .toList());
            every |= rows.everyKey();
        }
        List<Column> output =
                Stream.concat(union.output().stream(), keys.stream()).toList();
        return new Rows(new Plan.Union(plans, columns, output), keys, every, null);
    }

    @Override
    public Rows unnest(Plan.Unnest unnest) {
        LiftedScalars scalars = new LiftedScalars(this, session, lift(unnest.input(), false));
        List<Plan.Assign> items = scalars.assigned(unnest.items());
        Rows in = scalars.rows();
        return in.over(new Plan.Unnest(in.plan(), items, unnest.position()), false);
    }

    @Override
    public Rows fold(Plan.Fold fold) {
        LiftedScalars scalars = new LiftedScalars(this, session, lift(fold.input(), false));
        List<List<Plan.Assign>> stages =
                fold.stages().stream().map(scalars::assigned).toList();
        Rows in = scalars.rows();
        List<Column> keys =
                in.keys().stream().map(c -> session.column(c.name(), c.type())).toList();
        Plan plan = new Plan.Fold(
                in.plan(),
                Stream.concat(in.keys().stream().limit(1), fold.partition().stream())
                        .toList(),
                fold.number(),
                fold.state(),
                stages,
                fold.next(),
                fold.emissions().stream()
                        .map(e -> new Plan.Emission(
                                e.condition(),
                                Stream.concat(e.values().stream(), in.keys().stream())
                                        .toList()))
                        .toList(),
                Stream.concat(fold.output().stream(), keys.stream()).toList());
        return new Rows(plan, keys, false, null);
    }

    @Override
    public Rows shared(Plan.Shared shared) {
        if (!dependsOnLeaf(shared)) {
            return Rows.independent(shared);
        }
        // Lifted once, like it is read once; each reader knows the key by a column of its own.
        Lifted once = lifted.get(shared.name());
        if (once == null) {
            once = new Lifted("shared" + session.column("shared", KqlType.BOOL).id(), lift(shared.input(), false));
            lifted.put(shared.name(), once);
        }
        Rows in = once.rows();
        List<Column> keys =
                in.keys().stream().map(c -> session.column(c.name(), c.type())).toList();
        Plan plan = new Plan.Shared(
                once.name(),
                in.plan(),
                Stream.concat(shared.columns().stream(), in.keys().stream()).toList(),
                Stream.concat(shared.output().stream(), keys.stream()).toList());
        return new Rows(plan, keys, in.everyKey(), null);
    }

    private record Lifted(String name, Rows rows) {}

    private boolean dependsOnLeaf(Plan.Shared shared) {
        String mark = leafKeys.get(0).name();
        boolean[] found = {false};
        new PlanRewriter() {
            @Override
            public Plan project(Plan.Project project) {
                found[0] |= project.output().stream().anyMatch(c -> c.name().equals(mark));
                return super.project(project);
            }
        }.rewrite(shared.input());
        return found[0];
    }

    static dev.kelp.text.KqlException refused(String what) {
        return Problem.NOT_SUPPORTED.here(what + " that depends on the rows of a partition");
    }
}
