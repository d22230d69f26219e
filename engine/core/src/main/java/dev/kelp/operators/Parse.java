package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.ParsePattern;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.Token;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code parse kind=regex flags=i s with * 'a=' a: long ',' *} and {@code parse-where}: columns cut out of a text (R149 to
 * R152).
 */
record Parse(OperatorParameters settings, Expr text, List<ParsePattern.Part> pattern, boolean where, Span span)
        implements Operator {
    static Parse parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "kind=simple|regex|relaxed", "flags");
        Expr text = exprs.expr();
        cursor.expect("with");
        List<ParsePattern.Part> parts = new ArrayList<>();
        while (true) {
            Token token = cursor.peek();
            if (token.kind() == Token.Kind.STRING) {
                cursor.next();
                parts.add(new ParsePattern.Text(token.text()));
            } else if (cursor.accept("*")) {
                parts.add(new ParsePattern.Skip());
            } else if (token.kind() == Token.Kind.QUOTED_NAME || token.kind() == Token.Kind.NAME) {
                Cursor.Name name = exprs.columnName();
                KqlType type = cursor.accept(":") ? exprs.type() : KqlType.STRING;
                parts.add(new ParsePattern.Column(name.text(), type));
            } else {
                break;
            }
        }
        if (parts.isEmpty()) {
            throw cursor.expected("a pattern of texts, columns and '*'");
        }
        return new Parse(settings, text, parts, word.text().equals("parse-where"), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        ParsePattern.Mode mode =
                switch (settings.get("kind", "simple")) {
                    case "simple" -> ParsePattern.Mode.SIMPLE;
                    case "relaxed" -> ParsePattern.Mode.RELAXED;
                    case "regex" -> ParsePattern.Mode.REGEX;
                    default ->
                        throw Problem.SYNTAX
                                .at(settings.span("kind", span), "No kind of parse by that name.")
                                .hint("The kinds are simple, relaxed and regex.");
                };
        checkNeighbours();
        RowContext row = binder.row(input);
        Scalar source = binder.scalar(text, row, KqlType.STRING, "What parse reads");
        String spec = new ParsePattern(mode, settings.get("flags", ""), pattern).write();
        Column parsed = row.column(
                binder.internal("parse_pattern", span, new Scalar.Literal(KqlType.STRING, spec), source), "$parsed");
        Relation from = row.extended();
        Plan plan = from.plan();
        if (where) {
            plan = new Plan.Filter(plan, binder.call("isnotnull", span, new Scalar.Ref(parsed)));
        }
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : input.columns()) {
            assigns.add(Plan.Assign.of(column));
        }
        long index = 0;
        for (ParsePattern.Part part : pattern) {
            if (part instanceof ParsePattern.Column column) {
                Scalar value = binder.internal(
                        "dynamic_at", span, new Scalar.Ref(parsed), new Scalar.Literal(KqlType.LONG, index++));
                place(
                        assigns,
                        new Plan.Assign(binder.column(column.name(), column.type()), binder.as(value, column.type())));
            }
        }
        return from.project(plan, assigns);
    }

    private void checkNeighbours() {
        for (int i = 0; i < pattern.size(); i++) {
            ParsePattern.Part before = i == 0 ? null : pattern.get(i - 1);
            ParsePattern.Part part = pattern.get(i);
            boolean last = i == pattern.size() - 1;
            if (part instanceof ParsePattern.Column
                    && (before instanceof ParsePattern.Column || before instanceof ParsePattern.Skip)) {
                throw Problem.SYNTAX.at(span, "A column of the pattern must follow a text.");
            }
            if (part instanceof ParsePattern.Skip && !last && !(pattern.get(i + 1) instanceof ParsePattern.Text)) {
                throw Problem.SYNTAX.at(span, "A text must follow '*' in the pattern.");
            }
            if (part instanceof ParsePattern.Skip
                    && before instanceof ParsePattern.Column column
                    && column.type() == KqlType.STRING) {
                throw Problem.SYNTAX.at(span, "'*' after a column of strings leaves open where the string ends.");
            }
        }
    }

    static void place(List<Plan.Assign> assigns, Plan.Assign assign) {
        for (int i = 0; i < assigns.size(); i++) {
            if (assigns.get(i).column().name().equals(assign.column().name())) {
                assigns.set(i, assign);
                return;
            }
        }
        assigns.add(assign);
    }
}
