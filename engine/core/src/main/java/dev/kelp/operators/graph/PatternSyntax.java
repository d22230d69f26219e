package dev.kelp.operators.graph;

import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern as written: sequences of nodes with edges between them, {@code (a)-[e*1..3]->(b), (b)--(c)}. */
record PatternSyntax(List<Sequence> sequences, Span span) {

    /** One more node than edges. */
    record Sequence(List<Node> nodes, List<Edge> edges) {
        Sequence {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /** {@code (name)}. */
    record Node(@Nullable String name, Span span) {}

    /** Which way an edge may lead, as seen from the pattern's left. */
    enum Direction {
        RIGHT,
        LEFT,
        ANY
    }

    /** {@code -[name*min..max]->}; without a range just one edge. */
    record Edge(
            @Nullable String name,
            Direction direction,
            @Nullable Range range,
            Span span) {}

    record Range(Expr min, Expr max) {}

    PatternSyntax {
        sequences = List.copyOf(sequences);
    }

    static PatternSyntax parse(Cursor cursor, ExprParser exprs) {
        int start = cursor.mark();
        List<Sequence> sequences = new ArrayList<>();
        do {
            List<Node> nodes = new ArrayList<>();
            List<Edge> edges = new ArrayList<>();
            nodes.add(node(cursor));
            while (cursor.at("-") || cursor.at("<") || cursor.at("--") || cursor.at("-->") || cursor.at("<--")) {
                edges.add(edge(cursor, exprs));
                nodes.add(node(cursor));
            }
            sequences.add(new Sequence(nodes, edges));
        } while (cursor.accept(","));
        return new PatternSyntax(sequences, cursor.since(start));
    }

    private static Node node(Cursor cursor) {
        int start = cursor.mark();
        cursor.expect("(");
        String name = cursor.at(")") ? null : cursor.name("the name of a node").text();
        cursor.expect(")");
        return new Node(name, cursor.since(start));
    }

    private static Edge edge(Cursor cursor, ExprParser exprs) {
        int start = cursor.mark();
        if (cursor.accept("-->")) {
            return new Edge(null, Direction.RIGHT, null, cursor.since(start));
        }
        if (cursor.accept("<--")) {
            return new Edge(null, Direction.LEFT, null, cursor.since(start));
        }
        if (cursor.accept("--")) {
            return new Edge(null, Direction.ANY, null, cursor.since(start));
        }
        boolean left = cursor.accept("<");
        cursor.expect("-");
        cursor.expect("[");
        String name = cursor.atName() ? cursor.name("the name of an edge").text() : null;
        Range range = null;
        if (cursor.accept("*")) {
            Expr min = exprs.expr();
            cursor.expect("..");
            range = new Range(min, exprs.expr());
        }
        cursor.expect("]");
        cursor.expect("-");
        boolean right = cursor.accept(">");
        Span span = cursor.since(start);
        if (left && right) {
            throw Problem.SYNTAX.at(span, "An edge leads one way.").hint("For any direction write -[e]-.");
        }
        return new Edge(name, left ? Direction.LEFT : right ? Direction.RIGHT : Direction.ANY, range, span);
    }
}
