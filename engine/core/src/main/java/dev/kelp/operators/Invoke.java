package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;

/** {@code invoke f(args)}: calls a function with the table as its first argument (R169). */
record Invoke(Expr call, Span span) implements Operator {
    static Invoke parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        cursor.mayBe("the name of a function");
        return new Invoke(exprs.expr(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        if (!(call instanceof Expr.Call function)) {
            throw Problem.SYNTAX.at(call.span(), "invoke needs a call of a function.");
        }
        return binder.invoke(function, input);
    }
}
