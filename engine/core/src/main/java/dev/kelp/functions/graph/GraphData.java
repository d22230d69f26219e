package dev.kelp.functions.graph;

import dev.kelp.functions.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose nodes and edges are numbered by their rows.
 *
 * @param nodeRows the nodes' cells, keys first
 * @param edgeRows the edges' cells, the source's keys and then the target's first
 */
record GraphData(
        List<@Nullable Object[]> nodeRows,
        List<@Nullable Object[]> edgeRows,
        int[] sources,
        int[] targets,
        Links out,
        Links in) {

    /** @param keys how many cells tell a node */
    static GraphData of(TableRows nodes, TableRows edges, int keys) {
        Map<List<@Nullable Object>, Integer> numbers = new HashMap<>();
        List<@Nullable Object[]> nodeRows = new ArrayList<>();
        for (@Nullable Object[] row : nodes.rows()) {
            if (numbers.putIfAbsent(key(row, 0, keys), nodeRows.size()) == null) {
                nodeRows.add(row);
            }
        }
        List<@Nullable Object[]> edgeRows = new ArrayList<>();
        int[] sources = new int[edges.rows().size()];
        int[] targets = new int[sources.length];
        for (@Nullable Object[] row : edges.rows()) {
            Integer source = numbers.get(key(row, 0, keys));
            Integer target = numbers.get(key(row, keys, keys));
            if (source != null && target != null) {
                sources[edgeRows.size()] = source;
                targets[edgeRows.size()] = target;
                edgeRows.add(row);
            }
        }
        sources = Arrays.copyOf(sources, edgeRows.size());
        targets = Arrays.copyOf(targets, edgeRows.size());
        return new GraphData(
                nodeRows,
                edgeRows,
                sources,
                targets,
                Links.of(nodeRows.size(), sources, targets),
                Links.of(nodeRows.size(), targets, sources));
    }

    private static List<@Nullable Object> key(@Nullable Object[] row, int from, int keys) {
        return Arrays.asList(Arrays.copyOfRange(row, from, from + keys));
    }
}
