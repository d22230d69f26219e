package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Plan;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.List;

/** {@code top n by x}: the first rows of an order (R131). */
record Top(Expr count, SortKeys key, Span span) implements Operator {
    static Top parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        Expr count = exprs.expr();
        cursor.expect("by");
        return new Top(count, SortKeys.one(cursor, exprs), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        long rows = Take.count(count, binder);
        RowContext row = binder.row(input);
        var order = SortKeys.bind(List.of(key), row, binder);
        Relation sorted = row.extended().ordered(order, true);
        return sorted.over(new Plan.Limit(sorted.plan(), rows, order), sorted.columns());
    }
}
