package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code partitioned-by}: operators on one graph per value of a column. There is one graph all the same, whose ids hold
 * the partition: no edge leads out of its own.
 */
final class GraphPartitions {
    private GraphPartitions() {}

    /** The rows of a graph operator, with the partition of each. */
    static Relation marked(Relation rows, @Nullable Column partition) {
        return rows;
    }

    static Relation bind(Graph graph, List<OperatorSyntax> operators, Span span, Binder binder) {
        return binder.apply(operators, Relation.of(graph));
    }
}
