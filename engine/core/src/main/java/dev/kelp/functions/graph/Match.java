package dev.kelp.functions.graph;

import dev.kelp.functions.graph.PathPattern.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What a pattern's nodes and paths stand for while a search goes on. */
final class Match {
    private final PathPattern pattern;
    private final GraphData graph;

    /** The graph's node for each node of the pattern, negative while there is none. */
    final int[] nodes;

    private final int[][] edges;
    private final int[][] passed;
    private final int[] lengths;
    private final boolean[] backward;

    Match(PathPattern pattern, GraphData graph) {
        this.pattern = pattern;
        this.graph = graph;
        this.nodes = new int[pattern.nodes().size()];
        Arrays.fill(nodes, -1);
        int paths = pattern.paths().size();
        this.edges = new int[paths][4];
        this.passed = new int[paths][4];
        this.lengths = new int[paths];
        this.backward = new boolean[paths];
    }

    /** Whether a path is walked from its last node to its first. */
    void backward(int path, boolean walkedBackward) {
        backward[path] = walkedBackward;
    }

    boolean backward(int path) {
        return backward[path];
    }

    /** The path's edge at a place and the node it leads to, as walked. */
    void step(int path, int place, int edge, int node) {
        if (place >= edges[path].length) {
            edges[path] = Arrays.copyOf(edges[path], 2 * place + 1);
            passed[path] = Arrays.copyOf(passed[path], 2 * place + 1);
        }
        edges[path][place] = edge;
        passed[path][place] = node;
    }

    void length(int path, int length) {
        lengths[path] = length;
    }

    /** The row of this match: a cell per capture. */
    @Nullable
    Object[] row() {
        List<Capture> captures = pattern.captures();
        @Nullable Object[] row = new @Nullable Object[captures.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = cell(captures.get(i));
        }
        return row;
    }

    /** Whether a path is as the pattern requires it to be as a whole. */
    boolean isAsRequired(int path) {
        for (Capture c : pattern.required()) {
            if (c.element() == path && !Boolean.TRUE.equals(cell(c))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object cell(Capture c) {
        return switch (c.kind()) {
            case NODE -> graph.nodeRows().get(nodes[c.element()])[c.cell()];
            case EDGE -> graph.edgeRows().get(edges[c.element()][0])[c.cell()];
            case EDGES -> edges(c);
            case INNER_NODES -> inner(c);
            case LENGTH -> (long) lengths[c.element()];
            case ANY_EDGE -> !everyEdge(c.element(), e -> !holds(graph.edgeRows(), e, c));
            case ALL_EDGES -> everyEdge(c.element(), e -> holds(graph.edgeRows(), e, c));
            case ANY_INNER_NODE -> !everyInner(c.element(), n -> !holds(graph.nodeRows(), n, c));
            case ALL_INNER_NODES -> everyInner(c.element(), n -> holds(graph.nodeRows(), n, c));
        };
    }

    private static boolean holds(List<@Nullable Object[]> rows, int row, Capture c) {
        return Boolean.TRUE.equals(rows.get(row)[c.cell()]);
    }

    private boolean everyEdge(int path, IntPredicate condition) {
        return Arrays.stream(edges[path], 0, lengths[path]).allMatch(condition);
    }

    private boolean everyInner(int path, IntPredicate condition) {
        return Arrays.stream(passed[path], 0, Math.max(0, lengths[path] - 1)).allMatch(condition);
    }

    private String edges(Capture c) {
        return array(edges[c.element()], lengths[c.element()], graph.edgeRows(), c);
    }

    private String inner(Capture c) {
        return array(passed[c.element()], Math.max(0, lengths[c.element()] - 1), graph.nodeRows(), c);
    }

    /** The JSON array of cells that hold JSON, in the order of the pattern. */
    private String array(int[] rows, int count, List<@Nullable Object[]> cells, Capture c) {
        StringJoiner out = new StringJoiner(",", "[", "]");
        for (int i = 0; i < count; i++) {
            int row = rows[backward[c.element()] ? count - 1 - i : i];
            out.add(String.valueOf(cells.get(row)[c.cell()]));
        }
        return out.toString();
    }
}
