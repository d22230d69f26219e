package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Plan.JoinKind;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** What a join yields of its two sides. */
public final class JoinedColumns {
    private JoinedColumns() {}

    /** The columns of both sides; names that clash get numbers, and strings of a missing side are empty (R33, R137). */
    public static Relation of(Plan.Join join, List<Column> left, List<Column> right, Binder binder) {
        boolean leftMissing = join.kind() == JoinKind.RIGHT_OUTER || join.kind() == JoinKind.FULL_OUTER;
        boolean rightMissing = join.kind() == JoinKind.LEFT_OUTER || join.kind() == JoinKind.FULL_OUTER;
        ColumnNamer namer = new ColumnNamer(left.stream().map(Column::name).toList());
        // The first free number is looked for among all columns of the result (R114).
        ColumnNamer all = new ColumnNamer(left.stream().map(Column::name).toList());
        right.forEach(c -> all.take(c.name()));
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : left) {
            assigns.add(assign(column, column.name(), leftMissing, binder));
        }
        for (Column column : right) {
            String name = column.name();
            if (namer.isTaken(name)) {
                name = all.fresh(name);
            }
            namer.take(name);
            assigns.add(assign(column, name, rightMissing, binder));
        }
        Plan plan = new Plan.Project(join, assigns);
        return Relation.of(plan, plan.output());
    }

    private static Plan.Assign assign(Column column, String name, boolean missing, Binder binder) {
        Scalar value = new Scalar.Ref(column);
        if (missing && column.type() == KqlType.STRING) {
            value = binder.internal("string_or_empty", new Span(0, 0), value);
        }
        return new Plan.Assign(binder.column(name, column.type()), value);
    }
}
