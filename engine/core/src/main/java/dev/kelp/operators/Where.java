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

/** {@code where predicate}: the rows for which it is true (R124). */
record Where(Expr predicate, Span span) implements Operator {
    static Where parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        Expr predicate = exprs.expr();
        return new Where(predicate, word.span().to(predicate.span()));
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        var condition = binder.predicate(predicate, row);
        Relation from = row.extended();
        return from.over(new Plan.Filter(from.plan(), condition), input.columns());
    }
}
