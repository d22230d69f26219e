package dev.kelp.functions.graph;

/** The edges at each node, side by side in two arrays: those that leave it, or those that come to it. */
final class Links {
    private final int[] begins;
    private final int[] edges;
    private final int[] others;

    private Links(int[] begins, int[] edges, int[] others) {
        this.begins = begins;
        this.edges = edges;
        this.others = others;
    }

    /**
     * @param near the node of each edge at which it is listed
     * @param far the node at its other end
     */
    static Links of(int nodes, int[] near, int[] far) {
        int[] begins = new int[nodes + 1];
        for (int node : near) {
            begins[node + 1]++;
        }
        for (int i = 0; i < nodes; i++) {
            begins[i + 1] += begins[i];
        }
        int[] place = begins.clone();
        int[] edges = new int[near.length];
        int[] others = new int[near.length];
        for (int e = 0; e < near.length; e++) {
            int at = place[near[e]]++;
            edges[at] = e;
            others[at] = far[e];
        }
        return new Links(begins, edges, others);
    }

    int nodes() {
        return begins.length - 1;
    }

    /** The first place of a node's links. */
    int begin(int node) {
        return begins[node];
    }

    /** The place after the last of a node's links. */
    int end(int node) {
        return begins[node + 1];
    }

    int edge(int place) {
        return edges[place];
    }

    /** The node at the other end. */
    int node(int place) {
        return others[place];
    }
}
