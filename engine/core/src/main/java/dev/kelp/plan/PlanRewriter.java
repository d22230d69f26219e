package dev.kelp.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rebuilds a plan from its leaves; rules override the nodes they change. Plans inside scalars are rebuilt too. */
public abstract class PlanRewriter implements Plan.Visitor<Plan>, Scalar.Visitor<Scalar> {

    public Plan rewrite(Plan plan) {
        return plan.accept(this);
    }

    protected Scalar rewrite(Scalar scalar) {
        return scalar.accept(this);
    }

    protected List<Scalar> rewrite(List<Scalar> scalars) {
        return scalars.stream().map(this::rewrite).toList();
    }

    private @Nullable Scalar rewriteOrNull(@Nullable Scalar scalar) {
        return scalar == null ? null : rewrite(scalar);
    }

    protected List<Plan.Assign> assigns(List<Plan.Assign> assigns) {
        return assigns.stream()
                .map(a -> new Plan.Assign(a.column(), rewrite(a.value())))
                .toList();
    }

    @Override
    public Plan scan(Plan.Scan scan) {
        return scan;
    }

    @Override
    public Plan values(Plan.Values values) {
        boolean constant =
                values.rows().stream().allMatch(row -> row.stream().allMatch(value -> value instanceof Scalar.Literal));
        // Literals have nothing to rewrite, and there may be thousands.
        return constant
                ? values
                : new Plan.Values(
                        values.output(),
                        values.rows().stream().map(this::rewrite).toList());
    }

    @Override
    public Plan series(Plan.Series series) {
        return new Plan.Series(series.column(), rewrite(series.from()), rewrite(series.to()), rewrite(series.step()));
    }

    @Override
    public Plan filter(Plan.Filter filter) {
        return new Plan.Filter(rewrite(filter.input()), rewrite(filter.predicate()));
    }

    @Override
    public Plan project(Plan.Project project) {
        return new Plan.Project(rewrite(project.input()), assigns(project.columns()));
    }

    @Override
    public Plan aggregate(Plan.Aggregate aggregate) {
        return new Plan.Aggregate(
                rewrite(aggregate.input()),
                assigns(aggregate.keys()),
                aggregate.aggregates().stream()
                        .map(a -> new Plan.AggregateColumn(
                                a.column(), a.function(), rewrite(a.arguments()), rewriteOrNull(a.filter()), a.order()))
                        .toList());
    }

    @Override
    public Plan window(Plan.Window window) {
        return new Plan.Window(
                rewrite(window.input()),
                window.columns().stream()
                        .map(w -> new Plan.WindowColumn(
                                w.column(), w.kind(), rewrite(w.arguments()), w.partition(), w.order()))
                        .toList());
    }

    @Override
    public Plan limit(Plan.Limit limit) {
        return new Plan.Limit(rewrite(limit.input()), limit.count(), limit.order());
    }

    @Override
    public Plan join(Plan.Join join) {
        return new Plan.Join(
                join.kind(),
                rewrite(join.left()),
                rewrite(join.right()),
                join.keys().stream()
                        .map(k -> new Plan.KeyPair(rewrite(k.left()), rewrite(k.right())))
                        .toList());
    }

    @Override
    public Plan union(Plan.Union union) {
        return new Plan.Union(union.inputs().stream().map(this::rewrite).toList(), union.columns(), union.output());
    }

    @Override
    public Plan unnest(Plan.Unnest unnest) {
        return new Plan.Unnest(rewrite(unnest.input()), assigns(unnest.items()), unnest.position());
    }

    @Override
    public Plan fold(Plan.Fold fold) {
        return new Plan.Fold(
                rewrite(fold.input()),
                fold.partition(),
                fold.number(),
                assigns(fold.state()),
                fold.stages().stream().map(this::assigns).toList(),
                fold.next(),
                fold.emissions(),
                fold.output());
    }

    @Override
    public Plan shared(Plan.Shared shared) {
        return new Plan.Shared(shared.name(), rewrite(shared.input()), shared.columns(), shared.output());
    }

    @Override
    public Scalar literal(Scalar.Literal literal) {
        return literal;
    }

    @Override
    public Scalar ref(Scalar.Ref ref) {
        return ref;
    }

    @Override
    public Scalar call(Scalar.Call call) {
        return new Scalar.Call(call.function(), rewrite(call.arguments()), call.type());
    }

    @Override
    public Scalar in(Scalar.In in) {
        return new Scalar.In(rewrite(in.value()), rewrite(in.items()), in.negated());
    }

    @Override
    public Scalar inPlan(Scalar.InPlan in) {
        return new Scalar.InPlan(rewrite(in.value()), rewrite(in.plan()), in.column(), in.negated());
    }

    @Override
    public Scalar subquery(Scalar.Subquery subquery) {
        return new Scalar.Subquery(rewrite(subquery.plan()), subquery.column());
    }
}
