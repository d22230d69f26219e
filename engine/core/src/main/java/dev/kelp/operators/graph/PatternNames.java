package dev.kelp.operators.graph;

import dev.kelp.bind.Graph;
import dev.kelp.bind.Relation;
import dev.kelp.functions.graph.PathPattern.Kind;
import dev.kelp.operators.graph.ElementRows.Asked;
import dev.kelp.operators.graph.ElementRows.Form;
import dev.kelp.syntax.Expr;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names and calls in a pattern's expressions mean: its nodes, edges and paths, and their properties. */
final class PatternNames {
    /** Functions of a node, and what they are asked for as. */
    private static final Map<String, String> OF_NODES = Map.of(
            "node_degree_in", ElementRows.DEGREE_IN,
            "node_degree_out", ElementRows.DEGREE_OUT,
            "node_id", ElementRows.NODE_ID);

    private final Pattern pattern;
    private final Graph graph;

    PatternNames(Pattern pattern, Graph graph) {
        this.pattern = pattern;
        this.graph = graph;
    }

    /** A node or an edge of the pattern. */
    record Element(boolean isNode, int number) {}

    /** A value that an element has by itself. */
    record Own(Element element, Expr value) {}

    /** A value of a path that is made of a value of each edge or inner node. */
    record OfPath(Kind kind, int edge, Asked asked) {}

    boolean isPath(Element element) {
        return !element.isNode() && pattern.edges().get(element.number()).variable();
    }

    /** The element a name means, null for a name of something else. */
    @Nullable
    Element element(@Nullable Expr expr) {
        if (!(expr instanceof Expr.Name name)) {
            return null;
        }
        int node = pattern.node(name.name());
        int edge = pattern.edge(name.name());
        return node >= 0 ? new Element(true, node) : edge >= 0 ? new Element(false, edge) : null;
    }

    /** A property of an element, {@code a.x} or {@code a['x']}, or a function of it. */
    @Nullable
    Own own(Expr expr) {
        if (expr instanceof Expr.Call call) {
            return ownOfCall(call);
        }
        Expr target = expr instanceof Expr.Member m ? m.target() : expr instanceof Expr.Index i ? i.target() : null;
        Element element = element(target);
        if (element == null) {
            return null;
        }
        if (expr instanceof Expr.Member m) {
            return new Own(element, property(element, m.member(), m.span()));
        }
        if (expr instanceof Expr.Index i
                && i.index() instanceof Expr.Literal literal
                && literal.type() == KqlType.STRING) {
            return new Own(element, property(element, String.valueOf(literal.value()), i.span()));
        }
        return null;
    }

    /** The name of the property that an expression reads. */
    String name(Expr property) {
        return property instanceof Expr.Member m
                ? m.member()
                : property instanceof Expr.Index i && i.index() instanceof Expr.Literal literal
                        ? String.valueOf(literal.value())
                        : "";
    }

    private @Nullable Own ownOfCall(Expr.Call call) {
        String asked = OF_NODES.get(call.function());
        boolean labels = call.function().equals("labels");
        if (asked == null && !labels) {
            return null;
        }
        Expr first = call.arguments().size() == 1 ? call.arguments().get(0).expr() : null;
        Element element = element(first);
        if (element == null || !labels && !element.isNode()) {
            throw Problem.SEMANTIC.at(
                    call.span(),
                    call.function() + "() takes a node" + (labels ? " or an edge" : "") + " of the pattern.");
        }
        return new Own(element, new Expr.Name(asked == null ? ElementRows.LABELS : asked, call.span()));
    }

    private Expr property(Element element, String name, Span span) {
        Relation rows = element.isNode() ? graph.nodes() : graph.edges();
        if (rows.column(name).isEmpty()) {
            String of = element.isNode() ? " of the graph's nodes" : " of the graph's edges";
            KqlException problem = Problem.UNKNOWN_COLUMN.at(span, name, of);
            String hint = Suggestions.didYouMean(name, new LinkedHashSet<>(rows.names()));
            throw hint == null ? problem : problem.hint(hint);
        }
        return new Expr.Name(ElementRows.PROPERTY + name, span);
    }

    /** The expression as the only element it speaks of sees it. */
    Asked own(Expr expr, Form form) {
        Expr seen = Expressions.exchanged(expr, e -> {
            Own own = own(e);
            return own == null ? null : own.value();
        });
        return new Asked(seen, false, form);
    }

    /** {@code all(e, …)}, {@code any(inner_nodes(e), …)}, {@code map(e, …)}: null for other calls. */
    @Nullable
    OfPath ofPath(Expr.Call call) {
        String function = call.function();
        boolean all = function.equals("all");
        boolean any = function.equals("any");
        if (!all && !any && !function.equals("map")) {
            return null;
        }
        if (call.arguments().size() != 2) {
            throw Problem.ARGUMENT_COUNT.at(
                    call.span(), function, "2 arguments", call.arguments().size());
        }
        Expr first = call.arguments().get(0).expr();
        boolean inner = first instanceof Expr.Call of && of.function().equals("inner_nodes");
        if (first instanceof Expr.Call of && inner) {
            first = of.arguments().size() == 1 ? of.arguments().get(0).expr() : of;
        }
        Element element = element(first);
        if (element == null || !isPath(element)) {
            throw Problem.SEMANTIC
                    .at(
                            first.span(),
                            function + "() takes a path of the pattern: an edge with a length, or its inner nodes.")
                    .hint("Write -[e*1..3]-> in the pattern.");
        }
        Expr body = bare(call.arguments().get(1).expr(), element, inner);
        Kind kind = all
                ? inner ? Kind.ALL_INNER_NODES : Kind.ALL_EDGES
                : any ? inner ? Kind.ANY_INNER_NODE : Kind.ANY_EDGE : inner ? Kind.INNER_NODES : Kind.EDGES;
        return new OfPath(kind, element.number(), new Asked(body, true, all || any ? Form.CONDITION : Form.JSON));
    }

    /** An expression in which the path's edge, or inner node, needs no name. */
    private Expr bare(Expr body, Element path, boolean inner) {
        Relation rows = inner ? graph.nodes() : graph.edges();
        return Expressions.exchanged(body, e -> {
            if (e instanceof Expr.Call call && call.arguments().isEmpty()) {
                String asked = call.function().equals("labels") ? ElementRows.LABELS : OF_NODES.get(call.function());
                if (asked != null && !inner && !asked.equals(ElementRows.LABELS)) {
                    throw Problem.SEMANTIC.at(
                            call.span(), call.function() + "() is a function of nodes, not of edges.");
                }
                return asked == null ? null : new Expr.Name(asked, call.span());
            }
            Expr target = e instanceof Expr.Member m ? m.target() : e instanceof Expr.Index i ? i.target() : e;
            Element element = element(target);
            if (element == null
                    || target instanceof Expr.Name name
                            && rows.column(name.name()).isPresent()) {
                return null;
            }
            Own own = own(e);
            if (own != null && element.equals(path) && !inner) {
                return own.value();
            }
            throw Problem.NOT_SUPPORTED.at(e.span(), "Another element of the pattern inside all(), any() and map()");
        });
    }

    /** The elements an expression speaks of. */
    Mentions mentions(Expr expr) {
        Set<Element> elements = new LinkedHashSet<>();
        List<Expr> whole = new ArrayList<>();
        Expressions.exchanged(expr, e -> {
            if (e instanceof Expr.Call call && ofPath(call) != null) {
                whole.add(e);
                return e;
            }
            Own own = own(e);
            if (own != null) {
                elements.add(own.element());
                return e;
            }
            if (element(e) != null) {
                whole.add(e);
            }
            return null;
        });
        return new Mentions(elements, !whole.isEmpty());
    }

    /**
     * What an expression speaks of.
     *
     * @param elements those whose properties it reads
     * @param whole whether it reads a path as a whole
     */
    record Mentions(Set<Element> elements, boolean whole) {
        /** The one element it speaks of; null for none or several. */
        @Nullable
        Element only() {
            return elements.size() == 1 && !whole ? elements.iterator().next() : null;
        }
    }
}
