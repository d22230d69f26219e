package dev.kelp.optimize;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import java.util.Set;

/** One rewriting of a plan. */
interface Rule {
    /**
     * @param needed the columns that must be there in the end
     * @return a plan with the same rows of these columns
     */
    Plan apply(Plan plan, Set<Column> needed);
}
