package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SeveralResults;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code facet by a, b with (top 5 by x)}: the number of rows per value of each column, after what operators make of the rows. */
record Facet(List<Cursor.Name> columns, List<OperatorSyntax> body, Span span) implements SeveralResults {
    static Facet parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        cursor.expect("by");
        List<Cursor.Name> columns = new ArrayList<>();
        do {
            columns.add(cursor.name("a column"));
        } while (cursor.accept(","));
        List<OperatorSyntax> body = List.of();
        if (cursor.accept("with")) {
            boolean parentheses = cursor.accept("(");
            body = exprs.subpipeline();
            if (parentheses) {
                cursor.expect(")");
            }
        }
        return new Facet(columns, body, word.span());
    }

    @Override
    public List<Relation> bindAll(Relation input, Binder binder) {
        List<Relation> results = new ArrayList<>();
        if (!body.isEmpty()) {
            results.add(binder.within(span).apply(body, input));
        }
        for (Cursor.Name column : columns) {
            binder.column(input, column.text(), column.span());
            Cursor.Name count = new Cursor.Name("count_" + column.text(), column.span());
            Expr call = new Expr.Call("count", List.of(), column.span(), column.span());
            Expr name = new Expr.Name(column.text(), column.span());
            results.add(new Summarize(
                            List.of(new Expr.Item(List.of(count), call, column.span())),
                            List.of(Expr.Item.unnamed(name)),
                            span)
                    .bind(input, binder));
        }
        return results;
    }
}
