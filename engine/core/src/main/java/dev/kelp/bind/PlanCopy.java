package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy of a plan with column ids of its own, so that a table can be used twice in one query. */
final class PlanCopy implements Plan.Visitor<Plan>, Scalar.Visitor<Scalar> {
    private final Session session;
    private final Map<Integer, Column> columns = new HashMap<>();

    private PlanCopy(Session session) {
        this.session = session;
    }

    static Relation of(Relation relation, Session session) {
        Graph graph = relation.graph();
        return graph == null
                ? new PlanCopy(session).relation(relation)
                : Relation.of(of(graph, session)).named(relation.name());
    }

    static Graph of(Graph graph, Session session) {
        PlanCopy copy = new PlanCopy(session);
        return new Graph(
                copy.relation(graph.nodes()),
                copy.all(graph.node()),
                copy.relation(graph.edges()),
                copy.all(graph.source()),
                copy.all(graph.target()),
                graph.id());
    }

    private Relation relation(Relation relation) {
        return new Relation(
                plan(relation.plan()),
                all(relation.columns()),
                keys(relation.order()),
                relation.serialized(),
                relation.name(),
                relation.visualization());
    }

    private Plan plan(Plan plan) {
        return plan.accept(this);
    }

    private Scalar scalar(Scalar scalar) {
        return scalar.accept(this);
    }

    private Column column(Column c) {
        return columns.computeIfAbsent(c.id(), id -> session.column(c.name(), c.type()));
    }

    private List<Column> all(List<Column> from) {
        return from.stream().map(this::column).toList();
    }

    private List<Scalar> scalars(List<Scalar> from) {
        return from.stream().map(this::scalar).toList();
    }

    private List<SortKey> keys(List<SortKey> from) {
        return from.stream()
                .map(k -> new SortKey(column(k.column()), k.descending(), k.nullsFirst()))
                .toList();
    }

    private List<Plan.Assign> assigns(List<Plan.Assign> from) {
        return from.stream()
                .map(a -> new Plan.Assign(column(a.column()), scalar(a.value())))
                .toList();
    }

    @Override
    public Plan scan(Plan.Scan scan) {
        return new Plan.Scan(
                scan.table(),
                scan.columns().stream()
                        .map(c -> new Plan.ScanColumn(column(c.column()), c.stored()))
                        .toList(),
                scan.predicates());
    }

    @Override
    public Plan values(Plan.Values values) {
        return new Plan.Values(
                all(values.output()), values.rows().stream().map(this::scalars).toList());
    }

    @Override
    public Plan series(Plan.Series series) {
        return new Plan.Series(
                column(series.column()), scalar(series.from()), scalar(series.to()), scalar(series.step()));
    }

    @Override
    public Plan filter(Plan.Filter filter) {
        return new Plan.Filter(plan(filter.input()), scalar(filter.predicate()));
    }

    @Override
    public Plan project(Plan.Project project) {
        return new Plan.Project(plan(project.input()), assigns(project.columns()));
    }

    @Override
    public Plan aggregate(Plan.Aggregate aggregate) {
        return new Plan.Aggregate(
                plan(aggregate.input()),
                assigns(aggregate.keys()),
                aggregate.aggregates().stream()
                        .map(a -> new Plan.AggregateColumn(
                                column(a.column()),
                                a.function(),
                                scalars(a.arguments()),
                                orNull(a.filter()),
                                keys(a.order())))
                        .toList());
    }

    private @Nullable Scalar orNull(@Nullable Scalar scalar) {
        return scalar == null ? null : scalar(scalar);
    }

    @Override
    public Plan window(Plan.Window window) {
        return new Plan.Window(
                plan(window.input()),
                window.columns().stream()
                        .map(w -> new Plan.WindowColumn(
                                column(w.column()),
                                w.kind(),
                                scalars(w.arguments()),
                                all(w.partition()),
                                keys(w.order())))
                        .toList());
    }

    @Override
    public Plan limit(Plan.Limit limit) {
        return new Plan.Limit(plan(limit.input()), limit.count(), keys(limit.order()));
    }

    @Override
    public Plan join(Plan.Join join) {
        return new Plan.Join(
                join.kind(),
                plan(join.left()),
                plan(join.right()),
                join.keys().stream()
                        .map(k -> new Plan.KeyPair(scalar(k.left()), scalar(k.right())))
                        .toList());
    }

    @Override
    public Plan union(Plan.Union union) {
        return new Plan.Union(
                union.inputs().stream().map(this::plan).toList(),
                union.columns().stream().map(this::all).toList(),
                all(union.output()));
    }

    @Override
    public Plan unnest(Plan.Unnest unnest) {
        Column position = unnest.position();
        return new Plan.Unnest(
                plan(unnest.input()), assigns(unnest.items()), position == null ? null : column(position));
    }

    @Override
    public Plan fold(Plan.Fold fold) {
        return new Plan.Fold(
                plan(fold.input()),
                all(fold.partition()),
                column(fold.number()),
                assigns(fold.state()),
                fold.stages().stream().map(this::assigns).toList(),
                all(fold.next()),
                fold.emissions().stream()
                        .map(e -> new Plan.Emission(column(e.condition()), all(e.values())))
                        .toList(),
                all(fold.output()));
    }

    /** Whoever reads the rows under other names still reads the same rows. */
    @Override
    public Plan shared(Plan.Shared shared) {
        return new Plan.Shared(shared.name(), shared.input(), shared.columns(), all(shared.output()));
    }

    @Override
    public Scalar literal(Scalar.Literal literal) {
        return literal;
    }

    @Override
    public Scalar ref(Scalar.Ref ref) {
        return new Scalar.Ref(column(ref.column()));
    }

    @Override
    public Scalar call(Scalar.Call call) {
        return new Scalar.Call(call.function(), scalars(call.arguments()), call.type());
    }

    @Override
    public Scalar in(Scalar.In in) {
        return new Scalar.In(scalar(in.value()), scalars(in.items()), in.negated());
    }

    @Override
    public Scalar inPlan(Scalar.InPlan in) {
        return new Scalar.InPlan(scalar(in.value()), plan(in.plan()), column(in.column()), in.negated());
    }

    @Override
    public Scalar subquery(Scalar.Subquery subquery) {
        return new Scalar.Subquery(plan(subquery.plan()), column(subquery.column()));
    }
}
