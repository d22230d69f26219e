package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Snapshot;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Layout.PartitionKey;
import dev.kelp.tables.Layout.SortKey;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The two policies that say how the rows of a table lie in its files. They are the catalogue's own, so that other clients write files
 * alike.
 */
final class LayoutCommands {
    private static final String COLUMNS =
            "PolicyName:string, EntityName:string, Policy:string, ChildEntities:string, EntityType:string";

    static final List<Command> ROWS = List.of(
            new Command(
                    "alter table",
                    "policy roworder",
                    ".alter table T policy roworder (C1 asc, C2 desc)",
                    "Sorts the rows of files that are written from now on.",
                    (text, context) -> sort(text, context, false)),
            new Command(
                    "alter-merge table",
                    "policy roworder",
                    ".alter-merge table T policy roworder (C1 asc, C2 desc)",
                    "Adds columns to those that the rows of files are sorted by.",
                    (text, context) -> sort(text, context, true)),
            new Command(
                    "delete table",
                    "policy roworder",
                    ".delete table T policy roworder",
                    "Writes the rows of files as they come.",
                    (text, context) -> {
                        TableDef table = start(text, context, "policy roworder");
                        text.end();
                        return roworder(after(
                                context.store()
                                        .commit(context.snapshot())
                                        .sort(table, List.of())
                                        .run(),
                                table));
                    }),
            new Command(
                    "show table",
                    "policy roworder",
                    ".show table T policy roworder",
                    "By what the rows of files are sorted.",
                    (text, context) -> {
                        TableDef table = start(text, context, "policy roworder");
                        text.end();
                        return roworder(table);
                    }),
            new Command(
                    "alter table",
                    "policy partitioning",
                    ".alter table T policy partitioning '{\"PartitionKeys\":[{\"ColumnName\":\"C\",\"Kind\":\"UniformRange\",…}]}'",
                    "Keeps the rows of a day or an hour of a datetime column in files of their own from now on: RangeSize is"
                            + " 1.00:00:00 or 01:00:00.",
                    LayoutCommands::partition),
            new Command(
                    "delete table",
                    "policy partitioning",
                    ".delete table T policy partitioning",
                    "Writes rows of all kinds to the same files.",
                    (text, context) -> {
                        TableDef table = start(text, context, "policy partitioning");
                        text.end();
                        return partitioning(after(
                                context.store()
                                        .commit(context.snapshot())
                                        .partition(table, List.of())
                                        .run(),
                                table));
                    }),
            new Command(
                    "show table",
                    "policy partitioning",
                    ".show table T policy partitioning",
                    "By what the rows of files are kept apart.",
                    (text, context) -> {
                        TableDef table = start(text, context, "policy partitioning");
                        text.end();
                        return partitioning(table);
                    }));

    private LayoutCommands() {}

    private static TableDef start(CommandText text, CommandContext context, String clause) {
        TableDef table = context.table(text.name("the name of a table"));
        text.accept(clause);
        return table;
    }

    private static Rows sort(CommandText text, CommandContext context, boolean merge) {
        TableDef table = start(text, context, "policy roworder");
        List<SortKey> keys = new ArrayList<>(merge ? table.layout().sort() : List.of());
        text.cursor().expect("(");
        do {
            Name name = text.name("the name of a column");
            ColumnDef column = ColumnPath.known(table, name);
            if (column.type() == KqlType.DYNAMIC) {
                throw Problem.SEMANTIC.at(name.span(), "Rows cannot be sorted by a dynamic column.");
            }
            boolean descending = text.accept("desc");
            if (!descending && !text.accept("asc")) {
                throw text.cursor().expected("'asc' or 'desc'");
            }
            keys.removeIf(key -> key.column().equals(column.name()));
            keys.add(new SortKey(column.name(), descending));
        } while (text.cursor().accept(","));
        text.cursor().expect(")");
        text.end();
        return roworder(after(
                context.store().commit(context.snapshot()).sort(table, keys).run(), table));
    }

    private static Rows partition(CommandText text, CommandContext context) {
        TableDef table = start(text, context, "policy partitioning");
        Name policy = text.texts("the policy as JSON in a string");
        text.end();
        List<PartitionKey> keys = PartitioningPolicy.keys(table, policy);
        return partitioning(after(
                context.store()
                        .commit(context.snapshot())
                        .partition(table, keys)
                        .run(),
                table));
    }

    private static Rows roworder(TableDef table) {
        return row("RowOrderPolicy", table, rowOrder(table));
    }

    /** The policy as JSON, null where there is none. */
    static String rowOrder(TableDef table) {
        String keys = table.layout().sort().stream()
                .map(k ->
                        "{\"ColumnName\":" + JsonText.quoted(k.column()) + ",\"IsAscending\":" + !k.descending() + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return table.layout().sort().isEmpty() ? "null" : "{\"RowOrder\":" + keys + "}";
    }

    private static Rows partitioning(TableDef table) {
        return row("PartitioningPolicy", table, PartitioningPolicy.json(table));
    }

    private static Rows row(String name, TableDef table, String policy) {
        return Rows.of(COLUMNS).add(name, "[" + table.database() + "].[" + table.name() + "]", policy, "", "Table");
    }

    private static TableDef after(Snapshot snapshot, TableDef table) {
        return snapshot.tables(table.database()).stream()
                .filter(t -> t.id() == table.id())
                .findFirst()
                .orElse(table);
    }
}
