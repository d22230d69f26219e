package dev.kelp.functions.graph;

import dev.kelp.functions.graph.PathPattern.Cycles;
import dev.kelp.functions.graph.PathPattern.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds all matches of a pattern, node by node and edge by edge, turning back where a condition fails or the path's end is out of
 * reach. The search begins at the node of the pattern that the fewest nodes can be.
 */
final class PathSearch {
    private static final int NO_LIMIT = -1;

    private final PathPattern pattern;
    private final GraphData graph;
    private final Conditions conditions;
    private final Budget budget;
    private final Match match;
    private final Runnable found;

    private final List<Integer> order = new ArrayList<>();
    /** Per path the least number of edges from each node to where it may end; empty where it may end anywhere. */
    private final int[][] distances;

    private final BitSet usedEdges = new BitSet();
    private final BitSet usedNodes = new BitSet();
    private int exact = NO_LIMIT;
    private int walked;
    private boolean cut;

    /** @param found called at each match, which the given one then holds */
    PathSearch(
            PathPattern pattern, GraphData graph, Conditions conditions, Budget budget, Match match, Runnable found) {
        this.pattern = pattern;
        this.graph = graph;
        this.conditions = conditions;
        this.budget = budget;
        this.match = match;
        this.found = found;
        this.distances = new int[pattern.paths().size()][0];
    }

    /** All matches. */
    void run() {
        if (!mayMatch()) {
            return;
        }
        int first = narrowest();
        plan(first);
        BitSet starts = conditions.nodes(first);
        for (int node = starts.nextSetBit(0); node >= 0; node = starts.nextSetBit(node + 1)) {
            from(first, node);
        }
    }

    /** The matches of just so many edges from a node; whether longer ones may be. */
    boolean run(int first, int start, int edges) {
        if (!mayMatch()) {
            return false;
        }
        if (order.isEmpty()) {
            plan(first);
        }
        exact = edges;
        cut = false;
        from(first, start);
        return cut;
    }

    /** The matches of just so many edges of a pattern of one path, from a node back to it; whether longer ones may be. */
    boolean runClosed(int node, int edges) {
        Path path = pattern.paths().get(0);
        BitSet ends = new BitSet();
        ends.set(node);
        distances[0] = conditions.distances(0, false, ends);
        match.nodes[path.to()] = node;
        boolean longer = run(path.from(), node, edges);
        match.nodes[path.to()] = -1;
        return longer;
    }

    /** A pattern that leads back to a node of its own is a cycle. */
    private boolean mayMatch() {
        return pattern.cycles() != Cycles.NONE
                || pattern.paths().size() == pattern.nodes().size() - 1;
    }

    private int narrowest() {
        int best = 0;
        for (int i = 1; i < pattern.nodes().size(); i++) {
            if (conditions.nodes(i).cardinality() < conditions.nodes(best).cardinality()) {
                best = i;
            }
        }
        return best;
    }

    /** Puts the paths in an order in which each begins at a node that is known by then; those between known nodes go first. */
    private void plan(int first) {
        BitSet known = new BitSet();
        known.set(first);
        while (order.size() < pattern.paths().size()) {
            int best = -1;
            int rank = Integer.MAX_VALUE;
            for (int i = 0; i < pattern.paths().size(); i++) {
                Path p = pattern.paths().get(i);
                if (order.contains(i) || !known.get(p.from()) && !known.get(p.to())) {
                    continue;
                }
                int of = known.get(p.from()) && known.get(p.to()) ? 0 : p.max();
                if (of < rank) {
                    rank = of;
                    best = i;
                }
            }
            Path path = pattern.paths().get(best);
            boolean backward = !known.get(path.from());
            int far = backward ? path.from() : path.to();
            match.backward(best, backward);
            BitSet ends = conditions.nodes(far);
            boolean anywhere = ends.cardinality() == graph.nodeRows().size();
            if (!known.get(far) && !anywhere && distances[best].length == 0) {
                distances[best] = conditions.distances(best, backward, ends);
            }
            known.set(far);
            order.add(best);
        }
    }

    private void from(int first, int node) {
        match.nodes[first] = node;
        usedNodes.set(node);
        next(0);
        usedNodes.clear(node);
        match.nodes[first] = -1;
    }

    private void next(int step) {
        if (step == order.size()) {
            if (exact == NO_LIMIT || walked == exact) {
                found.run();
            }
            return;
        }
        int path = order.get(step);
        Path of = pattern.paths().get(path);
        boolean backward = match.backward(path);
        extend(step, path, of, conditions.links(path, backward), match.nodes[backward ? of.to() : of.from()], 0);
    }

    private void extend(int step, int path, Path of, Links[] ways, int at, int length) {
        if (length >= of.min()) {
            arrive(step, path, of, at, length);
        }
        if (length >= of.max() || length > 0 && !conditions.inner(path, at)) {
            return;
        }
        budget.depth(length);
        boolean noCycles = pattern.cycles() == Cycles.NONE;
        if (noCycles && length > 0) {
            usedNodes.set(at);
        }
        for (int list = 0; list < ways.length; list++) {
            Links links = ways[list];
            for (int i = links.begin(at); i < links.end(at); i++) {
                budget.step();
                int edge = links.edge(i);
                int to = links.node(i);
                if (Conditions.again(list, at, to)
                        || !conditions.edge(path, edge)
                        || usedEdges.get(edge)
                        || noCycles && usedNodes.get(to)
                        || tooFar(path, of, to, length + 1)) {
                    continue;
                }
                if (pattern.cycles() == Cycles.UNIQUE_EDGES) {
                    usedEdges.set(edge);
                }
                match.step(path, length, edge, to);
                walked++;
                extend(step, path, of, ways, to, length + 1);
                walked--;
                usedEdges.clear(edge);
            }
        }
        if (noCycles && length > 0) {
            usedNodes.clear(at);
        }
    }

    private boolean tooFar(int path, Path of, int to, int length) {
        int rest = distances[path].length == 0 ? 0 : distances[path][to];
        if (rest > of.max() - length) {
            return true;
        }
        if (exact != NO_LIMIT && walked + 1 + rest > exact) {
            cut = true;
            return true;
        }
        return false;
    }

    /** The path may end here: goes on with the next one. */
    private void arrive(int step, int path, Path of, int at, int length) {
        int far = match.backward(path) ? of.from() : of.to();
        match.length(path, length);
        if (!match.isAsRequired(path)) {
            return;
        }
        if (match.nodes[far] >= 0) {
            if (match.nodes[far] == at) {
                next(step + 1);
            }
            return;
        }
        if (!conditions.node(far, at)) {
            return;
        }
        boolean marked = !usedNodes.get(at);
        usedNodes.set(at);
        match.nodes[far] = at;
        next(step + 1);
        match.nodes[far] = -1;
        if (marked) {
            usedNodes.clear(at);
        }
    }
}
