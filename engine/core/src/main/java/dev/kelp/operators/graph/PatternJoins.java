package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.functions.graph.PathPattern.Cycles;
import dev.kelp.functions.graph.PathPattern.Kind;
import dev.kelp.operators.graph.ElementRows.Asked;
import dev.kelp.operators.graph.PatternExpressions.Capture;
import dev.kelp.operators.graph.PatternExpressions.Condition;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Matches of patterns of single edges: joins of the graph's edges by their ends, and of its nodes where more than their ids is asked
 * for.
 */
final class PatternJoins {
    private static final Span NOWHERE = new Span(0, 0);

    private final Binder binder;
    private final Graph graph;
    private final Pattern pattern;
    private final Cycles cycles;
    private final PatternExpressions expressions;

    /** The columns that tell the node, once it is known. */
    private final List<@Nullable List<Column>> nodeKeys = new ArrayList<>();

    /** What tells edges apart. */
    private final List<List<Column>> identities = new ArrayList<>();

    private final Scalar[] captures;
    private @Nullable Plan plan;

    PatternJoins(Binder binder, Graph graph, Pattern pattern, Cycles cycles, PatternExpressions expressions) {
        this.binder = binder;
        this.graph = graph;
        this.pattern = pattern;
        this.cycles = cycles;
        this.expressions = expressions;
        this.captures = new Scalar[expressions.captures().size()];
        Arrays.fill(captures, new Scalar.Literal(KqlType.DYNAMIC, null));
        pattern.nodes().forEach(n -> nodeKeys.add(null));
    }

    Matches bind() {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < pattern.edges().size(); i++) {
            open.add(i);
            identities.add(List.of());
        }
        while (!open.isEmpty()) {
            int next = open.stream()
                    .filter(i -> plan == null || isKnown(pattern.edges().get(i)))
                    .findFirst()
                    .orElseThrow();
            edge(next);
            open.remove(Integer.valueOf(next));
        }
        for (int i = 0; i < pattern.nodes().size(); i++) {
            node(i);
        }
        if (cycles == Cycles.UNIQUE_EDGES) {
            allDiffer(identities);
        } else if (cycles == Cycles.NONE && pattern.isTree()) {
            allDiffer(nodeKeys);
        } else if (cycles == Cycles.NONE) {
            filter(new Scalar.Literal(KqlType.BOOL, false));
        }
        List<Column> first = nodeKeys.get(0);
        return new Matches(plan(), List.of(captures), first.size() > 1 ? first.get(0) : null);
    }

    private Plan plan() {
        return Objects.requireNonNull(plan, "a pattern has a node");
    }

    private boolean isKnown(Pattern.Edge edge) {
        return nodeKeys.get(edge.from()) != null || nodeKeys.get(edge.to()) != null;
    }

    private void filter(Scalar condition) {
        plan = new Plan.Filter(plan(), condition);
    }

    private void edge(int number) {
        Pattern.Edge edge = pattern.edges().get(number);
        Graph copy = binder.copy(graph);
        List<Column> identity = new ArrayList<>();
        if (cycles == Cycles.UNIQUE_EDGES && pattern.edges().size() > 1) {
            identity.addAll(copy.source());
            identity.addAll(copy.target());
            copy = numbered(copy, identity);
        }
        if (edge.direction() == PatternSyntax.Direction.ANY) {
            copy = bothWays(copy);
        }
        boolean left = edge.direction() == PatternSyntax.Direction.LEFT;
        List<Column> from = left ? copy.target() : copy.source();
        List<Column> to = left ? copy.source() : copy.target();
        Plan rows = asked(ElementRows.ofEdges(binder, copy, identity), Kind.ALL_EDGES, Kind.EDGE, number);
        identities.set(number, identity);
        List<Column> knownFrom = nodeKeys.get(edge.from());
        List<Column> knownTo = nodeKeys.get(edge.to());
        List<Plan.KeyPair> pairs = new ArrayList<>();
        if (knownFrom != null) {
            pairs.addAll(GraphWhereNodes.pairs(knownFrom, from));
        } else {
            nodeKeys.set(edge.from(), from);
        }
        if (knownTo != null) {
            pairs.addAll(GraphWhereNodes.pairs(knownTo, to));
        } else if (edge.to() != edge.from()) {
            nodeKeys.set(edge.to(), to);
        } else {
            rows = new Plan.Filter(rows, same(from, to));
        }
        plan = plan == null ? rows : new Plan.Join(Plan.JoinKind.INNER, plan, rows, pairs);
    }

    /** Numbers the edges between the same nodes, the same way in each copy of the plan: those that are alike may change places. */
    private Graph numbered(Graph of, List<Column> identity) {
        Column number = binder.column("$edge", KqlType.LONG);
        List<SortKey> order = of.edges().columns().stream()
                .map(c -> new SortKey(c, false, true))
                .toList();
        Plan numbered = new Plan.Window(
                of.edges().plan(),
                List.of(new Plan.WindowColumn(
                        number, Plan.WindowKind.ROW_NUMBER, List.of(), List.copyOf(identity), order)));
        identity.add(number);
        return of.withEdges(of.edges().over(numbered, of.edges().columns()), of.source(), of.target());
    }

    /** Each edge once in either direction; one from a node to itself just once. */
    private Graph bothWays(Graph of) {
        Column turned = binder.column("$turned", KqlType.BOOL);
        Plan ways = new Plan.Values(
                List.of(turned),
                List.of(
                        List.of(new Scalar.Literal(KqlType.BOOL, false)),
                        List.of(new Scalar.Literal(KqlType.BOOL, true))));
        Plan both = new Plan.Join(Plan.JoinKind.INNER, of.edges().plan(), ways, List.of());
        Scalar isTurned = new Scalar.Ref(turned);
        Scalar once = binder.call(
                "or",
                NOWHERE,
                binder.call("not", NOWHERE, isTurned),
                binder.call("not", NOWHERE, same(of.source(), of.target())));
        List<Plan.Assign> assigns = new ArrayList<>();
        both.output().forEach(c -> assigns.add(Plan.Assign.of(c)));
        List<Column> from = new ArrayList<>();
        List<Column> to = new ArrayList<>();
        for (int i = 0; i < of.source().size(); i++) {
            Column source = of.source().get(i);
            Scalar one = new Scalar.Ref(source);
            Scalar other = new Scalar.Ref(of.target().get(i));
            from.add(binder.column(source.name(), source.type()));
            to.add(binder.column(source.name(), source.type()));
            assigns.add(new Plan.Assign(from.get(i), binder.call("iff", NOWHERE, isTurned, other, one)));
            assigns.add(new Plan.Assign(to.get(i), binder.call("iff", NOWHERE, isTurned, one, other)));
        }
        Plan turnedToo = new Plan.Project(new Plan.Filter(both, once), assigns);
        return of.withEdges(of.edges().over(turnedToo, of.edges().columns()), from, to);
    }

    private void node(int number) {
        List<Column> known = nodeKeys.get(number);
        String id = graph.id();
        boolean idWillDo = known != null && expressions.conditions().stream().noneMatch(c -> isOf(c, number));
        for (int i = 0; i < captures.length && idWillDo; i++) {
            Capture capture = expressions.captures().get(i);
            if (capture.kind() == Kind.NODE && capture.element() == number) {
                Asked asked = capture.asked();
                idWillDo = asked != null
                        && asked.expr() instanceof Expr.Name name
                        && name.name().equals(ElementRows.PROPERTY + id);
                captures[i] = new Scalar.Ref(known.get(known.size() - 1));
            }
        }
        if (idWillDo) {
            return;
        }
        Graph copy = binder.copy(graph);
        Plan rows = asked(ElementRows.ofNodes(binder, copy), Kind.NODE, Kind.NODE, number);
        nodeKeys.set(number, copy.node());
        plan = plan == null || known == null
                ? rows
                : new Plan.Join(Plan.JoinKind.INNER, plan, rows, GraphWhereNodes.pairs(known, copy.node()));
    }

    private static boolean isOf(Condition condition, int node) {
        return condition.kind() == Kind.NODE && condition.element() == node;
    }

    /** The rows of a node or edge for which its conditions are true, and what is captured of it. */
    private Plan asked(ElementRows rows, Kind ofConditions, Kind ofCaptures, int number) {
        List<Integer> conditions = new ArrayList<>();
        for (Condition condition : expressions.conditions()) {
            if (condition.kind() == ofConditions && condition.element() == number) {
                conditions.add(rows.ask(condition.asked()));
            }
        }
        int[] places = new int[captures.length];
        for (int i = 0; i < captures.length; i++) {
            Capture capture = expressions.captures().get(i);
            Asked asked = capture.asked();
            places[i] =
                    asked != null && capture.kind() == ofCaptures && capture.element() == number ? rows.ask(asked) : -1;
        }
        ElementRows.Rows bound = rows.bind();
        for (int i = 0; i < captures.length; i++) {
            if (places[i] >= 0) {
                captures[i] = new Scalar.Ref(bound.values().get(places[i]));
            }
        }
        Plan found = bound.relation().plan();
        for (int place : conditions) {
            found = new Plan.Filter(found, new Scalar.Ref(bound.values().get(place)));
        }
        return found;
    }

    private void allDiffer(List<List<Column>> elements) {
        for (int i = 0; i < elements.size(); i++) {
            for (int j = 0; j < i; j++) {
                filter(binder.call("not", NOWHERE, same(elements.get(j), elements.get(i))));
            }
        }
    }

    private Scalar same(List<Column> left, List<Column> right) {
        Scalar all = new Scalar.Literal(KqlType.BOOL, true);
        for (int i = 0; i < left.size(); i++) {
            Scalar one =
                    binder.internal("same_value", NOWHERE, new Scalar.Ref(left.get(i)), new Scalar.Ref(right.get(i)));
            all = i == 0 ? one : binder.call("and", NOWHERE, all, one);
        }
        return all;
    }
}
