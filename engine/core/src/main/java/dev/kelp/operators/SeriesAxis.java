package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The axis of make-series: {@code on t from a to b step s}, or {@code on t in range(a, b, s)} (R154).
 *
 * @param closed whether the end is one of the axis, and steps are counted as bin() counts them
 */
record SeriesAxis(
        Expr.Item axis, @Nullable Expr from, @Nullable Expr to, Expr step, boolean closed) {
    static SeriesAxis parse(Cursor cursor, ExprParser exprs) {
        int start = cursor.mark();
        Expr plain = exprs.tableOperand();
        if (cursor.at("in")) {
            cursor.next();
            cursor.expect("range");
            cursor.expect("(");
            Expr from = exprs.expr();
            cursor.expect(",");
            Expr to = exprs.expr();
            cursor.expect(",");
            Expr step = exprs.expr();
            cursor.expect(")");
            return new SeriesAxis(Expr.Item.unnamed(plain), from, to, step, true);
        }
        cursor.reset(start);
        Expr.Item axis = exprs.item(false);
        Expr from = cursor.accept("from") ? exprs.expr() : null;
        Expr to = cursor.accept("to") ? exprs.expr() : null;
        cursor.expect("step");
        return new SeriesAxis(axis, from, to, exprs.expr(), false);
    }

    /**
     * The axis over the rows.
     *
     * @param value the row's value on it
     * @param origin where steps are counted from
     * @param from the first value, inclusive; null where the rows tell
     * @param to the last one
     */
    record Bound(
            Scalar value,
            Scalar origin,
            Scalar step,
            @Nullable Scalar from,
            @Nullable Scalar to,
            boolean closed) {
        KqlType type() {
            return value.type();
        }

        private Scalar call(String name, Scalar... arguments) {
            String kind = type() == KqlType.REAL ? "_real" : "_long";
            return new Scalar.Call(Functions.internal(name + kind), List.of(arguments), KqlType.LONG);
        }

        /** The number of the row's step. */
        Scalar place() {
            return call("series_place", value, origin, step);
        }

        /** The number of the first step, null where the rows tell. */
        Scalar first() {
            return from == null ? new Scalar.Literal(KqlType.LONG, null) : call("series_place", from, origin, step);
        }

        Scalar last() {
            if (to == null) {
                return new Scalar.Literal(KqlType.LONG, null);
            }
            return closed ? call("series_place", to, origin, step) : call("series_end", to, origin, step);
        }

        /** The array of what the steps begin with. */
        Scalar values(Scalar places) {
            boolean real = type() == KqlType.REAL;
            Scalar name = new Scalar.Literal(KqlType.STRING, type().kql());
            return new Scalar.Call(
                    Functions.internal(real ? "series_axis_real" : "series_axis_long"),
                    real
                            ? List.of(places, first(), last(), origin, step)
                            : List.of(places, first(), last(), origin, step, name),
                    KqlType.DYNAMIC);
        }
    }

    Bound bind(RowContext row, Binder binder) {
        Scalar value = binder.scalar(axis.expr(), row);
        KqlType type = value.type() == KqlType.INT ? KqlType.LONG : value.type();
        KqlType stepType = type == KqlType.DATETIME ? KqlType.TIMESPAN : type;
        if (type != KqlType.LONG && type != KqlType.REAL && stepType != KqlType.TIMESPAN) {
            throw Problem.WRONG_TYPE.at(
                    axis.span(), "The axis of make-series", "a number, datetime or timespan", type.kql());
        }
        Scalar by = constant(step, stepType, "The step", binder);
        if (by instanceof Scalar.Literal literal && literal.value() instanceof Number n && !(n.doubleValue() > 0)) {
            throw Problem.SEMANTIC.at(step.span(), "The step of make-series must be greater than zero.");
        }
        Scalar low = from == null ? null : constant(from, type, "The start", binder);
        Scalar high = to == null ? null : constant(to, type, "The end", binder);
        Scalar zero = type == KqlType.REAL ? new Scalar.Literal(type, 0.0) : new Scalar.Literal(type, 0L);
        return new Bound(binder.as(value, type), low == null || closed ? zero : low, by, low, high, closed);
    }

    private static Scalar constant(Expr expr, KqlType type, String what, Binder binder) {
        Scalar value = binder.constant(expr);
        boolean fits =
                value.type() == type || type == KqlType.REAL && value.type().isNumber();
        if (!fits && !(type == KqlType.LONG && value.type().isInteger())) {
            throw Problem.WRONG_TYPE.at(
                    expr.span(), what, type.kql(), value.type().kql());
        }
        return binder.as(value, type);
    }
}
