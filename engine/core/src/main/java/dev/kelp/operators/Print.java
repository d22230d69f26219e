package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.bind.SourceOperator;
import dev.kelp.plan.Plan;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code print x, a = y}: one row (R121). */
record Print(List<Expr.Item> items, Span span) implements SourceOperator, Binder.MacroSource {
    static Print parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Print(exprs.items(), word.span());
    }

    @Override
    public Expr expression() {
        return items.get(0).expr();
    }

    @Override
    public Relation bindSource(Binder binder) {
        ColumnNamer namer = new ColumnNamer(List.of(), binder.session());
        Relation one = binder.oneRow();
        RowContext row = binder.row(one);
        List<Plan.Assign> assigns = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Expr.Item item = items.get(i);
            for (Binder.Named named : binder.item(item, row)) {
                String name = named.name() == null ? namer.fresh("print_" + i) : namer.name(named.name(), item);
                assigns.add(new Plan.Assign(binder.column(name, named.value().type()), named.value()));
            }
        }
        return one.project(row.plan(), assigns).ordered(List.of(), false);
    }
}
