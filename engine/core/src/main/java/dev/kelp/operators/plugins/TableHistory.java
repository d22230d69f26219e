package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.tables.ChangeColumn;
import dev.kelp.tables.ChangeRange;
import dev.kelp.tables.ChangeRange.Bound;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code table_changes}, {@code table_insertions}, {@code table_deletions}: what happened to the rows of a table between two
 * commits, as the official client's functions of these names have it.
 */
final class TableHistory {
    private TableHistory() {}

    static Relation changes(PluginCall call) {
        return bind(call, ChangeRange.Kind.CHANGES);
    }

    static Relation insertions(PluginCall call) {
        return bind(call, ChangeRange.Kind.INSERTIONS);
    }

    static Relation deletions(PluginCall call) {
        return bind(call, ChangeRange.Kind.DELETIONS);
    }

    private static Relation bind(PluginCall call, ChangeRange.Kind kind) {
        call.expect(2, 3);
        if (call.piped() != null) {
            throw Problem.SEMANTIC.at(
                    call.call().nameSpan(), "The plugin '" + call.name() + "' takes no table before it.");
        }
        Binder binder = call.binder();
        Expr named = call.required(0, "table");
        String name = named instanceof Expr.Name table ? table.name() : call.text(0, "table");
        Bound from = bound(call, 1, "from");
        Bound to = call.size() > 2 ? bound(call, 2, "to") : null;
        TableDef table;
        try {
            table = binder.session().catalog().changes(binder.session().database(), name, kind, from, to);
        } catch (KqlException e) {
            throw e.orAt(call.span());
        }
        List<Plan.ScanColumn> columns = new ArrayList<>();
        for (ChangeColumn change : ChangeColumn.of(kind)) {
            ColumnDef column = change.column();
            columns.add(new Plan.ScanColumn(binder.column(change.shown(), column.type()), column));
        }
        for (ColumnDef column : table.columns()) {
            columns.add(new Plan.ScanColumn(binder.column(free(column.name(), columns), column.type()), column));
        }
        List<Column> output = columns.stream().map(Plan.ScanColumn::column).toList();
        return Relation.of(new Plan.Scan(table, columns, List.of()), output);
    }

    /** A column of the table whose name is one of the three is called as one of the same name in a join. */
    private static String free(String name, List<Plan.ScanColumn> taken) {
        String free = name;
        int number = 0;
        while (isTaken(free, taken)) {
            free = name + ++number;
        }
        return free;
    }

    private static boolean isTaken(String name, List<Plan.ScanColumn> columns) {
        return columns.stream().anyMatch(c -> c.column().name().equals(name));
    }

    /** What is computed, as from now(), is computed now: which rows there are depends on it. */
    private static @Nullable Object value(PluginCall call, int place, String name, Scalar end) {
        if (end instanceof Scalar.Literal literal) {
            return literal.value();
        }
        Binder binder = call.binder();
        Column column = binder.column(name, end.type());
        return binder.probe(
                        binder.values(List.of(column), List.of(List.of(end))),
                        "An end of the range",
                        call.required(place, name).span())
                .map(rows -> rows.get(0)[0])
                .orElse(0L);
    }

    private static Bound bound(PluginCall call, int place, String name) {
        Scalar end = call.constant(place, name);
        KqlType type = end.type();
        if ((type == KqlType.DATETIME || type == KqlType.LONG || type == KqlType.INT)
                && value(call, place, name, end) instanceof Number number) {
            return new Bound(number.longValue(), type == KqlType.DATETIME);
        }
        throw Problem.SEMANTIC
                .at(call.required(place, name).span(), "An end of the range is the number of a snapshot or a datetime.")
                .hint("cursor_current() gives the number of the newest one as a text.");
    }
}
