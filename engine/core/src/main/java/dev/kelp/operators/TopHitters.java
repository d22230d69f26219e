package dev.kelp.operators;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code top-hitters n of x by y}: the values with the greatest sums or, without by, counts; exact, where Kusto estimates. */
record TopHitters(Expr count, Cursor.Name name, @Nullable Expr by, Span span) implements Operator {
    static TopHitters parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        Expr count = exprs.expr();
        cursor.expect("of");
        Cursor.Name name = cursor.name("a column");
        return new TopHitters(count, name, cursor.accept("by") ? exprs.expr() : null, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        Column column = binder.column(input, name.text(), name.span());
        Scalar.Call call = AggregateCalls.resolve("count", List.of(), span);
        String hits = "approximate_count_" + column.name();
        if (by != null) {
            Scalar summed = binder.scalar(by, row);
            if (!summed.type().isNumber()) {
                throw Problem.WRONG_TYPE.at(
                        by.span(),
                        "What top-hitters sums",
                        "a number",
                        summed.type().kql());
            }
            call = AggregateCalls.resolve("sum", List.of(summed), span);
            String implied = ColumnNamer.implied(by);
            hits = "approximate_sum_" + (implied == null ? "" : implied);
        }
        Column value = binder.column(column.name(), column.type());
        Column most = binder.column(hits, call.type());
        Plan grouped = new Plan.Aggregate(
                row.plan(),
                List.of(new Plan.Assign(value, new Scalar.Ref(column))),
                List.of(AggregateCalls.column(most, call, List.of())));
        List<SortKey> order = List.of(new SortKey(most, true, false), new SortKey(value, false, true));
        return Relation.of(new Plan.Limit(grouped, Take.count(count, binder), order), List.of(value, most))
                .ordered(order, false);
    }
}
