package dev.kelp.optimize;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Rows that only one reads need not be kept.
 *
 * <pre>Filter(p; Shared(m; Scan(a)))  →  Filter(p; Project(Scan(a)))</pre>
 */
final class InlineShared implements Rule {
    @Override
    public Plan apply(Plan plan, Set<Column> needed) {
        Map<String, Integer> readers = new HashMap<>();
        new PlanRewriter() {
            @Override
            public Plan shared(Plan.Shared shared) {
                // What stands in the shared rows is read once, by them.
                return readers.merge(shared.name(), 1, Integer::sum) == 1 ? super.shared(shared) : shared;
            }
        }.rewrite(plan);
        if (readers.isEmpty()) {
            return plan;
        }
        return new PlanRewriter() {
            @Override
            public Plan shared(Plan.Shared shared) {
                Plan.Shared below = (Plan.Shared) super.shared(shared);
                return readers.getOrDefault(shared.name(), 0) == 1 ? below.inline() : below;
            }
        }.rewrite(plan);
    }
}
