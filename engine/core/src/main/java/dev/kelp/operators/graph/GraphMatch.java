package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.GraphOperator;
import dev.kelp.bind.Relation;
import dev.kelp.functions.graph.PathPattern.Cycles;
import dev.kelp.functions.graph.PathPattern.Output;
import dev.kelp.operators.OperatorParameters;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;

/** {@code graph-match cycles=none (a)-[e]->(b) where a.x == 1 project b.x}: a row per match of a pattern (R212 to R215). */
public record GraphMatch(OperatorParameters settings, PatternClauses clauses, Span span) implements GraphOperator {
    public static GraphMatch parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "cycles");
        return new GraphMatch(settings, PatternClauses.parse(word, cursor, exprs), word.span());
    }

    @Override
    public String word() {
        return "graph-match";
    }

    @Override
    public Relation bind(Graph graph, Binder binder) {
        Pattern pattern = Pattern.of(clauses.pattern(), binder);
        PatternExpressions expressions = new PatternExpressions(pattern, graph);
        Expr where = clauses.where();
        if (where != null) {
            expressions.where(where);
        }
        List<Expr.Item> taken = clauses.values(expressions);
        Cycles cycles = cycles(settings, span);
        Matches matches = pattern.hasPaths()
                ? new PatternSearch(binder, graph, pattern).bind(cycles, Output.EVERY, expressions)
                : new PatternJoins(binder, graph, pattern, cycles, expressions).bind();
        return clauses.bind(matches, expressions, taken, binder);
    }

    static Cycles cycles(OperatorParameters settings, Span span) {
        String cycles = settings.get("cycles", "unique_edges");
        return switch (cycles) {
            case "all" -> Cycles.ALL;
            case "none" -> Cycles.NONE;
            case "unique_edges" -> Cycles.UNIQUE_EDGES;
            default ->
                throw Problem.SYNTAX
                        .at(settings.span("cycles", span), "No cycles '" + cycles + "'.")
                        .hint("Cycles are all, none or unique_edges.");
        };
    }
}
