package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.operators.OperatorParameters;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code make-graph source --> target with T on id, U on id2}: a graph of a table of edges and maybe tables of nodes.
 *
 * @param nodeId the name of the nodes' only property, their id; null where it isn't asked for
 */
public record MakeGraph(
        Cursor.Name source,
        Cursor.Name target,
        List<NodeTable> tables,
        @Nullable String nodeId,
        @Nullable Partition partition,
        Span span)
        implements Operator {

    /** {@code T on id}. */
    record NodeTable(Expr table, Cursor.Name id) {}

    /** {@code partitioned-by column (operators)}. */
    record Partition(Cursor.Name column, List<OperatorSyntax> operators) {}

    public MakeGraph {
        tables = List.copyOf(tables);
    }

    public static MakeGraph parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        Cursor.Name source = cursor.name("the column of the edges' sources");
        if (cursor.at("--")) {
            throw Problem.NOT_SUPPORTED
                    .at(cursor.peek().span(), "A graph of edges without direction")
                    .hint("Write -->, and match its edges in any direction: (a)-[e]-(b).");
        }
        cursor.expect("-->");
        Cursor.Name target = cursor.name("the column of the edges' targets");
        List<NodeTable> tables = new ArrayList<>();
        String nodeId = null;
        if (cursor.at("with_node_id")) {
            cursor.next();
            cursor.expect("=");
            nodeId = cursor.name("the name of the nodes' id").text();
        } else if (cursor.accept("with")) {
            do {
                Expr table = exprs.tableOperand();
                cursor.expect("on");
                tables.add(new NodeTable(table, cursor.name("the column of the nodes' ids")));
            } while (cursor.accept(","));
        }
        Partition partition = null;
        int mark = cursor.mark();
        if (cursor.atName() && cursor.dashedWord("a name").text().equals("partitioned-by")) {
            Cursor.Name column = cursor.name("the column of the partitions");
            cursor.expect("(");
            partition = new Partition(column, exprs.subpipeline());
            cursor.expect(")");
        } else {
            cursor.reset(mark);
        }
        return new MakeGraph(source, target, tables, nodeId, partition, word.span());
    }

    @Override
    public Relation bind(Relation rows, Binder binder) {
        // Patterns read nodes and edges several times.
        Relation input = binder.steady(rows);
        List<GraphNodes.Table> nodeTables = new ArrayList<>();
        for (NodeTable table : tables) {
            Relation relation = binder.steady(binder.table(table.table()));
            nodeTables.add(new GraphNodes.Table(
                    relation,
                    id(relation, table.id(), binder),
                    partitionOf(relation, binder),
                    table.id().span()));
        }
        Column from = id(input, source, binder);
        Column to = id(input, target, binder);
        Set<KqlType> types = new LinkedHashSet<>(List.of(from.type(), to.type()));
        nodeTables.forEach(t -> types.add(t.id().type()));
        KqlType type = types.size() == 1 ? from.type() : common(types);

        Column part = partitionOf(input, binder);
        Map<Column, Column> ends = new LinkedHashMap<>();
        List<Plan.Assign> assigns = new ArrayList<>();
        input.plan().output().forEach(c -> assigns.add(Plan.Assign.of(c)));
        for (Column end : Set.copyOf(List.of(from, to))) {
            Column key = binder.column("$" + end.name(), type);
            ends.put(end, key);
            assigns.add(new Plan.Assign(key, binder.as(new Scalar.Ref(end), type)));
        }
        Relation edges = input.over(new Plan.Project(input.plan(), assigns), input.columns());
        List<Column> sources = new ArrayList<>(part == null ? List.of() : List.of(part));
        List<Column> targets = new ArrayList<>(sources);
        sources.add(ends.get(from));
        targets.add(ends.get(to));
        Graph ungathered = new Graph(edges, List.of(), edges, sources, targets, null);
        GraphNodes nodes = new GraphNodes(binder, ungathered, nodeTables, type, part == null ? null : part.name());
        Graph graph = nodeId == null ? nodes.graph() : nodes.identified(nodeId, from.type());
        return partition == null
                ? Relation.of(graph)
                : GraphPartitions.bind(
                        graph, partition.operators(), partition.column().span(), binder);
    }

    private static Column id(Relation relation, Cursor.Name name, Binder binder) {
        Column column = binder.column(relation, name.text(), name.span());
        if (column.type() == KqlType.DYNAMIC) {
            throw Problem.NODE_ID_TYPE.at(name.span());
        }
        return column;
    }

    private @Nullable Column partitionOf(Relation relation, Binder binder) {
        return partition == null ? null : id(relation, partition.column(), binder);
    }

    /** Ids of several types are told apart by their texts. */
    private static KqlType common(Set<KqlType> types) {
        return types.stream().allMatch(KqlType::isInteger) ? KqlType.LONG : KqlType.STRING;
    }
}
