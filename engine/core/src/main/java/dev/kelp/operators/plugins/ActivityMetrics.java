package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code activity_counts_metrics} and {@code activity_metrics}: who comes for the first time, who comes again, per step. */
final class ActivityMetrics {
    private ActivityMetrics() {}

    /** Each step against all steps before it. */
    static Relation counts(PluginCall call) {
        call.expect(5, Integer.MAX_VALUE);
        Analytics of = Analytics.of(call, 5).time("Start", 2).time("End", 3).step("Step", 4);
        Relation seen = of.run("""
                T | where t between (Start .. End) | extend b = {bin}
                | summarize n = count() by b, id{,dims}""");
        Relation steps = of.run("""
                N | join kind=inner (N | summarize f = min(b) by id{,dims}) on id{,dims}
                | summarize ['count'] = sum(n), dcount = count(), new_dcount = countif(f == b) by b{,dims}""", Map.of("N", seen));
        Relation summed = of.runningSum(steps, "new_dcount", of.names(), "b", "aggregated_dcount");
        return of.answer(
                of.run("N | project b{,dims}, ['count'], dcount, new_dcount, aggregated_dcount", Map.of("N", summed)));
    }

    /** Each step against the one before it. */
    static Relation metrics(PluginCall call) {
        call.expect(3, Integer.MAX_VALUE);
        boolean bounded = call.size() >= 5 && !call.isColumn(3);
        Analytics of = Analytics.of(call, bounded ? 5 : 3);
        if (bounded) {
            of.time("Start", 2).time("End", 3).step("Step", 4);
        } else {
            of.extreme("Start", "min").extreme("End", "max").step("Step", 2);
        }
        Relation seen = of.run("""
                T | where t between (Start .. End) | extend b = {bin} | distinct b, id{,dims}""");
        List<String> person = new ArrayList<>(of.names());
        person.add("id");
        Relation steps = of.run("""
                N | extend i = -1 | extend c = {later}
                | summarize dcount_values = count(), dcount_newvalues = countif(isnull(last) or last != c)
                    by b, c{,dims}""", Map.of("N", of.lag(seen, "b", 1, person, "b", "last")));
        Relation compared = of.lag(steps, "b", 1, of.names(), "b", "last");
        compared = of.lag(compared, "dcount_values", 1, of.names(), "b", "known");
        return of.answer(of.run("""
                N | extend known = toreal(iff(last == c, known, 0)),
                    kept = toreal(dcount_values - dcount_newvalues)
                | project b{,dims}, dcount_values, dcount_newvalues,
                    retention_rate = kept / known, churn_rate = (known - kept) / known""", Map.of("N", compared)));
    }
}
