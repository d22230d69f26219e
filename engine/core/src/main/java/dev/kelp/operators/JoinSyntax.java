package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** What join and lookup share: {@code kind=… (table) on conditions}. */
record JoinSyntax(OperatorParameters settings, Expr right, List<Expr> conditions, Span span) {
    /** @param kinds the setting with its values, {@code kind=inner|leftouter} */
    static JoinSyntax parse(Cursor.Name word, Cursor cursor, ExprParser exprs, String kinds) {
        OperatorParameters settings = OperatorParameters.parse(cursor, kinds, "withsource", "isfuzzy");
        Expr right = exprs.tableOperand();
        List<Expr> conditions = new ArrayList<>();
        cursor.expect("on");
        do {
            conditions.add(exprs.expr());
        } while (cursor.accept(","));
        return new JoinSyntax(settings, right, conditions, word.span());
    }

    /** A pair of key columns, by name. */
    record Key(String left, String right, Span span) {}

    List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        conditions.forEach(c -> gather(c, keys));
        return keys;
    }

    private static void gather(Expr condition, List<Key> keys) {
        if (condition instanceof Expr.Name name) {
            keys.add(new Key(name.name(), name.name(), name.span()));
        } else if (condition instanceof Expr.Binary b && b.operator().equals("and")) {
            gather(b.left(), keys);
            gather(b.right(), keys);
        } else if (condition instanceof Expr.Binary b && b.operator().equals("==")) {
            String one = side(b.left(), "$left");
            String other = side(b.right(), "$right");
            if (one == null || other == null) {
                throw Problem.JOIN_CONDITION.at(b.span());
            }
            keys.add(new Key(one, other, b.span()));
        } else {
            throw Problem.JOIN_CONDITION.at(condition.span());
        }
    }

    private static @org.jspecify.annotations.Nullable String side(Expr expr, String name) {
        return expr instanceof Expr.Member m
                        && m.target() instanceof Expr.Name n
                        && n.name().equals(name)
                ? m.member()
                : null;
    }

    static List<Plan.KeyPair> pairs(List<Key> keys, Relation left, Relation right, Binder binder) {
        List<Plan.KeyPair> pairs = new ArrayList<>();
        for (Key key : keys) {
            Scalar l = new Scalar.Ref(binder.column(left, key.left(), key.span()));
            Scalar r = new Scalar.Ref(binder.column(right, key.right(), key.span()));
            KqlType type = l.type();
            if (type == KqlType.DYNAMIC || r.type() == KqlType.DYNAMIC) {
                throw Problem.NOT_GROUPABLE.at(key.span(), "a join key");
            }
            if (type != r.type()) {
                if (!type.isInteger() || !r.type().isInteger()) {
                    throw Problem.JOIN_KEY_TYPES.at(
                            key.span(), type.kql(), r.type().kql());
                }
                type = KqlType.LONG;
            }
            pairs.add(new Plan.KeyPair(binder.as(l, type), binder.as(r, type)));
        }
        return pairs;
    }

    /** One row per distinct key: the first in the rows' order, any where there is none (R138). */
    static Plan firstPerKey(Relation left, List<Key> keys, Binder binder) {
        RowContext row = binder.row(left);
        var partition = keys.stream()
                .map(k -> binder.column(left, k.left(), k.span()))
                .distinct()
                .toList();
        Scalar number = row.window(Plan.WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), partition, left.order());
        Span span = keys.isEmpty() ? new Span(0, 0) : keys.get(0).span();
        Scalar first = binder.call("==", span, number, new Scalar.Literal(KqlType.LONG, 1L));
        return new Plan.Filter(row.plan(), first);
    }
}
