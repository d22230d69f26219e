package dev.kelp.bind;

import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** The functions whose unnamed call makes a column per element of its result. */
final class SeveralColumns {
    private SeveralColumns() {}

    /** The values of one item of a list: one, or several where it names several or the function yields several (R111). */
    static List<Binder.Named> of(Expr.Item item, RowContext row, Binder binder) {
        return of(item, row, binder, false);
    }

    /** @param whole whether columns that the item gives no name come out too, under their own */
    static List<Binder.Named> of(Expr.Item item, RowContext row, Binder binder, boolean whole) {
        Scalar value = binder.scalar(item.expr(), row);
        List<String> names = item.names().stream().map(Cursor.Name::text).toList();
        if (names.isEmpty()) {
            names = names(item.expr());
        }
        List<Field> columns = columns(value);
        if (whole && !columns.isEmpty() && names.size() < columns.size()) {
            List<String> all = new ArrayList<>(names(item.expr()));
            for (int i = 0; i < names.size(); i++) {
                all.set(i, names.get(i));
            }
            names = all;
        }
        if (columns.isEmpty() && names.size() <= 1 && item.names().size() == names.size()) {
            return List.of(new Binder.Named(item.name(), value));
        }
        List<Binder.Named> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Scalar element = binder.element(value, i, item.span());
            values.add(new Binder.Named(
                    names.get(i),
                    i < columns.size() ? binder.as(element, columns.get(i).type()) : element));
        }
        return values;
    }

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
            String prefix = call.function() + "_" + (first == null ? "" : first) + "_";
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
            if (argument.expr() instanceof Expr.Literal literal && literal.type() == KqlType.BOOL) {
                continue;
            }
            String implied = ColumnNamer.implied(argument.expr());
            names.add((implied == null ? "array" + names.size() : implied) + "_sorted");
        }
        return names.size() > 1 ? names : List.of();
    }
}
