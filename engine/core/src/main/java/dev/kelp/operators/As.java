package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;

/** {@code as name}: names the table for what follows (R169). */
record As(Cursor.Name name, Span span) implements Operator {
    static As parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        return new As(cursor.name("a name"), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Relation named = binder.steady(input).named(name.text());
        binder.remember(name.text(), named);
        return named;
    }
}
