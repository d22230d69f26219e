package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code : (*, a: long, …)} behind the call of a plugin: the columns it must yield.
 *
 * @param wildcard whether the input's columns come first
 */
public record OutputSchema(boolean wildcard, List<Expr.ColumnSyntax> columns, Span span) {
    public OutputSchema {
        columns = List.copyOf(columns);
    }

    /** From the parenthesis behind the colon on. */
    public static OutputSchema parse(Cursor cursor, ExprParser exprs) {
        int start = cursor.mark();
        cursor.expect("(");
        boolean wildcard = cursor.accept("*");
        if (wildcard && !cursor.at(")")) {
            cursor.expect(",");
        }
        List<Expr.ColumnSyntax> columns = exprs.columnList(")");
        cursor.expect(")");
        return new OutputSchema(wildcard, columns, cursor.since(start));
    }

    /** Just these columns of a table that has them, with their types. */
    Relation of(Relation table, Binder binder) {
        List<Plan.Assign> assigns = new ArrayList<>();
        if (wildcard) {
            for (Column column : table.columns()) {
                if (columns.stream().noneMatch(c -> c.name().equals(column.name()))) {
                    assigns.add(Plan.Assign.of(column));
                }
            }
        }
        for (Expr.ColumnSyntax wanted : columns) {
            Column column = binder.column(table, wanted.name(), wanted.span());
            if (column.type() != wanted.type()) {
                throw Problem.WRONG_TYPE.at(
                        wanted.span(), "The column '" + wanted.name() + "'", column.type(), wanted.type());
            }
            assigns.add(Plan.Assign.of(column));
        }
        return table.project(table.plan(), assigns);
    }
}
