package dev.kelp.functions.graph;

import dev.kelp.functions.graph.PathPattern.Cycles;
import dev.kelp.functions.graph.PathPattern.Output;
import dev.kelp.functions.graph.PathPattern.Path;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the shortest matches of a pattern for each pair of its first and last node: breadth first where the pattern is one path
 * from length 0 or 1 on, which no edge or node can stand in twice; else all matches of one length after the other.
 */
final class ShortestPaths {
    private final PathPattern pattern;
    private final GraphData graph;
    private final Conditions conditions;
    private final Budget budget;
    private final Match match;
    private final Runnable found;
    private final PathSearch search;
    private final int first;
    private final int last;

    private final BitSet solved = new BitSet();
    private final BitSet fresh = new BitSet();

    ShortestPaths(
            PathPattern pattern, GraphData graph, Conditions conditions, Budget budget, Match match, Runnable found) {
        this.pattern = pattern;
        this.graph = graph;
        this.conditions = conditions;
        this.budget = budget;
        this.match = match;
        this.found = found;
        this.search = new PathSearch(pattern, graph, conditions, budget, match, this::found);
        this.first = pattern.paths().get(0).from();
        this.last = pattern.paths().get(pattern.paths().size() - 1).to();
    }

    void run() {
        Path path = pattern.paths().get(0);
        boolean breadthFirst = pattern.paths().size() == 1
                && path.min() <= 1
                && first != last
                && pattern.required().isEmpty();
        BitSet starts = conditions.nodes(first);
        for (int start = starts.nextSetBit(0); start >= 0; start = starts.nextSetBit(start + 1)) {
            solved.clear();
            if (breadthFirst) {
                around(path, start);
                outward(path, start);
            } else {
                byLength(start);
            }
        }
    }

    /** A match of the length in turn: new for its end, or one more of the same length. */
    private void found() {
        int end = match.nodes[last];
        if (solved.get(end)) {
            return;
        }
        (pattern.output() == Output.ANY_SHORTEST ? solved : fresh).set(end);
        found.run();
    }

    private void byLength(int start) {
        boolean longer = true;
        for (int edges = (int) Math.min(pattern.least(), Integer.MAX_VALUE);
                longer && edges <= pattern.most();
                edges++) {
            longer = search.run(first, start, edges);
            solved.or(fresh);
            fresh.clear();
            BitSet open = (BitSet) conditions.nodes(last).clone();
            open.andNot(solved);
            longer &= !open.isEmpty();
        }
    }

    /** The paths from a node back to itself. */
    private void around(Path path, int node) {
        if (!conditions.node(last, node)) {
            return;
        }
        if (path.min() == 0) {
            match.nodes[first] = match.nodes[last] = node;
            match.length(0, 0);
            found.run();
        } else if (pattern.cycles() != Cycles.NONE) {
            boolean longer = true;
            for (int edges = 1; longer && !solved.get(node) && edges <= path.max(); edges++) {
                longer = search.runClosed(node, edges);
                solved.or(fresh);
                fresh.clear();
            }
        }
    }

    /** The paths to all other nodes. */
    private void outward(Path path, int start) {
        int count = graph.nodeRows().size();
        int[] distances = new int[count];
        Arrays.fill(distances, Integer.MAX_VALUE);
        distances[start] = 0;
        int[] queue = new int[count];
        int[] edgeTo = new int[count];
        int[] nodeTo = new int[count];
        int filled = 0;
        queue[filled++] = start;
        Links[] ways = conditions.links(0, false);
        for (int at = 0; at < filled; at++) {
            int node = queue[at];
            if (distances[node] >= path.max() || node != start && !conditions.inner(0, node)) {
                continue;
            }
            for (Links links : ways) {
                for (int i = links.begin(node); i < links.end(node); i++) {
                    budget.step();
                    int to = links.node(i);
                    if (distances[to] == Integer.MAX_VALUE && conditions.edge(0, links.edge(i))) {
                        distances[to] = distances[node] + 1;
                        edgeTo[to] = links.edge(i);
                        nodeTo[to] = node;
                        queue[filled++] = to;
                    }
                }
            }
        }
        match.nodes[first] = start;
        match.backward(0, false);
        for (int at = 1; at < filled; at++) {
            int end = queue[at];
            if (!conditions.node(last, end)) {
                continue;
            }
            match.nodes[last] = end;
            match.length(0, distances[end]);
            if (pattern.output() == Output.ANY_SHORTEST) {
                for (int node = end; node != start; node = nodeTo[node]) {
                    match.step(0, distances[node] - 1, edgeTo[node], node);
                }
                found.run();
            } else {
                budget.depth(distances[end]);
                back(end, start, distances);
            }
        }
        match.nodes[first] = match.nodes[last] = -1;
    }

    /** All ways back from a node to the start, each a step nearer. */
    private void back(int node, int start, int[] distances) {
        if (node == start) {
            found.run();
            return;
        }
        for (Links links : conditions.links(0, true)) {
            for (int i = links.begin(node); i < links.end(node); i++) {
                budget.step();
                int from = links.node(i);
                boolean nearer = distances[from] == distances[node] - 1
                        && (from == start || conditions.inner(0, from))
                        && conditions.edge(0, links.edge(i));
                if (nearer) {
                    match.step(0, distances[node] - 1, links.edge(i), node);
                    back(from, start, distances);
                }
            }
        }
    }
}
