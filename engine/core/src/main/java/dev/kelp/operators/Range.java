package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SourceOperator;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.List;

/** {@code range x from a to b step s}: a column of values in steps, both ends included (R74). */
record Range(Cursor.Name name, Expr from, Expr to, Expr step, Span span) implements SourceOperator {
    static Range parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        Cursor.Name name = cursor.name("a column name");
        cursor.expect("from");
        Expr from = exprs.expr();
        cursor.expect("to");
        Expr to = exprs.expr();
        cursor.expect("step");
        return new Range(name, from, to, exprs.expr(), word.span());
    }

    @Override
    public Relation bindSource(Binder binder) {
        Scalar first = binder.constant(from);
        Scalar last = binder.constant(to);
        Scalar by = binder.constant(step);
        KqlType type = first.type();
        KqlType stepType = type;
        if (type.isNumber() && last.type().isNumber() && by.type().isNumber()) {
            boolean real = type == KqlType.REAL || last.type() == KqlType.REAL || by.type() == KqlType.REAL;
            type = real ? KqlType.REAL : KqlType.LONG;
            stepType = type;
        } else if (type == KqlType.DATETIME) {
            stepType = KqlType.TIMESPAN;
        } else if (type != KqlType.TIMESPAN) {
            throw Problem.WRONG_TYPE.at(from.span(), "A range", "of numbers, datetimes or timespans", type.kql());
        }
        if (last.type() != type && !(type.isNumber() && last.type().isNumber())) {
            throw Problem.OPERAND_TYPES.at(
                    to.span(), "range", type.kql(), last.type().kql());
        }
        if (by.type() != stepType && !(stepType.isNumber() && by.type().isNumber())) {
            throw Problem.WRONG_TYPE.at(
                    step.span(), "The step", stepType.kql(), by.type().kql());
        }
        Column column = binder.column(name.text(), type);
        Plan plan = new Plan.Series(column, binder.as(first, type), binder.as(last, type), binder.as(by, stepType));
        boolean down =
                by instanceof Scalar.Literal literal && literal.value() instanceof Number n && n.doubleValue() < 0;
        return Relation.of(plan, List.of(column)).ordered(List.of(new SortKey(column, down, !down)), true);
    }
}
