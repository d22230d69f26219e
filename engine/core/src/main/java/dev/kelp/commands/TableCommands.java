package dev.kelp.commands;

import dev.kelp.run.Rows;
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
                    "Makes an empty table; one that is there already with the same columns stays as it is.",
                    (text, context) -> create(text, context, false)),
            new Command(
                    "create-merge table",
                    ".create-merge table T (a:string, b:long) [with (folder='…', docstring='…')]",
                    "Makes a table, or adds the columns it lacks to one that is there.",
                    (text, context) -> create(text, context, true)),
            new Command(
                    "drop table",
                    ".drop table T [ifexists]",
                    "Drops a table with its rows; answers the tables that are left.",
                    TableCommands::drop),
            new Command("clear table", ".clear table T data", "Drops a table's rows.", TableCommands::clear));

    private TableCommands() {}

    private static Rows create(CommandText text, CommandContext context, boolean merge) {
        Name name = text.name("the name of a table");
        List<Field> columns = columns(text.cursor());
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "folder", "docstring");
        text.end();
        String folder = property(properties, "folder");
        String doc = property(properties, "docstring");
        Optional<TableDef> there = context.snapshot().table(context.database(), name.text());
        Snapshot after;
        if (there.isEmpty()) {
            var commit = context.store().commit();
            commit.createTable(context.database(), name.text(), columns, folder, doc);
            after = commit.run();
        } else if (merge) {
            after = merge(there.get(), columns, context, name);
        } else if (there.get().schema().fields().equals(columns)) {
            after = context.snapshot();
        } else {
            throw Problem.SEMANTIC
                    .at(name.span(), "A table '" + name.text() + "' is there already, with other columns.")
                    .hint("Drop it first, or add columns with .create-merge table.");
        }
        TableDef table = after.table(context.database(), name.text()).orElseThrow();
        return Rows.of("TableName:string, Schema:string, DatabaseName:string, Folder:string, DocString:string")
                .add(table.name(), SchemaJson.of(table), table.database(), table.folder(), table.docString());
    }

    private static Snapshot merge(TableDef table, List<Field> columns, CommandContext context, Name name) {
        List<Field> missing = new ArrayList<>();
        for (Field field : columns) {
            Optional<ColumnDef> column = table.column(field.name());
            if (column.isEmpty()) {
                missing.add(field);
            } else if (column.get().type() != field.type()) {
                throw Problem.WRONG_TYPE.at(
                        name.span(),
                        "The column '" + field.name() + "' of '" + table.name() + "'",
                        column.get().type(),
                        field.type());
            }
        }
        return missing.isEmpty()
                ? context.snapshot()
                : context.store().commit().addColumns(table, missing).run();
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
            Name type = cursor.name("a type");
            KqlType known = KqlType.named(type.text()).orElseThrow(() -> noType(type));
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

    private static KqlException noType(Name type) {
        return Problem.EXPECTED
                .at(type.span(), "a type", "'" + type.text() + "'")
                .hint("The types are bool, datetime, decimal, dynamic, guid, int, long, real, string and timespan.");
    }

    private static Rows drop(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        boolean ifExists = text.accept("ifexists");
        text.end();
        Snapshot after = context.snapshot();
        if (!ifExists || after.table(context.database(), name.text()).isPresent()) {
            after = context.store().commit().dropTable(context.table(name)).run();
        }
        return SchemaCommands.tables(after, context.database());
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
