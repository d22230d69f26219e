package dev.kelp.operators;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.List;

/** {@code count}: one row with the number of rows. */
record Count(Span span) implements Operator {
    static Count parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Count(word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Column count = binder.column("Count", KqlType.LONG);
        Plan plan = new Plan.Aggregate(
                input.plan(),
                List.of(),
                List.of(AggregateCalls.column(count, AggregateCalls.resolve("count", List.of(), span), List.of())));
        return Relation.of(plan, plan.output());
    }
}
