package dev.kelp.functions.graph;

import dev.kelp.functions.graph.PathPattern.Direction;
import dev.kelp.functions.graph.PathPattern.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes and edges that may stand at the places of a pattern, and the ways from one node to the next. */
final class Conditions {
    private final PathPattern pattern;
    private final GraphData graph;
    private final BitSet[] nodes;
    private final BitSet[] edges;
    private final BitSet[] inner;

    Conditions(PathPattern pattern, GraphData graph) {
        this.pattern = pattern;
        this.graph = graph;
        this.nodes = new BitSet[pattern.nodes().size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = where(graph.nodeRows(), pattern.nodes().get(i));
        }
        this.edges = new BitSet[pattern.paths().size()];
        this.inner = new BitSet[edges.length];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = where(graph.edgeRows(), pattern.paths().get(i).conditions());
            inner[i] = where(graph.nodeRows(), pattern.paths().get(i).inner());
        }
    }

    private static BitSet where(List<@Nullable Object[]> rows, List<Integer> cells) {
        BitSet found = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            @Nullable Object[] row = rows.get(i);
            if (cells.stream().allMatch(cell -> Boolean.TRUE.equals(row[cell]))) {
                found.set(i);
            }
        }
        return found;
    }

    /** The graph's nodes that a node of the pattern may be. */
    BitSet nodes(int node) {
        return nodes[node];
    }

    boolean node(int node, int of) {
        return nodes[node].get(of);
    }

    boolean edge(int path, int edge) {
        return edges[path].get(edge);
    }

    /** Whether a path may go on through a node. */
    boolean inner(int path, int node) {
        return inner[path].get(node);
    }

    /** The links by which a path is walked, one or two lists of them. */
    Links[] links(int path, boolean backward) {
        Direction direction = pattern.paths().get(path).direction();
        if (direction == Direction.ANY) {
            return new Links[] {graph.out(), graph.in()};
        }
        return new Links[] {direction == Direction.RIGHT == backward ? graph.in() : graph.out()};
    }

    /** An edge from a node to itself is in both lists of a walk in any direction: one is left out. */
    static boolean again(int list, int from, int to) {
        return list == 1 && from == to;
    }

    /**
     * The least number of edges of a path from each node to some nodes, {@code Integer.MAX_VALUE} where none leads there. Lengths are
     * counted as the path is walked; that it may use no edge or node twice is left aside.
     */
    int[] distances(int path, boolean backward, BitSet ends) {
        int count = graph.nodeRows().size();
        int[] distances = new int[count];
        Arrays.fill(distances, Integer.MAX_VALUE);
        int[] queue = new int[count];
        int filled = 0;
        for (int end = ends.nextSetBit(0); end >= 0; end = ends.nextSetBit(end + 1)) {
            distances[end] = 0;
            queue[filled++] = end;
        }
        Links[] reverse = links(path, !backward);
        Path of = pattern.paths().get(path);
        for (int at = 0; at < filled; at++) {
            int node = queue[at];
            if (distances[node] >= of.max() || distances[node] > 0 && !inner(path, node)) {
                continue;
            }
            for (Links links : reverse) {
                for (int i = links.begin(node); i < links.end(node); i++) {
                    int next = links.node(i);
                    if (distances[next] == Integer.MAX_VALUE && edge(path, links.edge(i))) {
                        distances[next] = distances[node] + 1;
                        queue[filled++] = next;
                    }
                }
            }
        }
        return distances;
    }
}
