package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import dev.kelp.operators.RowsCall;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Map;

/** {@code identity}, {@code preview}, {@code schema_merge}, {@code estimate_rows_count}: a table as it is, and what it is like. */
final class Schemas {
    private Schemas() {}

    static Relation identity(PluginCall call) {
        call.expect(0, 0);
        return call.input();
    }

    static Relation identityWithMode(PluginCall call) {
        call.expect(2, 2);
        call.text(0, "mode");
        call.text(1, "exceptionText");
        return call.input();
    }

    static List<Relation> preview(PluginCall call) {
        call.expect(1, 1);
        Map<String, Relation> table = Map.of("T", call.input());
        long rows = call.number(0, "NumberOfRows");
        return List.of(
                call.binder().macro("T | take " + rows, table, Map.of(), call.span()),
                call.binder().macro("T | count", table, Map.of(), call.span()));
    }

    static Relation previewInside(PluginCall call) {
        throw Problem.OUT_OF_PLACE.at(call.span(), "here: it gives two tables and can only end a query");
    }

    static Relation merge(PluginCall call) {
        call.expect(0, 1, "PreserveOrder");
        boolean keepsOrder = call.argument(0, "PreserveOrder").isEmpty() || call.flag(0, "PreserveOrder");
        Relation columns = call.binder()
                .macro(
                        "T | project ColumnName, tolong(ColumnOrdinal), ColumnType",
                        Map.of("T", call.input()),
                        Map.of(),
                        call.span());
        return RowsCall.of(
                        "schema_merge",
                        columns,
                        List.of(new Scalar.Literal(KqlType.BOOL, keepsOrder)),
                        List.of(
                                new Field("ColumnName", KqlType.STRING),
                                new Field("ColumnOrdinal", KqlType.LONG),
                                new Field("DataType", KqlType.STRING),
                                new Field("ColumnType", KqlType.STRING)))
                .bind(call.binder());
    }

    static Relation rowsCount(PluginCall call) {
        call.expect(0, 0);
        String query = "T | count | project EstimatedRowsCount = Count";
        return call.binder().macro(query, Map.of("T", call.input()), Map.of(), call.span());
    }
}
