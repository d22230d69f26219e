package dev.kelp.bind;

import dev.kelp.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** The functions whose unnamed call makes a column per element of its result. */
final class SeveralColumns {
    private SeveralColumns() {}

    /** The columns' names; none where the call makes one column like any other. */
    static List<String> names(Expr expr) {
        if (!(expr instanceof Expr.Call call) || !call.function().startsWith("array_sort_")) {
            return List.of();
        }
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
