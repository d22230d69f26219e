package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.List;

/** {@code serialize [a = row_number(), …]}: takes the rows' order as given (R158). */
record Serialize(List<Expr.Item> items, Span span) implements Operator {
    static Serialize parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        boolean none = cursor.atEnd() || cursor.at("|") || cursor.at(")") || cursor.at(";") || cursor.at("}");
        return new Serialize(none ? List.of() : exprs.items(), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Relation serialized = input.ordered(input.order(), true);
        return items.isEmpty() ? serialized : new Extend(items, span).bind(serialized, binder);
    }
}
