package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Making, dropping and clearing tables. */
final class TableCommands {
    static final List<Command> ROWS = List.of(
            new Command(
                    "create table",
                    ".create table T (a:string, b:long) [with (folder='…', docstring='…')]",
                    "Makes an empty table; one of the name that is there already stays as it is.",
                    (text, context) -> create(text, context, false)),
            new Command(
                    "create-merge table",
                    ".create-merge table T (a:string, b:long) [with (folder='…', docstring='…')]",
                    "Makes a table, or adds the columns it lacks to one that is there.",
                    (text, context) -> create(text, context, true)),
            new Command(
                    "create tables",
                    ".create tables T1 (a:string), T2 (b:long) [with (folder='…', docstring='…')]",
                    "Makes several tables at once; those of the names that are there already stay as they are.",
                    (text, context) -> createSeveral(text, context, false)),
            new Command(
                    "create-merge tables",
                    ".create-merge tables T1 (a:string), T2 (b:long) [with (folder='…', docstring='…')]",
                    "Makes several tables, or adds the columns they lack to those that are there; all or none.",
                    (text, context) -> createSeveral(text, context, true)),
            new Command(
                    "create table",
                    "based-on",
                    ".create table T based-on U [ifnotexists] [with (folder='…', docstring='…')]",
                    "Makes an empty table with the columns of another one.",
                    TableCommands::basedOn),
            new Command(
                    "drop table",
                    ".drop table T [ifexists]",
                    "Drops a table with its rows; answers the tables that are left.",
                    TableCommands::drop),
            new Command(
                    "drop tables",
                    ".drop tables (T1, T2) [ifexists]",
                    "Drops several tables at once; answers the tables that are left.",
                    TableCommands::dropSeveral),
            new Command("clear table", ".clear table T data", "Drops a table's rows.", TableCommands::clear));

    private TableCommands() {}

    /** A table that a command wants to be there. */
    private record Wanted(Name name, List<Field> columns) {}

    private static Rows create(CommandText text, CommandContext context, boolean merge) {
        Wanted wanted = wanted(text);
        Map<String, Name> properties = described(text);
        Snapshot after = make(List.of(wanted), properties, context, merge);
        return schema(after.table(context.database(), wanted.name().text()).orElseThrow());
    }

    private static Rows createSeveral(CommandText text, CommandContext context, boolean merge) {
        List<Wanted> wanted = new ArrayList<>();
        do {
            wanted.add(wanted(text));
        } while (text.cursor().accept(","));
        Map<String, Name> properties = described(text);
        Snapshot after = make(wanted, properties, context, merge);
        List<String> names = wanted.stream().map(w -> w.name().text()).toList();
        return SchemaCommands.tables(after.tables(context.database()).stream()
                .filter(t -> names.contains(t.name()))
                .toList());
    }

    private static Rows basedOn(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        text.accept("based-on");
        TableDef other = context.table(text.name("the name of a table"));
        boolean ifNotExists = text.accept("ifnotexists");
        Map<String, Name> properties = described(text);
        Optional<TableDef> there = context.snapshot().table(context.database(), name.text());
        if (there.isPresent() && !ifNotExists) {
            throw Problem.SEMANTIC.at(name.span(), "A table '" + name.text() + "' is there already.");
        }
        if (there.isPresent()) {
            return schema(there.get());
        }
        Commit commit = context.store().commit();
        commit.createTable(
                context.database(),
                name.text(),
                other.schema().fields(),
                properties.containsKey("folder") ? property(properties, "folder") : other.folder(),
                properties.containsKey("docstring") ? property(properties, "docstring") : other.docString());
        return schema(commit.run().table(context.database(), name.text()).orElseThrow());
    }

    private static Wanted wanted(CommandText text) {
        Name name = text.name("the name of a table");
        return new Wanted(name, columns(text.cursor()));
    }

    private static Map<String, Name> described(CommandText text) {
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "folder", "docstring");
        text.end();
        return properties;
    }

    private static Snapshot make(
            List<Wanted> tables, Map<String, Name> properties, CommandContext context, boolean merge) {
        Commit commit = context.store().commit(context.snapshot());
        for (Wanted wanted : tables) {
            Optional<TableDef> there =
                    context.snapshot().table(context.database(), wanted.name().text());
            if (there.isEmpty()) {
                commit.createTable(
                        context.database(),
                        wanted.name().text(),
                        wanted.columns(),
                        property(properties, "folder"),
                        property(properties, "docstring"));
            } else if (merge) {
                commit.addColumns(there.get(), missing(there.get(), wanted.columns(), wanted.name()));
                describe(commit, there.get(), properties);
            }
        }
        return commit.run();
    }

    /** The columns that a table lacks. */
    static List<Field> missing(TableDef table, List<Field> columns, Name name) {
        List<Field> missing = new ArrayList<>();
        for (Field field : columns) {
            Optional<ColumnDef> column = table.column(field.name());
            if (column.isEmpty()) {
                missing.add(field);
            } else if (column.get().type() != field.type()) {
                throw Problem.WRONG_TYPE
                        .at(
                                name.span(),
                                "The column '" + field.name() + "' of '" + table.name() + "'",
                                column.get().type(),
                                field.type())
                        .hint("A column's type is changed by .alter column " + table.name() + "." + field.name()
                                + " type=" + field.type().kql() + ".");
            }
        }
        return missing;
    }

    /** Sets the folder and the text of a table where a command gives them. */
    static void describe(Commit commit, TableDef table, Map<String, Name> properties) {
        if (!properties.isEmpty()) {
            commit.describe(
                    table,
                    properties.containsKey("folder") ? property(properties, "folder") : table.folder(),
                    properties.containsKey("docstring") ? property(properties, "docstring") : table.docString());
        }
    }

    /** What commands answer that change a table. */
    static Rows schema(TableDef table) {
        return Rows.of("TableName:string, Schema:string, DatabaseName:string, Folder:string, DocString:string")
                .add(table.name(), SchemaJson.of(table), table.database(), table.folder(), table.docString());
    }

    static String property(Map<String, Name> properties, String name) {
        Name value = properties.get(name);
        return value == null ? "" : value.text();
    }

    /** {@code (a:string, b:long)}. */
    static List<Field> columns(Cursor cursor) {
        List<Field> fields = new ArrayList<>();
        cursor.expect("(");
        while (!cursor.at(")")) {
            Name name = cursor.name("a column name");
            cursor.expect(":");
            KqlType known = type(cursor);
            if (fields.stream().anyMatch(f -> f.name().equals(name.text()))) {
                throw Problem.DUPLICATE_COLUMN.at(name.span(), name.text());
            }
            fields.add(new Field(name.text(), known));
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect(")");
        return fields;
    }

    static KqlType type(Cursor cursor) {
        Name type = cursor.name("a type");
        return KqlType.named(type.text()).orElseThrow(() -> noType(type));
    }

    private static KqlException noType(Name type) {
        return Problem.EXPECTED
                .at(type.span(), "a type", "'" + type.text() + "'")
                .hint("The types are bool, datetime, decimal, dynamic, guid, int, long, real, string and timespan.");
    }

    private static Rows drop(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        return drop(List.of(name), text, context);
    }

    private static Rows dropSeveral(CommandText text, CommandContext context) {
        List<Name> names = new ArrayList<>();
        text.cursor().expect("(");
        do {
            names.add(text.name("the name of a table"));
        } while (text.cursor().accept(","));
        text.cursor().expect(")");
        return drop(names, text, context);
    }

    private static Rows drop(List<Name> names, CommandText text, CommandContext context) {
        boolean ifExists = text.accept("ifexists");
        text.end();
        Commit commit = context.store().commit(context.snapshot());
        for (Name name : names) {
            if (!ifExists
                    || context.snapshot().table(context.database(), name.text()).isPresent()) {
                commit.dropTable(context.table(name));
            }
        }
        Rows rows = Rows.of("TableName:string, DatabaseName:string");
        commit.run().tables(context.database()).forEach(t -> rows.add(t.name(), t.database()));
        return rows;
    }

    private static Rows clear(CommandText text, CommandContext context) {
        TableDef table = context.table(text.name("the name of a table"));
        if (!text.accept("data")) {
            throw text.cursor().expected("'data'");
        }
        text.end();
        context.store().commit().replace(table, List.of()).run();
        return Rows.of("Status:string").add("Succeeded");
    }
}
