package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code a desc nulls last, b asc}: the keys of sort and top (R128). */
record SortKeys(Expr expr, boolean descending, boolean nullsFirst) {
    static SortKeys one(Cursor cursor, ExprParser exprs) {
        Expr expr = exprs.expr();
        boolean descending = true;
        if (cursor.accept("asc")) {
            descending = false;
        } else {
            cursor.accept("desc");
        }
        boolean nullsFirst = !descending;
        if (cursor.accept("nulls")) {
            nullsFirst = cursor.accept("first");
            if (!nullsFirst) {
                cursor.expect("last");
            }
        }
        return new SortKeys(expr, descending, nullsFirst);
    }

    static List<SortKeys> list(Cursor cursor, ExprParser exprs) {
        List<SortKeys> keys = new ArrayList<>();
        do {
            keys.add(one(cursor, exprs));
        } while (cursor.accept(","));
        return keys;
    }

    SortKey bind(RowContext row, Binder binder) {
        Scalar value = binder.scalar(expr, row);
        if (value.type() == KqlType.DYNAMIC) {
            throw Problem.NOT_GROUPABLE.at(expr.span(), "ordering");
        }
        return new SortKey(row.column(value, "$sort"), descending, nullsFirst);
    }

    /** The keys bound, then the order the rows had before, so that equal keys keep it. */
    static List<SortKey> bind(List<SortKeys> keys, RowContext row, Binder binder) {
        List<SortKey> bound = new ArrayList<>();
        for (SortKeys key : keys) {
            bound.add(key.bind(row, binder));
        }
        bound.addAll(row.extended().order());
        return bound;
    }
}
