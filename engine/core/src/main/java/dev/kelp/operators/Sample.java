package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.List;

/** {@code sample n}: so many rows by chance, others each time. */
record Sample(Expr count, Span span) implements Operator {
    static Sample parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        return new Sample(exprs.expr(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        Column chance = row.column(binder.call("rand", span), "$chance");
        Plan some = new Plan.Limit(row.plan(), Take.count(count, binder), List.of(new SortKey(chance, false, true)));
        return input.over(some, input.columns());
    }
}
