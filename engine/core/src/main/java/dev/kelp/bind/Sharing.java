package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tables whose rows are computed once, however often a query reads them. */
final class Sharing {
    private Sharing() {}

    /** The table as it is where every evaluation gives the same rows; else one that is evaluated once. */
    static Relation steady(Relation relation, Session session) {
        return isVolatile(relation.plan()) ? once(relation, session) : relation;
    }

    /** The same rows for all who read copies of the result. */
    static Relation once(Relation relation, Session session) {
        Set<Column> columns = new LinkedHashSet<>(relation.columns());
        relation.order().stream().map(SortKey::column).forEach(columns::add);
        return relation.over(once(relation.plan(), List.copyOf(columns), session), relation.columns());
    }

    /** @param columns of the plan, which the result has, too */
    static Plan once(Plan plan, List<Column> columns, Session session) {
        if (plan instanceof Plan.Shared) {
            return plan;
        }
        String name = "shared" + session.column("shared", KqlType.BOOL).id();
        // The input's columns get ids of their own: it is written apart from those who read it.
        List<Plan.Assign> inner = new ArrayList<>();
        for (Column column : columns) {
            inner.add(new Plan.Assign(session.column(column.name(), column.type()), new Scalar.Ref(column)));
        }
        List<Column> own = inner.stream().map(Plan.Assign::column).toList();
        return new Plan.Shared(name, new Plan.Project(plan, inner), own, columns);
    }

    /** Whether two evaluations may give other rows: by chance, or because rows are counted off in no order. */
    private static boolean isVolatile(Plan plan) {
        boolean[] found = {false};
        new PlanRewriter() {
            @Override
            public Plan limit(Plan.Limit limit) {
                found[0] |= limit.order().isEmpty();
                return super.limit(limit);
            }

            @Override
            public Plan window(Plan.Window window) {
                found[0] |= window.columns().stream().anyMatch(c -> c.order().isEmpty());
                return super.window(window);
            }

            @Override
            public Plan shared(Plan.Shared shared) {
                return shared;
            }

            @Override
            public Scalar call(Scalar.Call call) {
                found[0] |= call.function().volatileResult();
                return super.call(call);
            }
        }.rewrite(plan);
        return found[0];
    }
}
