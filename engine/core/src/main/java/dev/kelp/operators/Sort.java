package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.List;

/** {@code sort by a desc, b asc}: rows in an order, descending unless said (R128). */
record Sort(List<SortKeys> keys, Span span) implements Operator {
    static Sort parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        cursor.expect("by");
        return new Sort(SortKeys.list(cursor, exprs), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        var order = SortKeys.bind(keys, row, binder);
        return row.extended().ordered(order, true);
    }
}
