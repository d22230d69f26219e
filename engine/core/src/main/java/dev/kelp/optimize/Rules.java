package dev.kelp.optimize;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import java.util.List;
import java.util.Set;

/** The rules, in order. */
public final class Rules {
    private static final List<Rule> ORDERED = List.of(
            new InlineShared(),
            new ConstantModulus(),
            new ConstantTimes(),
            new PushPredicates(),
            new PruneByTags(),
            new PruneColumns());

    private Rules() {}

    /** The plan after all rules; {@code needed} are the columns its reader will ask for. */
    public static Plan optimize(Plan plan, Set<Column> needed) {
        Plan result = plan;
        for (Rule rule : ORDERED) {
            result = rule.apply(result, needed);
        }
        return result;
    }
}
