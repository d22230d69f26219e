package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.GraphOperator;
import dev.kelp.bind.Relation;
import dev.kelp.functions.graph.PathPattern.Kind;
import dev.kelp.functions.graph.PathPattern.Output;
import dev.kelp.operators.OperatorParameters;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;

/** {@code graph-shortest-paths output=all (a)-[e*1..9]->(b) where a.x == 1 project map(e, y)}: shortest paths between nodes (R216). */
public record GraphShortestPaths(OperatorParameters settings, PatternClauses clauses, Span span)
        implements GraphOperator {
    public static GraphShortestPaths parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "output", "cycles");
        return new GraphShortestPaths(settings, PatternClauses.parse(word, cursor, exprs), word.span());
    }

    @Override
    public String word() {
        return "graph-shortest-paths";
    }

    @Override
    public Relation bind(Graph graph, Binder binder) {
        Pattern pattern = Pattern.of(clauses.pattern(), binder);
        if (clauses.pattern().sequences().size() > 1 || !pattern.hasPaths()) {
            throw Problem.SEMANTIC
                    .at(
                            clauses.pattern().span(),
                            "A shortest path is one sequence with at least one edge of variable length.")
                    .hint("Write (a)-[e*1..9]->(b).");
        }
        PatternExpressions expressions = new PatternExpressions(pattern, graph);
        Expr where = clauses.where();
        if (where != null) {
            expressions.where(where);
        }
        checkRest(pattern, expressions);
        List<Expr.Item> taken = clauses.values(expressions);
        Matches matches = new PatternSearch(binder, graph, pattern)
                .bind(GraphMatch.cycles(settings, span), output(), expressions);
        return clauses.bind(matches, expressions, taken, binder);
    }

    private Output output() {
        String output = settings.get("output", "any");
        return switch (output) {
            case "any" -> Output.ANY_SHORTEST;
            case "all" -> Output.ALL_SHORTEST;
            default ->
                throw Problem.SYNTAX
                        .at(settings.span("output", span), "No output '" + output + "'.")
                        .hint("Outputs are any and all.");
        };
    }

    /** What is left for after the search may choose among pairs of ends, not among the paths between them. */
    private void checkRest(Pattern pattern, PatternExpressions expressions) {
        Expr rest = expressions.rest();
        int last = pattern.edges().get(pattern.edges().size() - 1).to();
        boolean ofEnds = expressions.captures().stream()
                .allMatch(c -> c.kind() == Kind.NODE
                        && (c.element() == pattern.edges().get(0).from() || c.element() == last));
        if (rest != null && !ofEnds) {
            throw Problem.NOT_SUPPORTED
                    .at(rest.span(), "A condition on several elements of a shortest path other than its ends")
                    .hint("Conditions on one node, edge or path may be joined by and.");
        }
    }
}
