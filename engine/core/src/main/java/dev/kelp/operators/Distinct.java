package dev.kelp.operators;

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
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code distinct a, b} or {@code distinct *} (R134). */
record Distinct(List<Expr.Item> items, Span span) implements Operator {
    static Distinct parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Distinct(exprs.items(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        ColumnNamer namer = new ColumnNamer(List.of(), binder.session());
        List<Plan.Assign> keys = new ArrayList<>();
        for (Expr.Item item : items) {
            if (item.expr() instanceof Expr.Star) {
                for (Column column : input.columns()) {
                    add(namer.fresh(column.name()), new Scalar.Ref(column), item.span(), binder, keys);
                }
            } else {
                Scalar value = binder.scalar(item.expr(), row);
                add(namer.name(item), value, item.span(), binder, keys);
            }
        }
        Aggregates groups = new Aggregates(binder, row, keys);
        Column first = groups.firstRow();
        Plan plan = new Plan.Aggregate(row.plan(), keys, groups.columns());
        List<Column> columns = keys.stream().map(Plan.Assign::column).toList();
        Relation distinct = Relation.of(plan, columns);
        return first == null ? distinct : distinct.ordered(List.of(new SortKey(first, false, true)), false);
    }

    private static void add(String name, Scalar value, Span span, Binder binder, List<Plan.Assign> keys) {
        if (value.type() == KqlType.DYNAMIC) {
            throw Problem.NOT_GROUPABLE.at(span, "distinct");
        }
        keys.add(new Plan.Assign(binder.column(name, value.type()), value));
    }
}
