package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Graph;
import dev.kelp.bind.Relation;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the table of a graph's nodes: one row per id, of all ids in the tables of nodes and at the ends of edges. Rows with the same
 * id are one node (R210): of values that differ the greatest stays. Nodes stand in the order in which they first appear, where
 * the tables have one.
 */
final class GraphNodes {
    /** A table of nodes has its own part of the numbers that order nodes, the edges the last one. */
    private static final long PART = 1L << 56;

    private static final Span NOWHERE = new Span(0, 0);

    /** A table of nodes with the columns of the id and, in a partitioned graph, of the partition. */
    record Table(Relation relation, Column id, @Nullable Column partition, Span span) {}

    private final Binder binder;
    private final Graph edges;
    private final List<Table> tables;
    private final KqlType type;
    private final @Nullable String partition;
    private final boolean ordered;

    /**
     * @param edges whose nodes are yet to be made
     * @param type of the ids, to which those of the tables are converted
     * @param partition the name of the partitions' column, null where there are none
     */
    GraphNodes(Binder binder, Graph edges, List<Table> tables, KqlType type, @Nullable String partition) {
        this.binder = binder;
        this.edges = edges;
        this.tables = tables;
        this.type = type;
        this.partition = partition;
        this.ordered = !edges.edges().order().isEmpty()
                && tables.stream().noneMatch(t -> t.relation().order().isEmpty());
    }

    /** A graph whose nodes have one property, the id. */
    Graph identified(String name, KqlType as) {
        return graph(Map.of(name, as), List.of(name));
    }

    /** A graph whose nodes have the tables' columns as their properties. */
    Graph graph() {
        Map<String, KqlType> properties = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        for (Table table : tables) {
            for (Column column : table.relation().columns()) {
                properties.merge(column.name(), column.type(), (a, b) -> a == b ? a : KqlType.DYNAMIC);
            }
            if (!ids.contains(table.id().name())) {
                ids.add(table.id().name());
            }
        }
        return graph(properties, ids);
    }

    private Graph graph(Map<String, KqlType> properties, List<String> ids) {
        List<Column> keys = new ArrayList<>();
        if (partition != null) {
            keys.add(binder.column("$partition", edges.source().get(0).type()));
        }
        keys.add(binder.column("$node", type));
        List<Column> columns = new ArrayList<>();
        properties.forEach((name, of) -> columns.add(binder.column(name, of)));
        Column known = binder.column("$known", KqlType.BOOL);
        Column first = binder.column("$first", KqlType.LONG);
        List<Column> all = new ArrayList<>(keys);
        all.addAll(columns);
        all.add(known);
        all.add(first);

        List<Plan> inputs = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            inputs.add(rows(tables.get(i), i * PART, all, keys.size()));
        }
        inputs.add(ends(false, all, keys.size()));
        inputs.add(ends(true, all, keys.size()));
        Plan union = new Plan.Union(inputs, inputs.stream().map(Plan::output).toList(), all);

        List<Plan.Assign> groups = new ArrayList<>();
        for (Column key : keys) {
            groups.add(new Plan.Assign(binder.column(key.name(), key.type()), new Scalar.Ref(key)));
        }
        List<Plan.AggregateColumn> merged = new ArrayList<>();
        for (Column column : all.subList(keys.size(), all.size())) {
            Column out = binder.column(column.name(), column.type());
            String function = column == first ? "least_of_group" : "greatest_of_group";
            merged.add(new Plan.AggregateColumn(
                    out, Functions.internal(function), List.of(new Scalar.Ref(column)), null, List.of()));
        }
        Plan nodes = new Plan.Aggregate(union, groups, merged);
        List<Column> out = nodes.output();
        int values = keys.size() + columns.size();
        return finished(
                nodes,
                out.subList(0, keys.size()),
                out.subList(keys.size(), values),
                out.get(values),
                out.get(values + 1),
                ids);
    }

    /** Gives the nodes that no table knows their id and partition as properties. */
    private Graph finished(
            Plan nodes, List<Column> keys, List<Column> columns, Column known, Column first, List<String> ids) {
        Scalar key = new Scalar.Ref(keys.get(keys.size() - 1));
        String id = null;
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : List.copyOf(keys)) {
            assigns.add(Plan.Assign.of(column));
        }
        List<Column> visible = new ArrayList<>();
        for (Column column : columns) {
            Scalar value = new Scalar.Ref(column);
            boolean isId = ids.contains(column.name());
            if (isId && ids.size() == 1 && column.type() == type) {
                value = key;
                id = column.name();
            } else if (isId) {
                value = either(known, value, binder.as(key, column.type()));
            } else if (column.name().equals(partition)) {
                value = new Scalar.Ref(keys.get(0));
            }
            Column property = binder.column(column.name(), column.type());
            visible.add(property);
            assigns.add(new Plan.Assign(property, value));
        }
        assigns.add(Plan.Assign.of(first));
        List<SortKey> order = ordered ? List.of(new SortKey(first, false, true)) : List.of();
        Relation relation =
                Relation.of(new Plan.Project(nodes, assigns), visible).ordered(order, false);
        return new Graph(relation, keys, edges.edges(), edges.source(), edges.target(), id);
    }

    private Scalar either(Column condition, Scalar then, Scalar otherwise) {
        if (tables.isEmpty()) {
            return otherwise;
        }
        return binder.call("iff", NOWHERE, new Scalar.Ref(condition), then, otherwise);
    }

    private Plan rows(Table table, long part, List<Column> all, int keys) {
        Relation relation = table.relation();
        Numbered numbered = numbered(relation);
        List<Plan.Assign> assigns = new ArrayList<>();
        Column of = table.partition();
        if (of != null) {
            if (of.type() != all.get(0).type()) {
                throw Problem.WRONG_TYPE.at(
                        table.span(),
                        "The partitions' column of the nodes",
                        all.get(0).type().kql(),
                        of.type().kql());
            }
            assign(assigns, of.name(), new Scalar.Ref(of));
        }
        assign(assigns, "$node", binder.as(new Scalar.Ref(table.id()), type));
        for (Column column : all.subList(keys, all.size() - 2)) {
            Scalar value = relation.column(column.name())
                    .map(c -> binder.as(new Scalar.Ref(c), column.type()))
                    .orElseGet(() -> nothing(column.type()));
            assign(assigns, column.name(), value);
        }
        assign(assigns, "$known", new Scalar.Literal(KqlType.BOOL, true));
        assign(assigns, "$first", place(numbered, part, 1, 0));
        return new Plan.Project(numbered.plan(), assigns);
    }

    private Plan ends(boolean ofTargets, List<Column> all, int keys) {
        Graph copy = binder.copy(edges);
        Numbered numbered = numbered(copy.edges());
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column key : ofTargets ? copy.target() : copy.source()) {
            assign(assigns, key.name(), new Scalar.Ref(key));
        }
        for (Column column : all.subList(keys, all.size() - 2)) {
            assign(assigns, column.name(), nothing(column.type()));
        }
        assign(assigns, "$known", new Scalar.Literal(KqlType.BOOL, false));
        assign(assigns, "$first", place(numbered, tables.size() * PART, 2, ofTargets ? 1 : 0));
        return new Plan.Project(numbered.plan(), assigns);
    }

    private void assign(List<Plan.Assign> assigns, String name, Scalar value) {
        assigns.add(new Plan.Assign(binder.column(name, value.type()), value));
    }

    private static Scalar nothing(KqlType of) {
        return new Scalar.Literal(of, of == KqlType.STRING ? "" : null);
    }

    /** A table's rows with their numbers, where they have an order that all tables have. */
    private record Numbered(Plan plan, @Nullable Column number) {}

    private Numbered numbered(Relation relation) {
        if (!ordered) {
            return new Numbered(relation.plan(), null);
        }
        Column number = binder.column("$number", KqlType.LONG);
        return new Numbered(
                new Plan.Window(
                        relation.plan(),
                        List.of(new Plan.WindowColumn(
                                number, Plan.WindowKind.ROW_NUMBER, List.of(), List.of(), relation.order()))),
                number);
    }

    private Scalar place(Numbered numbered, long part, long step, long side) {
        Column number = numbered.number();
        if (number == null) {
            return new Scalar.Literal(KqlType.LONG, 0L);
        }
        Scalar stepped = binder.call("*", NOWHERE, new Scalar.Ref(number), new Scalar.Literal(KqlType.LONG, step));
        return binder.call("+", NOWHERE, stepped, new Scalar.Literal(KqlType.LONG, part + side));
    }
}
