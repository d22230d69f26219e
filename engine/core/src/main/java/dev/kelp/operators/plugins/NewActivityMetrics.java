package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code new_activity_metrics}: who of those first seen in a step (the cohort) is seen in each later one. */
final class NewActivityMetrics {
    private NewActivityMetrics() {}

    static Relation bind(PluginCall call) {
        call.expect(5, Integer.MAX_VALUE, "Lookback", "lookback");
        boolean lookback = call.isTable(call.size() - 1);
        int end = call.size() - (lookback ? 1 : 0);
        boolean oneCohort = end > 5 && !call.isColumn(5);
        Analytics of = Analytics.of(call, call.columns(oneCohort ? 6 : 5, end, "Dimension"))
                .time("Start", 2)
                .time("End", 3)
                .step("Step", 4);
        Map<String, Relation> tables = new HashMap<>();
        tables.put("N", seen(call, of, lookback));
        tables.put("B", of.run("range i from 0 to Steps step 1 | extend b = First | project b = {later}, one = 1"));
        tables.put("C", of.run("""
                N | join kind=inner (N | summarize f = min(b) by id{,dims}) on id{,dims}
                | summarize n = count() by f, b{,dims}""", tables));
        if (oneCohort) {
            of.time("Cohort", 5);
        }
        tables.put(
                "G",
                of.run(
                        """
                B | project f = b, one {cohort}
                | join kind=inner (B) on one | where b >= f
                | join kind=inner (N | distinct one = 1{,dims}) on one
                | project f, b{,dims}""".replace(
                                "{cohort}", oneCohort ? "| where f == toscalar(print t = Cohort | project {bin})" : ""),
                        tables));
        tables.put("L", of.run("""
                G | join kind=inner (C | project g = f, b, n{,dims}) on b{,dims} | where g > f
                | summarize fresh = sum(n) by f, b{,dims}""", tables));
        Relation answer = of.run("""
                G | join kind=leftouter (C) on f, b{,dims}
                | join kind=leftouter (C | where f == b | project f, size = n{,dims}) on f{,dims}
                | join kind=leftouter (L) on f, b{,dims}
                | extend kept = coalesce(n, 0), size = coalesce(size, 0), fresh = coalesce(fresh, 0)
                | project f, b{,dims}, dcount_new_values = iff(f == b, size, fresh), dcount_retained_values = kept,
                    dcount_churn_values = size - kept, retention_rate = toreal(kept) / toreal(size),
                    churn_rate = toreal(size - kept) / toreal(size)""", tables);
        return of.answer(answer, Map.of("f", "from_" + of.timeName(), "b", "to_" + of.timeName()));
    }

    /** Who is seen in which step; those of the lookback are not new in any. */
    private static Relation seen(PluginCall call, Analytics of, boolean lookback) {
        if (!lookback) {
            return of.run("T | where t between (Start .. End) | distinct b = {bin}, id{,dims}");
        }
        Expr argument = call.required(call.size() - 1, "Lookback");
        Relation table = call.binder().table(argument);
        String name = call.column(0, "IdColumn").name();
        Column id = table.columns().size() == 1
                ? table.columns().get(0)
                : call.binder().column(table, name, argument.span());
        if (id.type() != call.column(0, "IdColumn").type()) {
            throw Problem.JOIN_KEY_TYPES.at(
                    argument.span(), call.column(0, "IdColumn").type(), id.type());
        }
        return of.run("""
                T | where t between (Start .. End) | where id !in (L)
                | distinct b = {bin}, id{,dims}""", Map.of("T", of.table(), "L", table.keep(List.of(id))));
    }
}
