package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Plan.JoinKind;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;

/** {@code join kind=inner (table) on k}: rows of two tables with equal keys (R137 to R140). */
record Join(JoinSyntax syntax, Span span) implements Operator {
    private static final String KINDS =
            "kind=innerunique|inner|leftouter|rightouter|fullouter|leftsemi|rightsemi|leftanti|rightanti|anti|leftantisemi|rightantisemi";

    static Join parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new Join(JoinSyntax.parse(word, cursor, exprs, KINDS), word.span());
    }

    @Override
    public Relation bind(Relation left, Binder binder) {
        Relation right = binder.table(syntax.right());
        binder.sides(left, right);
        List<JoinSyntax.Key> keys = syntax.keys();
        List<Plan.KeyPair> pairs = JoinSyntax.pairs(keys, left, right, binder);
        String kind = syntax.settings().get("kind", "innerunique");
        switch (kind) {
            case "innerunique":
                return both(JoinKind.INNER, JoinSyntax.firstPerKey(left, keys, binder), left, right, pairs, binder);
            case "inner":
                return both(JoinKind.INNER, left.plan(), left, right, pairs, binder);
            case "leftouter":
                return both(JoinKind.LEFT_OUTER, left.plan(), left, right, pairs, binder);
            case "rightouter":
                return both(JoinKind.RIGHT_OUTER, left.plan(), left, right, pairs, binder);
            case "fullouter":
                return both(JoinKind.FULL_OUTER, left.plan(), left, right, pairs, binder);
            case "leftsemi":
                return one(JoinKind.LEFT_SEMI, left, right, pairs);
            case "anti":
            case "leftanti":
            case "leftantisemi":
                return one(JoinKind.LEFT_ANTI, left, right, pairs);
            case "rightsemi":
                return one(JoinKind.LEFT_SEMI, right, left, swapped(pairs));
            case "rightanti":
            case "rightantisemi":
                return one(JoinKind.LEFT_ANTI, right, left, swapped(pairs));
            default:
                throw Problem.SYNTAX
                        .at(syntax.settings().span("kind", span), "No join kind '" + kind + "'.")
                        .hint(
                                "The kinds are innerunique, inner, leftouter, rightouter, fullouter, leftsemi, rightsemi, leftanti "
                                        + "and rightanti.");
        }
    }

    private static List<Plan.KeyPair> swapped(List<Plan.KeyPair> pairs) {
        return pairs.stream().map(p -> new Plan.KeyPair(p.right(), p.left())).toList();
    }

    private static Relation one(JoinKind kind, Relation kept, Relation other, List<Plan.KeyPair> pairs) {
        return Relation.of(new Plan.Join(kind, kept.plan(), other.plan(), pairs), kept.columns());
    }

    private static Relation both(
            JoinKind kind, Plan leftPlan, Relation left, Relation right, List<Plan.KeyPair> pairs, Binder binder) {
        return JoinedColumns.of(
                new Plan.Join(kind, leftPlan, right.plan(), pairs), left.columns(), right.columns(), binder);
    }
}
