package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changing tables as a whole: their columns, names, and what people say of them. */
final class AlterTableCommands {
    static final List<Command> ROWS = List.of(
            new Command(
                    "alter table",
                    ".alter table T (a:string, b:long) [with (folder='…', docstring='…')]",
                    "Gives a table just these columns, in this order: others are dropped with their data, new ones are null in the"
                            + " rows that are there.",
                    (text, context) -> alter(text, context, false)),
            new Command(
                    "alter-merge table",
                    ".alter-merge table T (a:string, b:long) [with (folder='…', docstring='…')]",
                    "Adds the columns that a table lacks.",
                    (text, context) -> alter(text, context, true)),
            new Command(
                    "alter table",
                    "docstring",
                    ".alter table T docstring 'text'",
                    "Sets the text that tools show of a table.",
                    (text, context) -> describe(text, context, "docstring")),
            new Command(
                    "alter table",
                    "folder",
                    ".alter table T folder 'text'",
                    "Sets the folder that tools show a table in.",
                    (text, context) -> describe(text, context, "folder")),
            new Command(
                    "alter table",
                    "column-docstrings",
                    ".alter table T column-docstrings (C1:'text', C2:'text')",
                    "Sets the texts that tools show of columns; other columns have none afterwards.",
                    (text, context) -> describeColumns(text, context, false)),
            new Command(
                    "alter-merge table",
                    "column-docstrings",
                    ".alter-merge table T column-docstrings (C1:'text', C2:'text')",
                    "Sets the texts that tools show of some columns.",
                    (text, context) -> describeColumns(text, context, true)),
            new Command(
                    "rename table", ".rename table T to N", "Gives a table another name.", AlterTableCommands::rename),
            new Command(
                    "rename tables",
                    ".rename tables N1 = T1 [ifexists], N2 = T2 [ifexists]",
                    "Gives tables other names, all at once: two may change places.",
                    AlterTableCommands::renameSeveral));

    private AlterTableCommands() {}

    private static Rows alter(CommandText text, CommandContext context, boolean merge) {
        Name name = text.name("the name of a table");
        List<Field> columns = TableCommands.columns(text.cursor());
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "folder", "docstring");
        text.end();
        TableDef table = context.table(name);
        Commit commit = context.store().commit(context.snapshot());
        commit.addColumns(table, TableCommands.missing(table, columns, name));
        if (!merge) {
            commit.dropColumns(
                    table,
                    table.columns().stream()
                            .filter(c ->
                                    columns.stream().noneMatch(f -> f.name().equals(c.name())))
                            .toList());
            commit.orderColumns(table, columns.stream().map(Field::name).toList());
        }
        TableCommands.describe(commit, table, properties);
        return TableCommands.schema(after(commit.run(), table));
    }

    private static Rows describe(CommandText text, CommandContext context, String what) {
        TableDef table = context.table(text.name("the name of a table"));
        text.accept(what);
        String value = text.text("the text in quotes").text();
        text.end();
        boolean folder = what.equals("folder");
        Commit commit = context.store()
                .commit(context.snapshot())
                .describe(table, folder ? value : table.folder(), folder ? table.docString() : value);
        return TableCommands.schema(after(commit.run(), table));
    }

    private static Rows describeColumns(CommandText text, CommandContext context, boolean merge) {
        TableDef table = context.table(text.name("the name of a table"));
        text.accept("column-docstrings");
        Map<ColumnDef, String> texts = new LinkedHashMap<>();
        if (!merge) {
            table.columns().stream().filter(c -> !c.docString().isEmpty()).forEach(c -> texts.put(c, ""));
        }
        text.cursor().expect("(");
        do {
            Name column = text.name("the name of a column");
            text.cursor().expect(":");
            texts.put(
                    ColumnPath.known(table, column),
                    text.text("the text in quotes").text());
        } while (text.cursor().accept(","));
        text.cursor().expect(")");
        text.end();
        Commit commit = context.store().commit(context.snapshot()).describeColumns(table, texts);
        return TableCommands.schema(after(commit.run(), table));
    }

    private static Rows rename(CommandText text, CommandContext context) {
        TableDef table = context.table(text.name("the name of a table"));
        text.cursor().expect("to");
        Name name = text.name("the new name");
        text.end();
        return rename(Map.of(table, name.text()), context);
    }

    private static Rows renameSeveral(CommandText text, CommandContext context) {
        Map<TableDef, String> names = new LinkedHashMap<>();
        do {
            Name name = text.name("the new name");
            text.cursor().expect("=");
            Name old = text.name("the name of a table");
            Optional<TableDef> table = text.accept("ifexists")
                    ? context.snapshot().table(context.database(), old.text())
                    : Optional.of(context.table(old));
            if (table.isPresent() && names.put(table.get(), name.text()) != null) {
                throw Problem.DUPLICATE_NAME.at(old.span(), old.text());
            }
        } while (text.cursor().accept(","));
        text.end();
        return rename(names, context);
    }

    private static Rows rename(Map<TableDef, String> names, CommandContext context) {
        Snapshot after = names.isEmpty()
                ? context.snapshot()
                : context.store().commit(context.snapshot()).renameTables(names).run();
        List<Long> ids = new ArrayList<>();
        names.keySet().forEach(t -> ids.add(t.id()));
        return SchemaCommands.tables(after.tables(context.database()).stream()
                .filter(t -> ids.contains(t.id()))
                .toList());
    }

    private static TableDef after(Snapshot snapshot, TableDef table) {
        return snapshot.tables(table.database()).stream()
                .filter(t -> t.id() == table.id())
                .findFirst()
                .orElse(table);
    }
}
