package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the extents that a command means. */
record ExtentSelection(CommandContext context) {
    static ExtentSelection of(CommandContext context) {
        return new ExtentSelection(context);
    }

    List<TableExtent> all(List<TableDef> tables) {
        List<TableExtent> extents = new ArrayList<>();
        for (TableDef table : tables) {
            context.snapshot().details(table).forEach(d -> extents.add(new TableExtent(table, d)));
        }
        return extents;
    }

    /** @throws dev.kelp.text.KqlException where one is in none of the tables */
    List<TableExtent> named(List<String> ids, List<TableDef> tables, CommandText text) {
        Map<String, TableExtent> known = new LinkedHashMap<>();
        all(tables).forEach(e -> known.put(e.id(), e));
        List<TableExtent> found = new ArrayList<>();
        for (String id : ids) {
            TableExtent extent = known.get(id.toLowerCase(Locale.ROOT));
            if (extent == null) {
                throw Problem.SEMANTIC
                        .at(text.cursor().peek().span(), "There is no extent " + id + " here.")
                        .hint(".show table T extents lists the extents of a table.");
            }
            if (!found.contains(extent)) {
                found.add(extent);
            }
        }
        return found;
    }

    /**
     * The extents that a query, or a command that shows, gives by its columns {@code ExtentId} and {@code TableName}.
     *
     * @param table the table of all of them where {@code TableName} may be missing; null otherwise
     */
    List<TableExtent> byQuery(String query, @Nullable TableDef table, CommandText text) {
        Rows rows = context.query().apply(query);
        int id = column(rows, "ExtentId", text);
        int name = table == null || rows.schema().names().contains("TableName") ? column(rows, "TableName", text) : -1;
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (@Nullable Object[] row : rows.cells()) {
            ids.computeIfAbsent(
                            table == null || name >= 0 ? String.valueOf(row[name]) : table.name(),
                            k -> new ArrayList<>())
                    .add(String.valueOf(row[id]));
        }
        List<TableExtent> extents = new ArrayList<>();
        ids.forEach((of, some) -> {
            TableDef source = context.snapshot()
                    .table(context.database(), of)
                    .orElseThrow(
                            () -> Problem.UNKNOWN_TABLE.at(text.cursor().peek().span(), of, context.database()));
            extents.addAll(named(some, List.of(source), text));
        });
        return extents;
    }

    private static int column(Rows rows, String name, CommandText text) {
        int index = rows.schema().names().indexOf(name);
        if (index < 0) {
            throw Problem.SEMANTIC
                    .at(text.cursor().peek().span(), "The query has no column '" + name + "'.")
                    .hint("It must give the columns ExtentId and TableName.");
        }
        return index;
    }
}
