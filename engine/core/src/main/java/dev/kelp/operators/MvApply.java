package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Partition;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code mv-apply x = a to typeof(long) on (top 1 by x)}: a sub-pipeline over the elements of each row's arrays (R148). */
record MvApply(Expansion expansion, List<OperatorSyntax> body, Span span) implements Operator {
    static MvApply parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        Expansion expansion = Expansion.parse(cursor, exprs);
        cursor.expect("on");
        cursor.expect("(");
        List<OperatorSyntax> body = exprs.subpipeline();
        cursor.expect(")");
        return new MvApply(expansion, body, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        Column number = row.numbered();
        Expansion.Expanded expanded = expansion.bind(row, binder, "mv-apply", span);
        List<Column> kept = new ArrayList<>(input.columns());
        expanded.elements().forEach(e -> kept.remove(e.source()));
        Partition partition =
                Partition.of(elements(input, kept, number, expanded, binder), number, kept, binder.session());
        Relation bound = binder.within(span).apply(body, partition.leaf());
        Partition.Lifted lifted = partition.lift(bound);
        return beside(kept, bound, lifted, !input.order().isEmpty(), binder);
    }

    /** The rows of one array each: the input's columns, elements in the place of those of their name, then the other elements. */
    private Relation elements(
            Relation input, List<Column> kept, Column number, Expansion.Expanded expanded, Binder binder) {
        Map<String, Plan.Assign> assigns = new LinkedHashMap<>();
        input.columns().forEach(c -> assigns.put(c.name(), Plan.Assign.of(c)));
        for (Expansion.Element element : expanded.elements()) {
            Column column = binder.column(element.name(), element.value().type());
            assigns.put(element.name(), new Plan.Assign(column, element.value()));
        }
        String index = expansion.settings().get("with_itemindex");
        if (index != null) {
            String free = new ColumnNamer(assigns.keySet(), binder.session()).fresh(index);
            Column column = binder.column(free, KqlType.LONG);
            assigns.put(free, new Plan.Assign(column, new Scalar.Ref(expanded.position())));
        }
        List<Column> visible =
                assigns.values().stream().map(Plan.Assign::column).toList();
        List<Plan.Assign> all = new ArrayList<>(assigns.values());
        Set<Column> there = new LinkedHashSet<>(visible);
        kept.stream().filter(there::add).forEach(c -> all.add(Plan.Assign.of(c)));
        all.add(Plan.Assign.of(number));
        all.add(Plan.Assign.of(expanded.position()));
        return Relation.of(new Plan.Project(expanded.plan(), all), visible)
                .ordered(List.of(new SortKey(expanded.position(), false, true)), false);
    }

    /** The input's columns, in whose place come those of the same name out of the body, then the body's others. */
    private static Relation beside(
            List<Column> kept, Relation bound, Partition.Lifted lifted, boolean ordered, Binder binder) {
        List<Plan.Assign> assigns = new ArrayList<>();
        Set<Column> placed = new LinkedHashSet<>();
        for (int i = 0; i < kept.size(); i++) {
            Optional<Column> own = bound.column(kept.get(i).name());
            Column value = own.isPresent() ? own.get() : lifted.carried().get(i);
            placed.add(value);
            assigns.add(renamed(value, binder));
        }
        for (Column column : bound.columns()) {
            if (placed.add(column)) {
                assigns.add(renamed(column, binder));
            }
        }
        List<SortKey> order = new ArrayList<>();
        if (ordered || !bound.order().isEmpty()) {
            order.add(new SortKey(lifted.key(), false, true));
            order.addAll(bound.order());
        }
        return Relation.of(lifted.plan(), List.of()).ordered(order, false).project(lifted.plan(), assigns);
    }

    private static Plan.Assign renamed(Column column, Binder binder) {
        return new Plan.Assign(binder.column(column.name(), column.type()), new Scalar.Ref(column));
    }
}
