package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.Relation;
import dev.kelp.functions.graph.PathPattern;
import dev.kelp.functions.graph.PathPattern.Kind;
import dev.kelp.operators.RowsCall;
import dev.kelp.operators.graph.ElementRows.Asked;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Matches of patterns with paths: nodes and edges, with what is asked of them, are handed to a search in Java. */
final class PatternSearch {
    private static final Set<Kind> OF_NODES =
            Set.of(Kind.NODE, Kind.INNER_NODES, Kind.ANY_INNER_NODE, Kind.ALL_INNER_NODES);
    private static final Set<Kind> BOOLS =
            Set.of(Kind.ANY_EDGE, Kind.ALL_EDGES, Kind.ANY_INNER_NODE, Kind.ALL_INNER_NODES);

    private final Binder binder;
    private final Graph graph;
    private final Pattern pattern;
    private final ElementRows nodes;
    private final ElementRows edges;
    private final int keys;

    PatternSearch(Binder binder, Graph graph, Pattern pattern) {
        this.binder = binder;
        this.graph = graph;
        this.pattern = pattern;
        this.nodes = ElementRows.ofNodes(binder, binder.copy(graph));
        this.edges = ElementRows.ofEdges(binder, binder.copy(graph));
        this.keys = graph.node().size();
    }

    Matches bind(PathPattern.Cycles cycles, PathPattern.Output output, PatternExpressions expressions) {
        List<List<Integer>> ofNodes = new ArrayList<>();
        pattern.nodes().forEach(n -> ofNodes.add(new ArrayList<>()));
        List<List<Integer>> ofEdges = new ArrayList<>();
        List<List<Integer>> inner = new ArrayList<>();
        pattern.edges().forEach(e -> {
            ofEdges.add(new ArrayList<>());
            inner.add(new ArrayList<>());
        });
        List<PathPattern.Capture> required = new ArrayList<>();
        for (PatternExpressions.Condition c : expressions.conditions()) {
            int cell = cell(c.kind(), c.asked());
            switch (c.kind()) {
                case NODE -> ofNodes.get(c.element()).add(cell);
                case ALL_EDGES -> ofEdges.get(c.element()).add(cell);
                case ALL_INNER_NODES -> inner.get(c.element()).add(cell);
                default -> required.add(new PathPattern.Capture(c.kind(), c.element(), cell));
            }
        }
        List<PathPattern.Path> paths = new ArrayList<>();
        for (int i = 0; i < pattern.edges().size(); i++) {
            Pattern.Edge e = pattern.edges().get(i);
            PathPattern.Direction direction =
                    PathPattern.Direction.valueOf(e.direction().name());
            paths.add(
                    new PathPattern.Path(e.from(), e.to(), direction, e.min(), e.max(), ofEdges.get(i), inner.get(i)));
        }
        List<PathPattern.Capture> captures = new ArrayList<>();
        for (PatternExpressions.Capture c : expressions.captures()) {
            Asked asked = c.asked();
            captures.add(new PathPattern.Capture(c.kind(), c.element(), asked == null ? 0 : cell(c.kind(), asked)));
        }
        if (keys > 1) {
            captures.add(new PathPattern.Capture(Kind.NODE, 0, 0));
        }
        return matches(new PathPattern(cycles, output, keys, ofNodes, paths, required, captures));
    }

    /** The place of what is asked for in the rows that the search sees. */
    private int cell(Kind kind, Asked asked) {
        return OF_NODES.contains(kind) ? keys + nodes.ask(asked) : 2 * keys + edges.ask(asked);
    }

    private Matches matches(PathPattern search) {
        ElementRows.Rows nodeRows = nodes.bind();
        ElementRows.Rows edgeRows = edges.bind();
        List<Column> nodeCells = nodeRows.all();
        List<Column> edgeCells = edgeRows.all();
        List<Field> output = new ArrayList<>();
        for (PathPattern.Capture c : search.captures()) {
            KqlType type =
                    switch (c.kind()) {
                        case NODE -> nodeCells.get(c.cell()).type();
                        case EDGE -> edgeCells.get(c.cell()).type();
                        case LENGTH -> KqlType.LONG;
                        default -> BOOLS.contains(c.kind()) ? KqlType.BOOL : KqlType.DYNAMIC;
                    };
            output.add(new Field("$captured", type));
        }
        Relation found = new RowsCall(
                        "graph_matches",
                        List.of(),
                        List.of(
                                new RowsCall.Table(nodeRows.relation(), nodeCells),
                                new RowsCall.Table(edgeRows.relation(), edgeCells)),
                        List.of(new Scalar.Literal(KqlType.STRING, search.write())),
                        output)
                .bind(binder);
        List<Column> columns = found.columns();
        int captured = columns.size() - (keys > 1 ? 1 : 0);
        return new Matches(
                found.plan(),
                columns.subList(0, captured).stream()
                        .<Scalar>map(Scalar.Ref::new)
                        .toList(),
                keys > 1 ? columns.get(captured) : null);
    }
}
