package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.Functions;
import dev.kelp.functions.RowsFunctions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code narrow}: a row per cell, with the row's number, the column's name and the value's text. */
final class Narrow {
    private Narrow() {}

    static Relation bind(PluginCall call) {
        call.expect(0, 0);
        Binder binder = call.binder();
        Relation input = call.input();
        RowContext row = binder.row(input);
        Scalar number = row.window(Plan.WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), List.of());
        List<Scalar> texts = new ArrayList<>();
        for (Column column : input.columns()) {
            Scalar text = binder.as(new Scalar.Ref(column), KqlType.STRING);
            texts.add(new Scalar.Call(RowsFunctions.cell(KqlType.STRING), List.of(text), KqlType.STRING));
        }
        Scalar all = new Scalar.Call(Functions.internal("row_of_cells"), texts, KqlType.DYNAMIC);
        Column cell = binder.column("cell", KqlType.DYNAMIC);
        Column place = binder.column(Binder.ORDINAL, KqlType.LONG);
        Scalar joined = binder.internal("elements_joined", call.span(), all);
        Plan cells = new Plan.Unnest(row.plan(), List.of(new Plan.Assign(cell, joined)), place);
        Scalar names =
                new Scalar.Literal(KqlType.DYNAMIC, Json.texts(input.names()).write());
        Scalar name = binder.internal("dynamic_at", call.span(), names, new Scalar.Ref(place));
        Column rowColumn = binder.column("Row", KqlType.LONG);
        List<Plan.Assign> assigns = List.of(
                new Plan.Assign(rowColumn, binder.call("-", call.span(), number, new Scalar.Literal(KqlType.LONG, 1L))),
                new Plan.Assign(binder.column("Column", KqlType.STRING), binder.as(name, KqlType.STRING)),
                new Plan.Assign(
                        binder.column("Value", KqlType.STRING), binder.as(new Scalar.Ref(cell), KqlType.STRING)));
        List<SortKey> order = List.of(new SortKey(rowColumn, false, true), new SortKey(place, false, true));
        return Relation.of(cells, cells.output()).ordered(order, false).project(cells, assigns);
    }
}
