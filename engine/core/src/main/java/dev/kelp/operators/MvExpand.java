package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code mv-expand a, b = d.x to typeof(long) limit 5}: a row per element of arrays or bags (R146, R147). */
record MvExpand(Expansion expansion, Span span) implements Operator {
    static MvExpand parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new MvExpand(Expansion.parse(cursor, exprs), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        Expansion.Expanded expanded = expansion.bind(row, binder, "mv-expand", span);
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : input.columns()) {
            assigns.add(Plan.Assign.of(column));
        }
        for (Expansion.Element element : expanded.elements()) {
            Plan.Assign assign = new Plan.Assign(
                    binder.column(element.name(), element.value().type()), element.value());
            int at = -1;
            for (int j = 0; j < assigns.size(); j++) {
                if (assigns.get(j).column().name().equals(element.name())) {
                    at = j;
                }
            }
            if (at >= 0) {
                assigns.set(at, assign);
            } else {
                assigns.add(assign);
            }
        }
        Column position = expanded.position();
        String index = expansion.settings().get("with_itemindex");
        if (index != null) {
            assigns.add(new Plan.Assign(binder.column(index, KqlType.LONG), new Scalar.Ref(position)));
        }
        List<SortKey> order = new ArrayList<>(row.extended().order());
        if (!order.isEmpty()) {
            order.add(new SortKey(position, false, true));
        }
        return input.ordered(order, false).project(expanded.plan(), assigns);
    }
}
