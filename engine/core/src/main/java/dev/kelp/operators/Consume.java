package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Plan;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.List;

/** {@code consume}: runs the query and yields no rows. */
record Consume(Span span) implements Operator {
    static Consume parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        return new Consume(word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        return input.over(new Plan.Limit(input.plan(), 0, List.of()), input.columns());
    }
}
