package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code project a, b = x}: just these columns (R125). */
record Project(List<Expr.Item> items, Span span) implements Operator {
    static Project parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Project(exprs.items(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        ColumnNamer namer = new ColumnNamer(List.of());
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Expr.Item item : items) {
            if (item.expr() instanceof Expr.Star) {
                for (Column column : input.columns()) {
                    Column copy = binder.column(namer.fresh(column.name()), column.type());
                    assigns.add(new Plan.Assign(copy, new Scalar.Ref(column)));
                }
                continue;
            }
            Scalar value = binder.scalar(item.expr(), row);
            if (item.names().size() > 1) {
                for (int i = 0; i < item.names().size(); i++) {
                    Scalar element = binder.element(value, i, item.span());
                    Column column =
                            binder.column(namer.fresh(item.names().get(i).text()), element.type());
                    assigns.add(new Plan.Assign(column, element));
                }
                continue;
            }
            assigns.add(new Plan.Assign(binder.column(namer.name(item), value.type()), value));
        }
        Relation from = row.extended();
        return from.project(from.plan(), assigns);
    }
}
