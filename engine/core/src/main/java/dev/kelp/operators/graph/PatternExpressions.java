package dev.kelp.operators.graph;

import dev.kelp.bind.Graph;
import dev.kelp.functions.graph.PathPattern.Kind;
import dev.kelp.operators.graph.ElementRows.Asked;
import dev.kelp.operators.graph.ElementRows.Form;
import dev.kelp.operators.graph.PatternNames.Element;
import dev.kelp.operators.graph.PatternNames.OfPath;
import dev.kelp.operators.graph.PatternNames.Own;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a pattern's {@code where} and {@code project}, taken apart: what speaks of one node, edge or path alone is asked
 * of it where it is found; what is left reads those answers under names of their own.
 */
final class PatternExpressions {
    /**
     * Something a match is asked for.
     *
     * @param local what the expressions call it
     * @param element the number of the node or edge
     * @param asked what is asked of it; null for a path's length
     */
    record Capture(
            String local, Kind kind, int element, @Nullable Asked asked) {}

    /**
     * A condition on one node ({@code NODE}), on each edge ({@code ALL_EDGES}) or inner node ({@code ALL_INNER_NODES}) of an edge or
     * path, or on some of a path's ({@code ANY_…}).
     */
    record Condition(Kind kind, int element, Asked asked) {}

    private final PatternNames names;
    private final List<Capture> captures = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private @Nullable Expr rest;

    PatternExpressions(Pattern pattern, Graph graph) {
        this.names = new PatternNames(pattern, graph);
    }

    List<Capture> captures() {
        return List.copyOf(captures);
    }

    List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    /** The conditions that speak of several elements, over what is captured; null for none. */
    @Nullable
    Expr rest() {
        return rest;
    }

    /** Takes in a condition. On a path's edges it must hold for each of them. */
    void where(Expr condition) {
        for (Expr one : Expressions.conjuncts(condition)) {
            OfPath ofPath = one instanceof Expr.Call call ? names.ofPath(call) : null;
            Element only = names.mentions(one).only();
            if (ofPath != null && ofPath.asked().form() == Form.CONDITION) {
                conditions.add(new Condition(ofPath.kind(), ofPath.edge(), ofPath.asked()));
            } else if (only != null) {
                Kind kind = only.isNode() ? Kind.NODE : Kind.ALL_EDGES;
                conditions.add(new Condition(kind, only.number(), names.own(one, Form.CONDITION)));
            } else {
                rest = Expressions.and(rest, captured(one));
            }
        }
    }

    /** A value of a match, over what is captured. Of a path's edges it is the array of the value of each. */
    Expr value(Expr expr) {
        Element only = names.mentions(expr).only();
        return only != null && names.isPath(only)
                ? capture(Kind.EDGES, only.number(), names.own(expr, Form.JSON), expr.span())
                : captured(expr);
    }

    /** The item as it names its column: {@code a.x} is {@code a_x}, but {@code tostring(a.x)} is {@code x}. */
    Expr.Item naming(Expr.Item item) {
        if (!(item.expr() instanceof Expr.Call call) || names.own(call) != null) {
            return item;
        }
        if (names.ofPath(call) != null) {
            return new Expr.Item(item.names(), new Expr.Star(item.span()), item.span());
        }
        Expr named = Expressions.exchanged(item.expr(), e -> {
            Own own = e instanceof Expr.Call ? null : names.own(e);
            return own == null ? null : new Expr.Name(names.name(e), e.span());
        });
        return new Expr.Item(item.names(), named, item.span());
    }

    private Expr captured(Expr expr) {
        return Expressions.exchanged(expr, this::part);
    }

    private @Nullable Expr part(Expr expr) {
        if (expr instanceof Expr.Call call) {
            OfPath ofPath = names.ofPath(call);
            if (ofPath != null) {
                return capture(ofPath.kind(), ofPath.edge(), ofPath.asked(), call.span());
            }
            Element counted =
                    call.function().equals("array_length") && call.arguments().size() == 1
                            ? names.element(call.arguments().get(0).expr())
                            : null;
            if (counted != null && names.isPath(counted)) {
                return capture(Kind.LENGTH, counted.number(), null, call.span());
            }
        }
        Own own = names.own(expr);
        if (own != null) {
            Element element = own.element();
            if (names.isPath(element)) {
                throw Problem.NOT_SUPPORTED
                        .at(expr.span(), "A property of a path's edges beside other nodes and edges")
                        .hint("all(), any() and map() make one value of a path.");
            }
            Kind kind = element.isNode() ? Kind.NODE : Kind.EDGE;
            return capture(kind, element.number(), new Asked(own.value(), false, Form.VALUE), expr.span());
        }
        Element element = names.element(expr);
        return element == null ? null : whole(element, (Expr.Name) expr);
    }

    /** An element itself: the bag of its properties; a path: the array of its edges' bags. */
    private Expr whole(Element element, Expr.Name name) {
        Expr bag = new Expr.Call("pack_all", List.of(), name.span(), name.span());
        Kind kind = names.isPath(element) ? Kind.EDGES : element.isNode() ? Kind.NODE : Kind.EDGE;
        Form form = names.isPath(element) ? Form.JSON : Form.VALUE;
        return capture(kind, element.number(), new Asked(bag, true, form), name.span());
    }

    private static boolean isLike(@Nullable Asked one, @Nullable Asked other) {
        return one == null ? other == null : one.isLike(other);
    }

    private Expr capture(Kind kind, int element, @Nullable Asked asked, Span span) {
        for (Capture known : captures) {
            if (known.kind() == kind && known.element() == element && isLike(known.asked(), asked)) {
                return new Expr.Name(known.local(), span);
            }
        }
        Capture capture = new Capture("$" + captures.size(), kind, element, asked);
        captures.add(capture);
        return new Expr.Name(capture.local(), span);
    }
}
