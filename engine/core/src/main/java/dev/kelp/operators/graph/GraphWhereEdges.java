package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.GraphOperator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;

/** {@code graph-where-edges predicate}: the edges for which it is true; all nodes stay. */
public record GraphWhereEdges(Expr predicate, Span span) implements GraphOperator {
    public static GraphWhereEdges parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new GraphWhereEdges(exprs.expr(), word.span());
    }

    @Override
    public String word() {
        return "graph-where-edges";
    }

    @Override
    public Relation bind(Graph graph, Binder binder) {
        RowContext row = binder.row(graph.edges());
        Scalar condition = binder.predicate(predicate, row);
        Relation edges = row.extended()
                .over(new Plan.Filter(row.plan(), condition), graph.edges().columns());
        return Relation.of(graph.withEdges(edges, graph.source(), graph.target()));
    }
}
