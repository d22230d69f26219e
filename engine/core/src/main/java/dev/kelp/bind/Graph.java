package dev.kelp.bind;

import dev.kelp.plan.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bound graph: two tables, and the columns by which edges find their nodes.
 *
 * @param nodes a row per node; the visible columns are the nodes' properties
 * @param node the columns that tell nodes apart: in a partitioned graph the partition's value, then the id
 * @param edges a row per edge; the visible columns are the edges' properties
 * @param source the columns of the edges that tell the node an edge comes from, as {@code node}
 * @param target the same of the node an edge goes to
 * @param id the node property that always is the id, of the same type; null where there is no such property
 */
public record Graph(
        Relation nodes,
        List<Column> node,
        Relation edges,
        List<Column> source,
        List<Column> target,
        @Nullable String id) {
    public Graph {
        node = List.copyOf(node);
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    /** The column of a node's id. */
    public Column nodeId() {
        return node.get(node.size() - 1);
    }

    /** The column of a node's partition, null in a graph without partitions. */
    public @Nullable Column nodePartition() {
        return node.size() > 1 ? node.get(0) : null;
    }

    /** The column of an edge's partition, null in a graph without partitions. */
    public @Nullable Column edgePartition() {
        return source.size() > 1 ? source.get(0) : null;
    }

    /** The same edges between other nodes, or the same nodes with more properties. */
    public Graph withNodes(Relation others, List<Column> keys) {
        return new Graph(others, keys, edges, source, target, id);
    }

    /** Other edges between the same nodes. */
    public Graph withEdges(Relation others, List<Column> sources, List<Column> targets) {
        return new Graph(nodes, node, others, sources, targets, id);
    }
}
