package dev.kelp.functions.graph;

import static dev.kelp.functions.Fn.scalar;

import dev.kelp.functions.Arg;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Result;
import dev.kelp.functions.RowsFunctions;
import dev.kelp.functions.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that only patterns know, and of the methods that search graphs. */
public final class GraphFunctions {
    public static final List<Fn> ROWS = List.of(
            scalar("all", Result.BOOL, Arg.ANY, Arg.BOOL)
                    .special()
                    .doc("Whether a condition holds for each edge, or inner node, of a path."),
            scalar("any", Result.BOOL, Arg.ANY, Arg.BOOL)
                    .special()
                    .doc("Whether a condition holds for some edge, or inner node, of a path."),
            scalar("map", Result.DYNAMIC, Arg.ANY, Arg.ANY)
                    .special()
                    .doc("Array of a value of each edge, or inner node, of a path."),
            scalar("inner_nodes", Result.DYNAMIC, Arg.ANY)
                    .special()
                    .doc("The nodes between the edges of a path, for all, any and map."),
            scalar("node_id", Result.STRING, Arg.opt(Arg.ANY)).special().doc("The text of a node's id."),
            scalar("node_degree_in", Result.LONG, Arg.opt(Arg.ANY))
                    .fixedName("node_degree_in")
                    .special()
                    .doc("Number of the edges that come to a node."),
            scalar("node_degree_out", Result.LONG, Arg.opt(Arg.ANY))
                    .fixedName("node_degree_out")
                    .special()
                    .doc("Number of the edges that leave a node."),
            scalar("labels", Result.DYNAMIC, Arg.opt(Arg.ANY))
                    .special()
                    .doc("The labels of a node or an edge; none in a graph made by make-graph."),
            RowsFunctions.over("graph_matches", GraphFunctions::matches, "What a pattern's matches are asked for."),
            RowsFunctions.over("graph_components", GraphFunctions::components, "The components of a graph's nodes."));

    private GraphFunctions() {}

    /** A row per match of a {@link PathPattern}. */
    static List<@Nullable Object[]> matches(List<TableRows> tables, @Nullable Object[] constants) {
        PathPattern pattern = PathPattern.read(String.valueOf(constants[0]));
        GraphData graph = GraphData.of(tables.get(0), tables.get(1), pattern.keys());
        Conditions conditions = new Conditions(pattern, graph);
        Budget budget = new Budget();
        Match match = new Match(pattern, graph);
        List<@Nullable Object[]> rows = new ArrayList<>();
        Runnable found = () -> {
            budget.match();
            rows.add(match.row());
        };
        boolean every = pattern.output() == PathPattern.Output.EVERY;
        DeepStack.run(
                every
                        ? () -> new PathSearch(pattern, graph, conditions, budget, match, found).run()
                        : () -> new ShortestPaths(pattern, graph, conditions, budget, match, found).run());
        return rows;
    }

    /** Rows of a node's keys and its component's number; without the last key, a partition's, numbers begin anew. */
    static List<@Nullable Object[]> components(List<TableRows> tables, @Nullable Object[] constants) {
        int keys = tables.get(0).schema().size();
        GraphData graph = GraphData.of(tables.get(0), tables.get(1), keys);
        int nodes = graph.nodeRows().size();
        int[] firsts = Boolean.TRUE.equals(constants[0])
                ? Components.strong(graph.out())
                : Components.weak(nodes, graph.sources(), graph.targets());
        Map<List<@Nullable Object>, Long> next = new HashMap<>();
        long[] numbers = new long[nodes];
        List<@Nullable Object[]> rows = new ArrayList<>(nodes);
        for (int node = 0; node < nodes; node++) {
            @Nullable Object[] row = graph.nodeRows().get(node);
            if (firsts[node] == node) {
                List<@Nullable Object> partition = Arrays.asList(Arrays.copyOf(row, keys - 1));
                numbers[node] = next.merge(partition, 1L, Long::sum) - 1;
            }
            @Nullable Object[] marked = Arrays.copyOf(row, keys + 1);
            marked[keys] = numbers[firsts[node]];
            rows.add(marked);
        }
        return rows;
    }
}
