package dev.kelp.functions.graph;

import java.util.Arrays;

/** Connected components of a graph of numbered nodes; a component is numbered by the first of its nodes. */
final class Components {
    private Components() {}

    /** The component of each node where the direction of edges does not matter: sets united edge by edge. */
    static int[] weak(int nodes, int[] sources, int[] targets) {
        int[] parent = new int[nodes];
        Arrays.setAll(parent, i -> i);
        for (int e = 0; e < sources.length; e++) {
            int a = root(parent, sources[e]);
            int b = root(parent, targets[e]);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        int[] of = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            of[i] = root(parent, i);
        }
        return of;
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The component of each node where each of two nodes must reach the other: Tarjan's algorithm with a stack of its own. */
    static int[] strong(Links out) {
        int nodes = out.nodes();
        int[] index = new int[nodes];
        int[] low = new int[nodes];
        int[] of = new int[nodes];
        Arrays.fill(of, -1);
        int[] open = new int[nodes];
        int opened = 0;
        int[] path = new int[nodes];
        int[] next = new int[nodes];
        int count = 0;
        for (int start = 0; start < nodes; start++) {
            if (index[start] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = start;
            index[start] = low[start] = ++count;
            next[start] = out.begin(start);
            open[opened++] = start;
            while (depth >= 0) {
                int node = path[depth];
                if (next[node] < out.end(node)) {
                    int to = out.node(next[node]++);
                    if (index[to] == 0) {
                        index[to] = low[to] = ++count;
                        next[to] = out.begin(to);
                        open[opened++] = to;
                        path[++depth] = to;
                    } else if (of[to] < 0) {
                        low[node] = Math.min(low[node], index[to]);
                    }
                    continue;
                }
                if (low[node] == index[node]) {
                    int least = node;
                    int from = opened;
                    do {
                        least = Math.min(least, open[--from]);
                    } while (open[from] != node);
                    while (opened > from) {
                        of[open[--opened]] = least;
                    }
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[node]);
                }
            }
        }
        return of;
    }
}
