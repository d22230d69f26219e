package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.GraphOperator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SeveralResults;
import dev.kelp.operators.OperatorParameters;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code graph-to-table nodes with_node_id=h} or {@code edges}: the table of a graph's nodes or edges, or both under names. */
public record GraphToTable(Output output, Span span) implements GraphOperator {
    private static final String WORD = "graph-to-table";

    /**
     * What is asked for.
     *
     * @param ids settings whose values name columns of ids
     * @param name what {@code as} calls the table
     */
    record Output(boolean edges, @Nullable String name, OperatorParameters ids, Span span) {}

    public static OperatorSyntax parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        List<Output> outputs = new ArrayList<>();
        do {
            Cursor.Name entity = cursor.name("'nodes' or 'edges'");
            boolean edges = entity.text().equals("edges");
            if (!edges && !entity.text().equals("nodes")) {
                throw Problem.GRAPH_OUTPUT.at(entity.span(), "What graph-to-table yields is called nodes or edges.");
            }
            String name = cursor.accept("as") ? cursor.name("a name").text() : null;
            OperatorParameters ids = edges
                    ? OperatorParameters.parse(cursor, "with_source_id", "with_target_id")
                    : OperatorParameters.parse(cursor, "with_node_id");
            outputs.add(new Output(edges, name, ids, entity.span()));
        } while (cursor.accept(","));
        if (outputs.size() == 1) {
            return new GraphToTable(outputs.get(0), word.span());
        }
        if (outputs.size() > 2 || outputs.get(0).edges() == outputs.get(1).edges()) {
            throw Problem.GRAPH_OUTPUT.at(word.span(), "graph-to-table yields nodes, edges or one of each.");
        }
        for (Output output : outputs) {
            if (output.name() == null) {
                throw Problem.GRAPH_OUTPUTS.at(output.span());
            }
        }
        return new Both(outputs, word.span());
    }

    /** {@code graph-to-table nodes as N, edges as E}: names for the queries that follow; results where none does. */
    record Both(List<Output> outputs, Span span) implements SeveralResults {
        Both {
            outputs = List.copyOf(outputs);
        }

        @Override
        public List<Relation> bindAll(Relation input, Binder binder) {
            Graph graph = input.graph();
            if (graph == null) {
                throw Problem.NEEDS_GRAPH.at(span, WORD).hint(GraphOperator.HINT);
            }
            // Both tables may stand in one plan later.
            return outputs.stream()
                    .map(o -> new GraphToTable(o, span).bind(binder.copy(graph), binder))
                    .toList();
        }

        @Override
        public boolean takesGraph() {
            return true;
        }

        @Override
        public boolean names() {
            return true;
        }
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Relation bind(Graph graph, Binder binder) {
        Relation table = table(output, graph, binder);
        String name = output.name();
        if (name != null) {
            binder.remember(name, table.named(name));
        }
        return table.named(name);
    }

    private static Relation table(Output output, Graph graph, Binder binder) {
        Relation relation = output.edges() ? graph.edges() : graph.nodes();
        List<Plan.Assign> assigns = new ArrayList<>();
        Map<String, List<Column>> keys = output.edges()
                ? Map.of("with_source_id", graph.source(), "with_target_id", graph.target())
                : Map.of("with_node_id", graph.node());
        for (String setting : List.of("with_node_id", "with_source_id", "with_target_id")) {
            String name = output.ids().get(setting);
            List<Column> key = keys.get(setting);
            if (name != null && key != null) {
                // Kusto's own number of a node is the hash of its id (R211).
                Scalar hash = binder.call("hash", output.span(), new Scalar.Ref(key.get(key.size() - 1)));
                assigns.add(new Plan.Assign(binder.column(name, KqlType.LONG), hash));
            }
        }
        for (Column column : relation.columns()) {
            assigns.add(Plan.Assign.of(column));
        }
        GraphPartitions.mark(assigns, output.edges() ? graph.edgePartition() : graph.nodePartition(), binder);
        return relation.project(relation.plan(), assigns);
    }
}
