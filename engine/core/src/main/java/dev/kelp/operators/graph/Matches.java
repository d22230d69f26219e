package dev.kelp.operators.graph;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row per match of a pattern.
 *
 * @param captures the value of each capture
 * @param partition the column of the partition that a match lies in; null in a graph without partitions
 */
record Matches(Plan plan, List<Scalar> captures, @Nullable Column partition) {
    Matches {
        captures = List.copyOf(captures);
    }
}
