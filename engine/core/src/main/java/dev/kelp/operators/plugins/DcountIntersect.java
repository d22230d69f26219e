package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.Functions;
import dev.kelp.functions.RowsFunctions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code dcount_intersect}: how many values the first of some states of {@code hll} has, the first two share, the first three, … */
final class DcountIntersect {
    private static final int MOST_SETS = 16;

    private DcountIntersect() {}

    static Relation bind(PluginCall call) {
        call.expect(2, MOST_SETS);
        Binder binder = call.binder();
        Relation input = call.input();
        RowContext row = binder.row(input);
        List<Scalar> states = new ArrayList<>();
        for (Expr argument : call.places()) {
            Scalar state = binder.scalar(argument, row, KqlType.DYNAMIC, "The argument 'hll'");
            states.add(new Scalar.Call(RowsFunctions.cell(KqlType.DYNAMIC), List.of(state), KqlType.STRING));
        }
        Scalar all = new Scalar.Call(Functions.internal("row_of_cells"), states, KqlType.DYNAMIC);
        Column counts = row.column(binder.internal("hll_intersections", call.span(), all), "counts");
        ColumnNamer namer = new ColumnNamer(input.names());
        List<Plan.Assign> assigns = new ArrayList<>();
        input.columns().forEach(c -> assigns.add(Plan.Assign.of(c)));
        for (int i = 0; i < states.size(); i++) {
            Scalar count = binder.as(binder.element(new Scalar.Ref(counts), i, call.span()), KqlType.LONG);
            assigns.add(new Plan.Assign(binder.column(namer.fresh("s" + i), KqlType.LONG), count));
        }
        return row.extended().project(row.plan(), assigns);
    }
}
