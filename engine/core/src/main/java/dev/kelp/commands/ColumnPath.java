package dev.kelp.commands;

import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A column as commands name it, {@code [Database.]Table.Column}. */
record ColumnPath(TableDef table, Name column) {

    static ColumnPath of(CommandText text, CommandContext context) {
        List<Name> names = new ArrayList<>();
        names.add(text.name("the name of a table"));
        text.cursor().expect(".");
        names.add(text.name("the name of a column"));
        if (text.cursor().accept(".")) {
            names.add(text.name("the name of a column"));
        }
        Name table = names.get(names.size() - 2);
        if (names.size() == 2) {
            return new ColumnPath(context.table(table), names.get(1));
        }
        Name database = names.get(0);
        String known = context.snapshot()
                .database(database.text())
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(database.span(), database.text()));
        return new ColumnPath(
                context.snapshot()
                        .table(known, table.text())
                        .orElseThrow(() -> Problem.UNKNOWN_TABLE.at(table.span(), table.text(), known)),
                names.get(2));
    }

    Optional<ColumnDef> found() {
        return table.column(column.text());
    }

    ColumnDef known() {
        return known(table, column);
    }

    static ColumnDef known(TableDef table, Name column) {
        return table.column(column.text()).orElseThrow(() -> {
            KqlException problem =
                    Problem.UNKNOWN_COLUMN.at(column.span(), column.text(), " in table '" + table.name() + "'");
            String hint = Suggestions.didYouMean(
                    column.text(), table.columns().stream().map(ColumnDef::name).toList());
            return hint == null ? problem : problem.hint(hint);
        });
    }
}
