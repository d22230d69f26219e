package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.GraphOperator;
import dev.kelp.bind.Relation;
import dev.kelp.operators.OperatorParameters;
import dev.kelp.operators.RowsCall;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code graph-mark-components kind=strong with_component_id=c}: one more property of the nodes, their component's number. */
public record GraphMarkComponents(OperatorParameters settings, Span span) implements GraphOperator {
    public static GraphMarkComponents parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new GraphMarkComponents(OperatorParameters.parse(cursor, "kind", "with_component_id"), word.span());
    }

    @Override
    public String word() {
        return "graph-mark-components";
    }

    @Override
    public Relation bind(Graph graph, Binder binder) {
        String kind = settings.get("kind", "weak");
        if (!kind.equals("weak") && !kind.equals("strong")) {
            throw Problem.SYNTAX
                    .at(settings.span("kind", span), "No kind '" + kind + "' of components.")
                    .hint("The kinds are weak and strong.");
        }
        String name = settings.get("with_component_id", "ComponentId");
        Relation nodes = graph.nodes();
        if (nodes.column(name).isPresent()) {
            throw Problem.DUPLICATE_COLUMN.at(settings.span("with_component_id", span), name);
        }
        Graph copy = binder.copy(graph);
        List<Column> ends = new ArrayList<>(copy.source());
        ends.addAll(copy.target());
        List<Field> output = new ArrayList<>();
        graph.node().forEach(c -> output.add(new Field(c.name(), c.type())));
        output.add(new Field(name, KqlType.LONG));
        Relation numbers = new RowsCall(
                        "graph_components",
                        List.of(),
                        List.of(new RowsCall.Table(inOrder(copy), copy.node()), new RowsCall.Table(copy.edges(), ends)),
                        List.of(new Scalar.Literal(KqlType.BOOL, kind.equals("strong"))),
                        output)
                .bind(binder);
        List<Column> found = numbers.columns();
        Column component = found.get(found.size() - 1);
        Plan joined = new Plan.Join(
                Plan.JoinKind.INNER,
                nodes.plan(),
                numbers.plan(),
                GraphWhereNodes.pairs(graph.node(), found.subList(0, found.size() - 1)));
        List<Column> visible = new ArrayList<>(nodes.columns());
        visible.add(component);
        return Relation.of(graph.withNodes(nodes.over(joined, visible), graph.node()));
    }

    /** Components are numbered in the nodes' order; where there is none, the ids' own makes all copies of the plan agree. */
    private static Relation inOrder(Graph graph) {
        if (!graph.nodes().order().isEmpty()) {
            return graph.nodes();
        }
        return graph.nodes()
                .ordered(
                        graph.node().stream()
                                .map(c -> new SortKey(c, false, true))
                                .toList(),
                        false);
    }
}
