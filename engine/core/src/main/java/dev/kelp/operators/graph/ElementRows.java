package dev.kelp.operators.graph;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a graph's nodes or edges with what a pattern asks of each of them. First all that is asked for is gathered, then it is
 * bound.
 */
final class ElementRows {
    /** Before a property's name in an expression about one element, so that it is no other name. */
    static final String PROPERTY = "$.";

    static final String DEGREE_IN = "$degree_in";
    static final String DEGREE_OUT = "$degree_out";
    static final String NODE_ID = "$node_id";
    static final String LABELS = "$labels";

    private static final Span NOWHERE = new Span(0, 0);

    /** In what form a value is wanted. */
    enum Form {
        VALUE,
        /** As an element of an array. */
        JSON,
        /** A bool. */
        CONDITION
    }

    /**
     * A value per element.
     *
     * @param bare whether the element's properties are named without their element, as in {@code all(e, w > 1)}
     */
    record Asked(Expr expr, boolean bare, Form form) {
        /** Whether the other asks the same, wherever it is written. */
        boolean isLike(@Nullable Asked other) {
            if (other == null || bare != other.bare || form != other.form) {
                return false;
            }
            return expr instanceof Expr.Name one && other.expr instanceof Expr.Name two
                    ? one.name().equals(two.name())
                    : expr.equals(other.expr);
        }
    }

    private final Binder binder;
    private final Graph graph;
    private final boolean ofNodes;
    private final List<Column> keys;
    private final List<Asked> asked = new ArrayList<>();

    private ElementRows(Binder binder, Graph graph, boolean ofNodes, List<Column> keys) {
        this.binder = binder;
        this.graph = graph;
        this.ofNodes = ofNodes;
        this.keys = keys;
    }

    /** @param graph a copy of its own */
    static ElementRows ofNodes(Binder binder, Graph graph) {
        return new ElementRows(binder, graph, true, graph.node());
    }

    /** @param graph a copy of its own */
    static ElementRows ofEdges(Binder binder, Graph graph) {
        return ofEdges(binder, graph, List.of());
    }

    /** @param more columns that are kept too */
    static ElementRows ofEdges(Binder binder, Graph graph, List<Column> more) {
        List<Column> keys = new ArrayList<>(graph.source());
        keys.addAll(graph.target());
        keys.addAll(more);
        return new ElementRows(binder, graph, false, keys);
    }

    /** Asks for a value; the place at which it will be found. */
    int ask(Asked value) {
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).isLike(value)) {
                return i;
            }
        }
        asked.add(value);
        return asked.size() - 1;
    }

    /**
     * What was asked for.
     *
     * @param relation in the elements' order
     * @param keys what tells the element: of an edge its source and then its target
     */
    record Rows(Relation relation, List<Column> keys, List<Column> values) {
        /** The keys, and the values after them. */
        List<Column> all() {
            List<Column> all = new ArrayList<>(keys);
            all.addAll(values);
            return all;
        }
    }

    Rows bind() {
        Relation relation = ofNodes ? graph.nodes() : graph.edges();
        List<Column> properties = relation.columns();
        RowContext named = binder.row(relation.keep(List.of()));
        RowContext bare = binder.row(relation);
        Plan plan = relation.plan();
        for (RowContext row : List.of(named, bare)) {
            properties.forEach(c -> row.local(PROPERTY + c.name(), new Scalar.Ref(c)));
            row.local(LABELS, new Scalar.Literal(KqlType.DYNAMIC, "[]"));
        }
        if (ofNodes) {
            Scalar id = binder.as(new Scalar.Ref(graph.nodeId()), KqlType.STRING);
            named.local(NODE_ID, id);
            bare.local(NODE_ID, id);
            for (String degree : List.of(DEGREE_IN, DEGREE_OUT)) {
                if (asked.stream().anyMatch(a -> mentions(a.expr(), degree))) {
                    Degree counted = degree(plan, degree);
                    plan = counted.plan();
                    named.local(degree, counted.value());
                    bare.local(degree, counted.value());
                }
            }
        }
        List<Plan.Assign> assigns = new ArrayList<>();
        new LinkedHashSet<>(keys).forEach(c -> assigns.add(Plan.Assign.of(c)));
        List<Column> values = new ArrayList<>();
        for (Asked one : asked) {
            RowContext row = one.bare() ? bare : named;
            Scalar value =
                    one.form() == Form.CONDITION ? binder.predicate(one.expr(), row) : binder.scalar(one.expr(), row);
            if (one.form() == Form.JSON) {
                value = binder.as(value, KqlType.DYNAMIC);
            }
            Column column = binder.column("$value", value.type());
            values.add(column);
            assigns.add(new Plan.Assign(column, value));
        }
        return new Rows(relation.project(plan, assigns), keys, values);
    }

    private static boolean mentions(Expr expr, String name) {
        List<Expr> found = new ArrayList<>();
        Expressions.exchanged(expr, e -> {
            if (e instanceof Expr.Name n && n.name().equals(name)) {
                found.add(e);
            }
            return null;
        });
        return !found.isEmpty();
    }

    private record Degree(Plan plan, Scalar value) {}

    /** The nodes with the number of edges that come or go. */
    private Degree degree(Plan nodes, String name) {
        Graph copy = binder.copy(graph);
        List<Plan.Assign> groups = new ArrayList<>();
        List<Plan.KeyPair> pairs = new ArrayList<>();
        List<Column> ends = name.equals(DEGREE_IN) ? copy.target() : copy.source();
        for (int i = 0; i < ends.size(); i++) {
            Column group = binder.column(ends.get(i).name(), ends.get(i).type());
            groups.add(new Plan.Assign(group, new Scalar.Ref(ends.get(i))));
            pairs.add(new Plan.KeyPair(new Scalar.Ref(graph.node().get(i)), new Scalar.Ref(group)));
        }
        Column count = binder.column(name, KqlType.LONG);
        Plan counted = new Plan.Aggregate(
                copy.edges().plan(),
                groups,
                List.of(AggregateCalls.column(count, AggregateCalls.resolve("count", List.of(), NOWHERE), List.of())));
        Plan joined = new Plan.Join(Plan.JoinKind.LEFT_OUTER, nodes, counted, pairs);
        Scalar value = binder.call("coalesce", NOWHERE, new Scalar.Ref(count), new Scalar.Literal(KqlType.LONG, 0L));
        return new Degree(joined, value);
    }
}
