package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.Scalar;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * Values over rows that run once per key: tables inside them that depend on the leaf have a result per key and are joined to the rows.
 *
 * <pre>toscalar(leaf | summarize max(x))  →  the column max_x of a left outer join on the key</pre>
 */
final class LiftedScalars extends PlanRewriter {
    private final PartitionLift lift;
    private final Session session;
    private PartitionLift.Rows rows;
    private boolean changed;

    LiftedScalars(PartitionLift lift, Session session, PartitionLift.Rows rows) {
        this.lift = lift;
        this.session = session;
        this.rows = rows;
    }

    Scalar of(Scalar scalar) {
        return rewrite(scalar);
    }

    List<Scalar> all(List<Scalar> scalars) {
        return rewrite(scalars);
    }

    List<Plan.Assign> assigned(List<Plan.Assign> assigns) {
        return assigns(assigns);
    }

    /** The rows with all that the values read. */
    PartitionLift.Rows rows() {
        return rows;
    }

    /** The rows, where no value made a difference; refuses them where one did. */
    PartitionLift.Rows unchanged(String what) {
        if (changed) {
            throw PartitionLift.refused(what);
        }
        return rows;
    }

    @Override
    public Scalar subquery(Scalar.Subquery subquery) {
        Relation copy = copy(subquery.plan(), subquery.column());
        PartitionLift.Rows result = lift.lift(copy.plan(), false);
        if (result.isIndependent()) {
            return subquery;
        }
        join(result.plan(), result.key(), List.of());
        return PartitionLift.text(new Scalar.Ref(copy.columns().get(0)));
    }

    @Override
    public Scalar inPlan(Scalar.InPlan in) {
        Scalar value = rewrite(in.value());
        Relation copy = copy(in.plan(), in.column());
        PartitionLift.Rows items = lift.lift(copy.plan(), false);
        if (items.isIndependent()) {
            return new Scalar.InPlan(value, in.plan(), in.column(), in.negated());
        }
        Column key = session.column("$key", items.key().type());
        Column item = session.column("$item", in.column().type());
        Plan distinct = new Plan.Aggregate(
                items.plan(),
                List.of(
                        new Plan.Assign(key, new Scalar.Ref(items.key())),
                        new Plan.Assign(item, new Scalar.Ref(copy.columns().get(0)))),
                List.of());
        Column there = session.column("$there", KqlType.LONG);
        Plan marked = PartitionLift.with(distinct, there, new Scalar.Literal(KqlType.LONG, 1L));
        join(marked, key, List.of(new Plan.KeyPair(value, new Scalar.Ref(item))));
        // Nulls meet in a join but not in a list.
        Scalar found = PartitionLift.and(isNotNull(new Scalar.Ref(there)), isNotNull(value));
        return in.negated() ? ExprBinder.call("not", List.of(found), PartitionLift.NOWHERE) : found;
    }

    private static Scalar isNotNull(Scalar value) {
        return ExprBinder.call("isnotnull", List.of(value), PartitionLift.NOWHERE);
    }

    /** Column ids of its own: the same table may stand in several values. */
    private Relation copy(Plan plan, Column column) {
        return PlanCopy.of(Relation.of(plan, List.of(column)), session);
    }

    private void join(Plan right, Column key, List<Plan.KeyPair> further) {
        changed = true;
        if (rows.isIndependent()) {
            rows = lift.crossed(rows.plan());
        }
        List<Plan.KeyPair> keys = new ArrayList<>(further);
        keys.add(new Plan.KeyPair(new Scalar.Ref(rows.key()), new Scalar.Ref(key)));
        rows = rows.over(new Plan.Join(Plan.JoinKind.LEFT_OUTER, rows.plan(), right, keys), true);
    }
}
