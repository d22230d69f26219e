package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Plan;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;

/** {@code take n}: any rows, the first ones where there is an order (R132). */
record Take(Expr count, Span span) implements Operator {
    static Take parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Take(exprs.expr(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        return input.over(new Plan.Limit(input.plan(), count(count, binder), input.order()), input.columns());
    }

    /** A number of rows, known before the query runs. */
    static long count(Expr expr, Binder binder) {
        long count = binder.constantLong(expr, "The number of rows");
        if (count < 0) {
            throw Problem.SEMANTIC.at(expr.span(), "The number of rows must not be negative.");
        }
        return count;
    }
}
