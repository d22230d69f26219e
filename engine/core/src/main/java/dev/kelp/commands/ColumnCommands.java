package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Snapshot;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changing single columns: their types and names, and dropping them. */
final class ColumnCommands {
    static final List<Command> ROWS = List.of(
            new Command(
                    "alter column",
                    "type",
                    ".alter column [D.]T.C type=long",
                    "Gives a column another type. An int that becomes a long keeps its values; every other change leaves nulls"
                            + " ('' in strings) in the rows that are there.",
                    ColumnCommands::retype),
            new Command(
                    "rename column",
                    ".rename column [D.]T.C to N",
                    "Gives a column another name.",
                    ColumnCommands::rename),
            new Command(
                    "rename columns",
                    ".rename columns N1 = [D.]T.C1, N2 = [D.]T.C2",
                    "Gives columns of one table other names, all at once: two may change places.",
                    ColumnCommands::renameSeveral),
            new Command(
                    "drop column",
                    ".drop column T.C [ifexists]",
                    "Drops a column. The files that hold it stay as they are.",
                    ColumnCommands::drop),
            new Command(
                    "drop table",
                    "columns",
                    ".drop table T columns (C1, C2)",
                    "Drops several columns at once.",
                    ColumnCommands::dropSeveral));

    private ColumnCommands() {}

    private static Rows retype(CommandText text, CommandContext context) {
        ColumnPath path = ColumnPath.of(text, context);
        text.cursor().expect("type");
        text.cursor().expect("=");
        KqlType type = TableCommands.type(text.cursor());
        text.end();
        ColumnDef column = path.known();
        context.store()
                .commit(context.snapshot())
                .retypeColumn(path.table(), column, type)
                .run();
        return changed().add(entity(path.table(), column.name()), type.clr(), "null");
    }

    private static Rows rename(CommandText text, CommandContext context) {
        ColumnPath path = ColumnPath.of(text, context);
        text.cursor().expect("to");
        Name name = text.name("the new name");
        text.end();
        ColumnDef column = path.known();
        context.store()
                .commit(context.snapshot())
                .renameColumns(path.table(), Map.of(column, name.text()))
                .run();
        return changed().add(entity(path.table(), name.text()), column.type().clr(), "null");
    }

    private static Rows renameSeveral(CommandText text, CommandContext context) {
        Map<ColumnDef, String> names = new LinkedHashMap<>();
        List<TableDef> tables = new ArrayList<>();
        do {
            Name name = text.name("the new name");
            text.cursor().expect("=");
            ColumnPath path = ColumnPath.of(text, context);
            tables.add(path.table());
            if (tables.get(0).id() != path.table().id()) {
                throw Problem.SEMANTIC.at(path.column().span(), "The columns must be of one table.");
            }
            if (names.put(path.known(), name.text()) != null) {
                throw Problem.DUPLICATE_COLUMN.at(
                        path.column().span(), path.column().text());
            }
        } while (text.cursor().accept(","));
        text.end();
        TableDef of = tables.get(0);
        context.store().commit(context.snapshot()).renameColumns(of, names).run();
        Rows rows = changed();
        names.forEach((column, name) -> rows.add(entity(of, name), column.type().clr(), "null"));
        return rows;
    }

    private static Rows drop(CommandText text, CommandContext context) {
        ColumnPath path = ColumnPath.of(text, context);
        boolean ifExists = text.accept("ifexists");
        text.end();
        if (ifExists && path.found().isEmpty()) {
            return TableCommands.schema(path.table());
        }
        return drop(path.table(), List.of(path.known()), context);
    }

    private static Rows dropSeveral(CommandText text, CommandContext context) {
        TableDef table = context.table(text.name("the name of a table"));
        text.accept("columns");
        text.cursor().expect("(");
        List<ColumnDef> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        do {
            Name name = text.name("the name of a column");
            if (!seen.add(name.text())) {
                throw Problem.DUPLICATE_COLUMN.at(name.span(), name.text());
            }
            columns.add(ColumnPath.known(table, name));
        } while (text.cursor().accept(","));
        text.cursor().expect(")");
        text.end();
        return drop(table, columns, context);
    }

    private static Rows drop(TableDef table, List<ColumnDef> columns, CommandContext context) {
        Snapshot after = context.store()
                .commit(context.snapshot())
                .dropColumns(table, columns)
                .run();
        return TableCommands.schema(after.table(table.database(), table.name()).orElse(table));
    }

    private static Rows changed() {
        return Rows.of("EntityName:string, DataType:string, Policy:string");
    }

    private static String entity(TableDef table, String column) {
        return "[" + table.name() + "].[" + column + "]";
    }
}
