package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.functions.Functions;
import dev.kelp.functions.RowText;
import dev.kelp.functions.RowsFunctions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that a Java method makes of all the rows of others: the rows are gathered into one JSON text, the method
 * ({@link RowsFunctions#over}) answers rows, and these are taken apart into typed columns. For algorithms that SQL can't say.
 *
 * @param function the name of the method's row
 * @param keys columns of the first table; the method is then called once per combination of their values, which begin the rows it
 *     yields; without keys it is called exactly once, for no rows too
 * @param tables what the method reads, at most seven (Spark's functions take ten arguments); the keys concern the first
 * @param constants values that depend on no row
 * @param output the columns of the rows that it answers
 */
public record RowsCall(
        String function, List<Column> keys, List<Table> tables, List<Scalar> constants, List<Field> output) {

    /** Some columns of a table, in the order in which the method sees them. */
    public record Table(Relation relation, List<Column> columns) {
        public Table {
            columns = List.copyOf(columns);
        }

        public static Table of(Relation relation) {
            return new Table(relation, relation.columns());
        }
    }

    public RowsCall {
        keys = List.copyOf(keys);
        tables = List.copyOf(tables);
        constants = List.copyOf(constants);
        output = List.copyOf(output);
    }

    /** A method over the rows of one table. */
    public static RowsCall of(String function, Relation input, List<Scalar> constants, List<Field> output) {
        return new RowsCall(function, List.of(), List.of(Table.of(input)), constants, output);
    }

    /** The table of what the method answers, in its order. */
    public Relation bind(Binder binder) {
        Table first = tables.get(0);
        List<Plan.Assign> groups = new ArrayList<>();
        for (Column key : keys) {
            groups.add(new Plan.Assign(binder.column(key.name(), key.type()), new Scalar.Ref(key)));
        }
        Column rows = binder.column("$rows", KqlType.DYNAMIC);
        Plan gathered = new Plan.Aggregate(first.relation().plan(), groups, List.of(gathered(first, rows)));
        Column row = binder.column("$row", KqlType.DYNAMIC);
        Column position = binder.column(Binder.ORDINAL, KqlType.LONG);
        Plan unnested = new Plan.Unnest(gathered, List.of(new Plan.Assign(row, call(rows, binder))), position);
        List<SortKey> order = new ArrayList<>();
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Plan.Assign group : groups) {
            assigns.add(new Plan.Assign(group.column(), new Scalar.Ref(group.column())));
            order.add(new SortKey(group.column(), false, true));
        }
        order.add(new SortKey(position, false, true));
        for (int i = 0; i < output.size(); i++) {
            Field field = output.get(i);
            Scalar value = new Scalar.Call(
                    RowsFunctions.value(field.type()),
                    List.of(new Scalar.Ref(row), new Scalar.Literal(KqlType.LONG, (long) i)),
                    field.type());
            assigns.add(new Plan.Assign(binder.column(field.name(), field.type()), value));
        }
        return Relation.of(unnested, unnested.output()).ordered(order, false).project(unnested, assigns);
    }

    private Scalar call(Column rows, Binder binder) {
        List<Schema> schemas = new ArrayList<>();
        schemas.add(new Schema(output));
        schemas.add(
                new Schema(constants.stream().map(c -> new Field("", c.type())).toList()));
        List<Scalar> arguments = new ArrayList<>();
        arguments.add(rowText(constants));
        for (Table table : tables) {
            schemas.add(new Schema(table.columns().stream()
                    .map(c -> new Field(c.name(), c.type()))
                    .toList()));
            arguments.add(table == tables.get(0) ? new Scalar.Ref(rows) : all(table, binder));
        }
        arguments.add(0, new Scalar.Literal(KqlType.STRING, RowText.signature(schemas)));
        return new Scalar.Call(Functions.internal(function), arguments, KqlType.DYNAMIC);
    }

    /** Another table's rows as one value. */
    private static Scalar all(Table table, Binder binder) {
        Column rows = binder.column("$rows", KqlType.DYNAMIC);
        Plan plan = new Plan.Aggregate(table.relation().plan(), List.of(), List.of(gathered(table, rows)));
        return new Scalar.Subquery(plan, rows);
    }

    private static Plan.AggregateColumn gathered(Table table, Column rows) {
        Scalar text =
                rowText(table.columns().stream().<Scalar>map(Scalar.Ref::new).toList());
        return new Plan.AggregateColumn(
                rows,
                Functions.internal("rows_gathered"),
                List.of(text),
                null,
                table.relation().order());
    }

    private static Scalar rowText(List<Scalar> cells) {
        if (cells.isEmpty()) {
            return new Scalar.Literal(KqlType.DYNAMIC, "[]");
        }
        List<Scalar> texts = new ArrayList<>();
        for (Scalar cell : cells) {
            texts.add(new Scalar.Call(RowsFunctions.cell(cell.type()), List.of(cell), KqlType.STRING));
        }
        return new Scalar.Call(Functions.internal("row_of_cells"), texts, KqlType.DYNAMIC);
    }
}
