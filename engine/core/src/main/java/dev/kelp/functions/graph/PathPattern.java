package dev.kelp.functions.graph;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of nodes and paths between them, for the search: what operators hand to it as a text.
 *
 * @param keys how many cells tell a node
 * @param nodes per node of the pattern the cells of the nodes' rows that must be true
 * @param required what must hold for the paths of a match besides: captures of kinds that yield a bool
 * @param captures what a match is asked for: the cells of the rows that the search yields
 */
public record PathPattern(
        Cycles cycles,
        Output output,
        int keys,
        List<List<Integer>> nodes,
        List<Path> paths,
        List<Capture> required,
        List<Capture> captures) {

    /** Which paths may come back to where they were. */
    public enum Cycles {
        ALL,
        /** No node twice. */
        NONE,
        /** No edge twice. */
        UNIQUE_EDGES
    }

    /** Which matches are wanted. */
    public enum Output {
        EVERY,
        /** A shortest one for each pair of ends. */
        ANY_SHORTEST,
        /** All shortest ones for each pair of ends. */
        ALL_SHORTEST
    }

    /** Which way the edges of a path lead, seen from its first node. */
    public enum Direction {
        RIGHT,
        LEFT,
        ANY
    }

    /**
     * A path between two nodes of the pattern; a single edge is one of length 1.
     *
     * @param conditions the cells of the edges' rows that must be true for each edge
     * @param inner the cells of the nodes' rows that must be true for each node between
     */
    public record Path(
            int from, int to, Direction direction, int min, int max, List<Integer> conditions, List<Integer> inner) {
        public Path {
            conditions = List.copyOf(conditions);
            inner = List.copyOf(inner);
        }
    }

    /** What a capture takes of a match. */
    public enum Kind {
        NODE,
        /** Of a path of one edge. */
        EDGE,
        EDGES,
        INNER_NODES,
        LENGTH,
        ANY_EDGE,
        ALL_EDGES,
        ANY_INNER_NODE,
        ALL_INNER_NODES
    }

    /**
     * @param element the node or path of the pattern
     * @param cell of the node's or the edge's row
     */
    public record Capture(Kind kind, int element, int cell) {}

    public PathPattern {
        nodes = nodes.stream().map(List::copyOf).toList();
        paths = List.copyOf(paths);
        required = List.copyOf(required);
        captures = List.copyOf(captures);
    }

    /** The least number of edges of a match. */
    long least() {
        return paths.stream().mapToLong(Path::min).sum();
    }

    /** The greatest number of edges of a match. */
    long most() {
        return paths.stream().mapToLong(Path::max).sum();
    }

    public String write() {
        List<Json> parts = new ArrayList<>();
        parts.add(numbers(List.of(cycles.ordinal(), output.ordinal(), keys)));
        parts.add(new Json.Array(nodes.stream().map(PathPattern::numbers).toList()));
        List<Json> walks = new ArrayList<>();
        for (Path p : paths) {
            walks.add(new Json.Array(List.of(
                    numbers(List.of(p.from(), p.to(), p.direction().ordinal(), p.min(), p.max())),
                    numbers(p.conditions()),
                    numbers(p.inner()))));
        }
        parts.add(new Json.Array(walks));
        parts.add(written(required));
        parts.add(written(captures));
        return new Json.Array(parts).write();
    }

    private static Json written(List<Capture> captures) {
        return new Json.Array(captures.stream()
                .map(c -> numbers(List.of(c.kind().ordinal(), c.element(), c.cell())))
                .toList());
    }

    static PathPattern read(String text) {
        List<Json> parts = items(Json.parse(text));
        List<Integer> head = numbers(parts.get(0));
        List<Path> paths = new ArrayList<>();
        for (Json walk : items(parts.get(2))) {
            List<Json> of = items(walk);
            List<Integer> n = numbers(of.get(0));
            paths.add(new Path(
                    n.get(0),
                    n.get(1),
                    Direction.values()[n.get(2)],
                    n.get(3),
                    n.get(4),
                    numbers(of.get(1)),
                    numbers(of.get(2))));
        }
        return new PathPattern(
                Cycles.values()[head.get(0)],
                Output.values()[head.get(1)],
                head.get(2),
                items(parts.get(1)).stream().map(PathPattern::numbers).toList(),
                paths,
                captures(parts.get(3)),
                captures(parts.get(4)));
    }

    private static List<Capture> captures(Json array) {
        List<Capture> captures = new ArrayList<>();
        for (Json capture : items(array)) {
            List<Integer> n = numbers(capture);
            captures.add(new Capture(Kind.values()[n.get(0)], n.get(1), n.get(2)));
        }
        return captures;
    }

    private static Json numbers(List<Integer> values) {
        return new Json.Array(values.stream().<Json>map(v -> Json.of((long) v)).toList());
    }

    private static List<Integer> numbers(Json array) {
        return items(array).stream().map(n -> (int) ((Json.Int) n).value()).toList();
    }

    private static List<Json> items(Json array) {
        return ((Json.Array) array).items();
    }
}
