package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SourceOperator;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code datatable(a: long, b: string) [1, 'x', …]}: rows of literals (R168). */
record Datatable(List<Expr.ColumnSyntax> columns, List<Expr.Literal> values, Span span) implements SourceOperator {
    static Datatable parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        cursor.expect("(");
        List<Expr.ColumnSyntax> columns = exprs.columnList(")");
        cursor.expect(")");
        List<Expr.Literal> values = new ArrayList<>();
        if (cursor.peek().kind() == dev.kelp.syntax.Token.Kind.QUOTED_NAME) {
            // One quoted value in brackets reads like a bracketed name.
            var token = cursor.next();
            values.add(new Expr.Literal(KqlType.STRING, token.text(), token.span()));
            return new Datatable(columns, values, word.span().to(token.span()));
        }
        cursor.expect("[");
        while (!cursor.at("]")) {
            values.add(exprs.literal("a literal"));
            if (!cursor.accept(",")) {
                break;
            }
        }
        Span end = cursor.expect("]").span();
        return new Datatable(columns, values, word.span().to(end));
    }

    @Override
    public Relation bindSource(Binder binder) {
        int width = columns.size();
        if (width == 0 || values.size() % width != 0) {
            throw Problem.LITERAL_COUNT.at(span, values.size(), width);
        }
        List<Column> bound = new ArrayList<>();
        for (Expr.ColumnSyntax column : columns) {
            if (bound.stream().anyMatch(c -> c.name().equals(column.name()))) {
                throw Problem.DUPLICATE_COLUMN.at(column.span(), column.name());
            }
            bound.add(binder.column(column.name(), column.type()));
        }
        List<List<Scalar>> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i += width) {
            List<Scalar> row = new ArrayList<>();
            for (int j = 0; j < width; j++) {
                row.add(binder.cell(values.get(i + j), columns.get(j).type()));
            }
            rows.add(row);
        }
        return binder.values(bound, rows);
    }
}
