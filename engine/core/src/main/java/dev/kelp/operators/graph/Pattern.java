package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bound pattern: its nodes, each once however often it is named, and the edges between them.
 *
 * @param nodes the names, null for nodes without one
 */
record Pattern(List<@Nullable String> nodes, List<Edge> edges) {

    /**
     * An edge, or a path of edges.
     *
     * @param from the node at the left
     * @param to the node at the right
     * @param variable whether it is a path, whose properties are those of all its edges
     */
    record Edge(
            @Nullable String name,
            PatternSyntax.Direction direction,
            int from,
            int to,
            boolean variable,
            int min,
            int max,
            Span span) {}

    Pattern {
        nodes = Collections.unmodifiableList(new ArrayList<>(nodes));
        edges = List.copyOf(edges);
    }

    static Pattern of(PatternSyntax syntax, Binder binder) {
        List<@Nullable String> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (PatternSyntax.Sequence sequence : syntax.sequences()) {
            int left = node(sequence.nodes().get(0), nodes);
            for (int i = 0; i < sequence.edges().size(); i++) {
                int right = node(sequence.nodes().get(i + 1), nodes);
                edges.add(edge(sequence.edges().get(i), left, right, binder));
                left = right;
            }
        }
        Pattern pattern = new Pattern(nodes, edges);
        pattern.checkNames();
        if (!pattern.isConnected()) {
            throw Problem.SEMANTIC
                    .at(syntax.span(), "The sequences of a pattern must hang together.")
                    .hint("Let each share the name of a node with another.");
        }
        return pattern;
    }

    private static int node(PatternSyntax.Node node, List<@Nullable String> nodes) {
        String name = node.name();
        int known = name == null ? -1 : nodes.indexOf(name);
        if (known >= 0) {
            return known;
        }
        nodes.add(name);
        return nodes.size() - 1;
    }

    private static Edge edge(PatternSyntax.Edge edge, int left, int right, Binder binder) {
        PatternSyntax.Range range = edge.range();
        if (range == null) {
            return new Edge(edge.name(), edge.direction(), left, right, false, 1, 1, edge.span());
        }
        long min = binder.constantLong(range.min(), "The least length of a path");
        long max = binder.constantLong(range.max(), "The greatest length of a path");
        if (min < 0 || max < min) {
            throw Problem.SEMANTIC.at(edge.span(), "No path is from " + min + " to " + max + " edges long.");
        }
        return new Edge(
                edge.name(),
                edge.direction(),
                left,
                right,
                true,
                (int) Math.min(min, Integer.MAX_VALUE),
                (int) Math.min(max, Integer.MAX_VALUE),
                edge.span());
    }

    private void checkNames() {
        List<String> names = new ArrayList<>();
        for (Edge edge : edges) {
            String name = edge.name();
            if (name == null) {
                continue;
            }
            if (nodes.contains(name) || names.contains(name)) {
                throw Problem.SEMANTIC.at(
                        edge.span(), "'" + name + "' already names another node or edge of the pattern.");
            }
            names.add(name);
        }
    }

    private boolean isConnected() {
        BitSet reached = new BitSet();
        reached.set(0);
        int before;
        do {
            before = reached.cardinality();
            for (Edge edge : edges) {
                if (reached.get(edge.from()) || reached.get(edge.to())) {
                    reached.set(edge.from());
                    reached.set(edge.to());
                }
            }
        } while (reached.cardinality() > before);
        return before == nodes.size();
    }

    /** Whether no edge closes a circle of the pattern's own nodes. */
    boolean isTree() {
        return edges.size() == nodes.size() - 1;
    }

    boolean hasPaths() {
        return edges.stream().anyMatch(Edge::variable);
    }

    /** The number of the node of a name, negative where there is none. */
    int node(String name) {
        return nodes.indexOf(name);
    }

    /** The number of the edge of a name, negative where there is none. */
    int edge(String name) {
        for (int i = 0; i < edges.size(); i++) {
            if (name.equals(edges.get(i).name())) {
                return i;
            }
        }
        return -1;
    }
}
