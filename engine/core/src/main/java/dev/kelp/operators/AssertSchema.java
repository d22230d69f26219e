package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;

/** {@code assert-schema (a: long)}: refuses the query where the table has no such columns; else the table as it is. */
record AssertSchema(List<Expr.ColumnSyntax> columns, Span span) implements Operator {
    static AssertSchema parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        cursor.expect("(");
        List<Expr.ColumnSyntax> columns = exprs.columnList(")");
        cursor.expect(")");
        return new AssertSchema(columns, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        for (Expr.ColumnSyntax wanted : columns) {
            Column column = binder.column(input, wanted.name(), wanted.span());
            if (column.type() != wanted.type()) {
                throw Problem.WRONG_TYPE.at(
                        wanted.span(),
                        "The column '" + wanted.name() + "'",
                        wanted.type().kql(),
                        column.type().kql());
            }
        }
        return input;
    }
}
