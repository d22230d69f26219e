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
        ColumnNamer namer = new ColumnNamer(List.of(), binder.session());
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Expr.Item item : items) {
            if (item.expr() instanceof Expr.Star) {
                for (Column column : input.columns()) {
                    Column copy = binder.column(namer.fresh(column.name()), column.type());
                    assigns.add(new Plan.Assign(copy, new Scalar.Ref(column)));
                }
                continue;
            }
            for (Binder.Named named : binder.whole(item, row)) {
                String name = namer.name(named.name(), item);
                assigns.add(new Plan.Assign(binder.column(name, named.value().type()), named.value()));
            }
        }
        Relation from = row.extended();
        return from.project(from.plan(), assigns);
    }
}
