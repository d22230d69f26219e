package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.GraphOperator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code graph-where-nodes predicate}: the nodes for which it is true, and the edges between them. */
public record GraphWhereNodes(Expr predicate, Span span) implements GraphOperator {
    public static GraphWhereNodes parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new GraphWhereNodes(exprs.expr(), word.span());
    }

    @Override
    public String word() {
        return "graph-where-nodes";
    }

    @Override
    public Relation bind(Graph graph, Binder binder) {
        RowContext row = binder.row(graph.nodes());
        Scalar condition = binder.predicate(predicate, row);
        Relation nodes = row.extended()
                .over(new Plan.Filter(row.plan(), condition), graph.nodes().columns());
        Graph kept = graph.withNodes(nodes, graph.node());
        Plan edges = graph.edges().plan();
        for (List<Column> end : List.of(graph.source(), graph.target())) {
            Graph copy = binder.copy(kept);
            edges = new Plan.Join(Plan.JoinKind.LEFT_SEMI, edges, copy.nodes().plan(), pairs(end, copy.node()));
        }
        return Relation.of(
                kept.withEdges(graph.edges().over(edges, graph.edges().columns()), graph.source(), graph.target()));
    }

    /** The equality of two ways to tell a node. */
    static List<Plan.KeyPair> pairs(List<Column> left, List<Column> right) {
        List<Plan.KeyPair> pairs = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            pairs.add(new Plan.KeyPair(new Scalar.Ref(left.get(i)), new Scalar.Ref(right.get(i))));
        }
        return pairs;
    }
}
