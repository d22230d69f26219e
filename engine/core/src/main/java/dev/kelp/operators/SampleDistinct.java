package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.List;

/** {@code sample-distinct n of x}: so many of a column's values, any ones (R171). */
record SampleDistinct(Expr count, Cursor.Name name, Span span) implements Operator {
    static SampleDistinct parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        Expr count = exprs.expr();
        cursor.expect("of");
        return new SampleDistinct(count, cursor.name("a column"), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Column column = binder.column(input, name.text(), name.span());
        if (column.type() == KqlType.DYNAMIC) {
            throw Problem.NOT_GROUPABLE.at(name.span(), "sample-distinct");
        }
        Column value = binder.column(column.name(), column.type());
        Plan distinct =
                new Plan.Aggregate(input.plan(), List.of(new Plan.Assign(value, new Scalar.Ref(column))), List.of());
        return Relation.of(new Plan.Limit(distinct, Take.count(count, binder), List.of()), List.of(value));
    }
}
