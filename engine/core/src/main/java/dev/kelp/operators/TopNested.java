package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code top-nested 2 of a with others="rest" by sum(x), top-nested 1 of b by count()}: the greatest groups, and in each of them the
 * greatest groups of the next level (R157).
 */
record TopNested(List<Level> levels, Span span) implements Operator {

    /**
     * One level.
     *
     * @param count how many groups to keep of each group above; null for all
     * @param others what stands for the groups that are left out; null where they are dropped
     */
    record Level(
            @Nullable Expr count,
            Expr.Item of,
            Expr.@Nullable Literal others,
            Expr.Item by,
            boolean descending,
            boolean nullsFirst) {}

    static TopNested parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        List<Level> levels = new ArrayList<>();
        levels.add(level(cursor, exprs));
        while (cursor.accept(",")) {
            Cursor.Name next = cursor.dashedWord("'top-nested'");
            if (!next.text().equals("top-nested")) {
                throw dev.kelp.text.Problem.EXPECTED.at(next.span(), "'top-nested'", "'" + next.text() + "'");
            }
            levels.add(level(cursor, exprs));
        }
        return new TopNested(levels, word.span());
    }

    private static Level level(Cursor cursor, ExprParser exprs) {
        Expr count = cursor.at("of") ? null : exprs.expr();
        cursor.expect("of");
        Expr.Item of = exprs.item(false);
        Expr.Literal others = null;
        if (cursor.accept("with")) {
            cursor.expect("others");
            cursor.expect("=");
            others = exprs.literal("a literal");
        }
        cursor.expect("by");
        Expr.Item by = exprs.item(false);
        boolean descending = !cursor.accept("asc");
        if (descending) {
            cursor.accept("desc");
        }
        boolean nullsFirst = !descending;
        if (cursor.accept("nulls")) {
            nullsFirst = cursor.accept("first");
            if (!nullsFirst) {
                cursor.expect("last");
            }
        }
        return new Level(count, of, others, by, descending, nullsFirst);
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        return new NestedLevels(levels, binder.steady(input), binder, span).relation();
    }
}
