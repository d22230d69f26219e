package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.types.KqlType;
import java.util.List;

/** {@code rows_near}: the rows not far from one for which a condition holds, in the rows' order. */
final class RowsNear {
    private RowsNear() {}

    static Relation bind(PluginCall call) {
        call.expect(2, 3);
        Binder binder = call.binder();
        RowContext row = binder.row(call.input());
        Scalar condition = binder.predicate(call.required(0, "Condition"), row);
        Scalar before = new Scalar.Literal(KqlType.LONG, call.number(1, "NumRows"));
        Scalar after = call.size() > 2 ? new Scalar.Literal(KqlType.LONG, call.number(2, "NumRowsAfter")) : before;
        Column number =
                row.column(row.window(Plan.WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), List.of()), "number");
        Scalar place = new Scalar.Ref(number);
        Scalar none = new Scalar.Literal(KqlType.LONG, null);
        // The nearest such row above has the greatest number so far; the one below, counted from the end, the least.
        Scalar above = latest(row, binder.call("iff", call.span(), condition, place, none), number, false);
        Scalar negative = binder.call("unary-", call.span(), place);
        Scalar below = latest(row, binder.call("iff", call.span(), condition, negative, none), number, true);
        Scalar nearAbove = binder.call("<=", call.span(), binder.call("-", call.span(), place, above), after);
        Scalar distance = binder.call("unary-", call.span(), binder.call("+", call.span(), below, place));
        Scalar nearBelow = binder.call("<=", call.span(), distance, before);
        Scalar near = binder.call("or", call.span(), nearAbove, nearBelow);
        return row.extended()
                .over(new Plan.Filter(row.plan(), near), call.input().columns());
    }

    private static Scalar latest(RowContext row, Scalar value, Column number, boolean fromEnd) {
        Column column = row.column(value, "found");
        List<SortKey> order = List.of(new SortKey(number, fromEnd, !fromEnd));
        return row.window(Plan.WindowKind.RUNNING_MAX, KqlType.LONG, List.of(new Scalar.Ref(column)), List.of(), order);
    }
}
