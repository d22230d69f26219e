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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code project-rename new = old, …}: other names in the same places (R126). */
record ProjectRename(List<Expr.Item> items, Span span) implements Operator {
    static ProjectRename parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new ProjectRename(exprs.items(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Map<Column, String> renamed = new HashMap<>();
        for (Expr.Item item : items) {
            if (item.name() == null || !(item.expr() instanceof Expr.Name old)) {
                throw Problem.SYNTAX.at(item.span(), "A renaming is written new = old.");
            }
            renamed.put(binder.column(input, old.name(), old.span()), item.name());
        }
        Set<String> names = new HashSet<>();
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : input.columns()) {
            String name = renamed.getOrDefault(column, column.name());
            if (!names.add(name)) {
                throw Problem.DUPLICATE_COLUMN.at(span, name);
            }
            Column as = name.equals(column.name()) ? column : binder.column(name, column.type());
            assigns.add(new Plan.Assign(as, new Scalar.Ref(column)));
        }
        return input.project(input.plan(), assigns);
    }
}
