package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Plan.JoinKind;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
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
        return joined(new Plan.Join(kind, leftPlan, right.plan(), pairs), left.columns(), right.columns(), binder);
    }

    /** The columns of both sides; names that clash get numbers, and strings of a missing side are empty (R33, R137). */
    static Relation joined(Plan.Join join, List<Column> left, List<Column> right, Binder binder) {
        boolean leftMissing = join.kind() == JoinKind.RIGHT_OUTER || join.kind() == JoinKind.FULL_OUTER;
        boolean rightMissing = join.kind() == JoinKind.LEFT_OUTER || join.kind() == JoinKind.FULL_OUTER;
        ColumnNamer namer = new ColumnNamer(left.stream().map(Column::name).toList());
        // The first free number is looked for among all columns of the result (R114).
        ColumnNamer all = new ColumnNamer(left.stream().map(Column::name).toList());
        right.forEach(c -> all.take(c.name()));
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : left) {
            assigns.add(assign(column, column.name(), leftMissing, binder));
        }
        for (Column column : right) {
            String name = column.name();
            if (namer.isTaken(name)) {
                name = all.fresh(name);
            }
            namer.take(name);
            assigns.add(assign(column, name, rightMissing, binder));
        }
        Plan plan = new Plan.Project(join, assigns);
        return Relation.of(plan, plan.output());
    }

    private static Plan.Assign assign(Column column, String name, boolean missing, Binder binder) {
        Scalar value = new Scalar.Ref(column);
        if (missing && column.type() == KqlType.STRING) {
            value = binder.internal("string_or_empty", new Span(0, 0), value);
        }
        return new Plan.Assign(binder.column(name, column.type()), value);
    }
}
