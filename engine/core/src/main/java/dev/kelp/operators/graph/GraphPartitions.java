package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.Partition;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code partitioned-by}: operators on one graph per value of a column. There is one graph all the same, whose ids hold
 * the partition: no edge leads out of its own. What follows once there is a table runs once per partition.
 */
final class GraphPartitions {
    private GraphPartitions() {}

    /** Adds a last column for the partition of each row that a graph operator yields; nothing in a graph without partitions. */
    static void mark(List<Plan.Assign> columns, @Nullable Column partition, Binder binder) {
        if (partition != null) {
            Column last = binder.column("$partition", partition.type());
            columns.add(new Plan.Assign(last, new Scalar.Ref(partition)));
        }
    }

    static Relation bind(Graph graph, List<OperatorSyntax> operators, Span span, Binder binder) {
        Binder inner = binder.within(span);
        Relation relation = Relation.of(graph);
        int next = 0;
        while (relation.graph() != null) {
            if (next == operators.size()) {
                throw Problem.GRAPH.at(span).hint("graph-match, graph-to-table and their kin make a table of it.");
            }
            relation = inner.apply(operators.get(next++), relation);
        }
        List<Column> columns = relation.columns();
        Column key = columns.get(columns.size() - 1);
        Relation rows = relation.keep(columns.subList(0, columns.size() - 1));
        if (next == operators.size()) {
            return rows;
        }
        Partition partition = Partition.of(rows, key, List.of(), binder.session());
        Relation bound = inner.apply(operators.subList(next, operators.size()), partition.leaf());
        Partition.Lifted lifted = partition.lift(bound);
        List<Plan.Assign> assigns =
                bound.columns().stream().map(Plan.Assign::of).toList();
        return Relation.of(lifted.plan(), List.of()).project(lifted.plan(), assigns);
    }
}
