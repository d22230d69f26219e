package dev.kelp.bind;

import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.types.Field;
import java.util.ArrayList;
import java.util.List;

/** The functions whose unnamed call makes a column per element of its result. */
final class SeveralColumns {
    private SeveralColumns() {}

    /** The columns' names; none where the call makes one column like any other. */
    static List<String> names(Expr expr) {
        if (!(expr instanceof Expr.Call call)) {
            return List.of();
        }
        List<Fn> rows = Functions.named(call.function());
        if (!rows.isEmpty() && !rows.get(0).columns().isEmpty()) {
            String first = call.arguments().isEmpty()
                    ? null
                    : ColumnNamer.implied(call.arguments().get(0).expr());
            String prefix = call.function() + "_" + (first == null ? "" : first + "_");
            return rows.get(0).columns().stream()
                    .map(column -> prefix + column.name())
                    .toList();
        }
        return call.function().startsWith("array_sort_") ? sorted(call) : List.of();
    }

    /** The columns that a value's elements are, empty where it is one value. */
    static List<Field> columns(Scalar value) {
        return value instanceof Scalar.Call call ? call.function().columns() : List.of();
    }

    private static List<String> sorted(Expr.Call call) {
        List<String> names = new ArrayList<>();
        for (Expr.Item argument : call.arguments()) {
            String implied = ColumnNamer.implied(argument.expr());
            if (implied == null) {
                return List.of();
            }
            names.add(implied + "_sorted");
        }
        return names.size() > 1 ? names : List.of();
    }
}
