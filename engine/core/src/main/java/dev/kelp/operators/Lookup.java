package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Plan.JoinKind;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;

/** {@code lookup (table) on k}: a left outer or inner join without the right side's keys (R141). */
record Lookup(JoinSyntax syntax, Span span) implements Operator {
    static Lookup parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Lookup(JoinSyntax.parse(word, cursor, exprs, "kind=leftouter|inner"), word.span());
    }

    @Override
    public Relation bind(Relation left, Binder binder) {
        Relation right = binder.table(syntax.right());
        binder.sides(left, right);
        List<JoinSyntax.Key> keys = syntax.keys();
        List<Plan.KeyPair> pairs = JoinSyntax.pairs(keys, left, right, binder);
        String kind = syntax.settings().get("kind", "leftouter");
        if (!kind.equals("leftouter") && !kind.equals("inner")) {
            throw Problem.SYNTAX
                    .at(syntax.settings().span("kind", span), "No lookup kind '" + kind + "'.")
                    .hint("The kinds are leftouter and inner.");
        }
        JoinKind join = kind.equals("inner") ? JoinKind.INNER : JoinKind.LEFT_OUTER;
        List<Column> kept = right.columns().stream()
                .filter(c -> keys.stream().noneMatch(k -> k.right().equals(c.name())))
                .toList();
        return JoinedColumns.of(new Plan.Join(join, left.plan(), right.plan(), pairs), left.columns(), kept, binder);
    }
}
