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
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code extend a = x, …}: more columns, or others in the place of old ones (R125). */
record Extend(List<Expr.Item> items, Span span) implements Operator {
    static Extend parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Extend(exprs.items(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        List<Column> visible = new ArrayList<>(input.columns());
        List<Plan.Assign> assigns = new ArrayList<>();
        Set<String> declared = new HashSet<>();
        ColumnNamer namer = new ColumnNamer(input.names(), binder.session());
        for (Expr.Item item : items) {
            if (item.expr() instanceof Expr.Star) {
                throw Problem.SYNTAX.at(item.span(), "'*' has no meaning in extend.");
            }
            for (Binder.Named named : binder.item(item, row)) {
                boolean stated = named.name() != null || item.expr() instanceof Expr.Name;
                String own = named.name() != null ? named.name() : ColumnNamer.implied(item.expr());
                String name = own != null ? own : namer.fresh(null);
                if (stated && !declared.add(name)) {
                    throw Problem.DUPLICATE_COLUMN.at(item.span(), name);
                }
                add(name, named.value(), binder, visible, assigns);
            }
        }
        Relation from = row.extended();
        List<Plan.Assign> all = new ArrayList<>();
        for (Column column : visible) {
            all.add(assigns.stream()
                    .filter(a -> a.column().equals(column))
                    .findFirst()
                    .orElseGet(() -> Plan.Assign.of(column)));
        }
        return from.project(from.plan(), all);
    }

    private static void add(String name, Scalar value, Binder binder, List<Column> visible, List<Plan.Assign> assigns) {
        Column column = binder.column(name, value.type());
        assigns.add(new Plan.Assign(column, value));
        for (int i = 0; i < visible.size(); i++) {
            if (visible.get(i).name().equals(name)) {
                visible.set(i, column);
                return;
            }
        }
        visible.add(column);
    }
}
