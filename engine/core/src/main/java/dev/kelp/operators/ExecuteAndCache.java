package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;

/** {@code __executeAndCache}: Kusto's hint to keep the rows at hand; the table as it is. */
record ExecuteAndCache(Span span) implements Operator {
    static ExecuteAndCache parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new ExecuteAndCache(word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        return input;
    }
}
