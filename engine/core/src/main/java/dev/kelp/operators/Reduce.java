package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code reduce by s with threshold=0.1, characters='-'}: the patterns into which texts fall, with their counts (R171). */
record Reduce(boolean source, Expr text, double threshold, String characters, Span span) implements Operator {
    static Reduce parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "kind=source");
        cursor.expect("by");
        Expr text = exprs.expr();
        double threshold = 0.1;
        String characters = "";
        if (cursor.accept("with")) {
            do {
                Cursor.Name name = cursor.name("'threshold' or 'characters'");
                cursor.expect("=");
                Expr.Literal value = exprs.literal("a literal");
                if (name.text().equals("threshold") && value.value() instanceof Number number) {
                    threshold = number.doubleValue();
                } else if (name.text().equals("characters") && value.type() == KqlType.STRING) {
                    characters = String.valueOf(value.value());
                } else {
                    throw Problem.SYNTAX
                            .at(name.span(), "No such setting of reduce.")
                            .hint("The settings are threshold, a number, and characters, a text.");
                }
            } while (cursor.accept(","));
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw Problem.SYNTAX.at(word.span(), "The threshold of reduce is from 0 to 1.");
        }
        return new Reduce(settings.get("kind") != null, text, threshold, characters, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        Column value = row.column(binder.scalar(text, row, KqlType.STRING, "What reduce reads"), "$text");
        Relation from = row.extended();
        Column key = binder.column("v", KqlType.STRING);
        Plan texts = new Plan.Project(from.plan(), List.of(new Plan.Assign(key, new Scalar.Ref(value))));
        Relation counted = binder.macro(
                "T | summarize n = count() by v", Map.of("T", Relation.of(texts, List.of(key))), Map.of(), span);
        List<Scalar> constants = List.of(
                new Scalar.Literal(KqlType.REAL, threshold),
                new Scalar.Literal(KqlType.STRING, characters),
                new Scalar.Literal(KqlType.BOOL, source));
        List<Field> output = List.of(
                new Field("v", KqlType.STRING),
                new Field("Pattern", KqlType.STRING),
                new Field("Count", KqlType.LONG),
                new Field("Representative", KqlType.STRING));
        Relation patterns =
                RowsCall.of("reduced_texts", counted, constants, output).bind(binder);
        List<Column> found = patterns.columns().subList(1, 4);
        if (!source) {
            return patterns.keep(found);
        }
        Scalar left = new Scalar.Ref(value);
        Scalar right = new Scalar.Ref(patterns.columns().get(0));
        Plan joined = new Plan.Join(
                Plan.JoinKind.INNER, from.plan(), patterns.plan(), List.of(new Plan.KeyPair(left, right)));
        List<Column> columns = new ArrayList<>(input.columns());
        columns.addAll(found);
        return from.over(joined, columns);
    }
}
