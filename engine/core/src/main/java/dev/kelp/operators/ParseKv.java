package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.KeyValues;
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
import java.util.Set;

/** {@code parse-kv s as (a: long) with (pair_delimiter=';', kv_delimiter='=')}: a column per key found in a text (R153). */
record ParseKv(Expr text, List<Expr.ColumnSyntax> keys, List<Setting> settings, Span span) implements Operator {

    /** {@code quote='"'}; some may come several times. */
    record Setting(Cursor.Name name, Expr.Literal value) {}

    private static final Set<String> SETTINGS =
            Set.of("pair_delimiter", "kv_delimiter", "quote", "escape", "greedy", "regex");

    static ParseKv parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        Expr text = exprs.expr();
        cursor.expect("as");
        cursor.expect("(");
        List<Expr.ColumnSyntax> keys = exprs.columnList(")");
        cursor.expect(")");
        List<Setting> settings = new ArrayList<>();
        if (cursor.accept("with")) {
            cursor.expect("(");
            while (!cursor.at(")")) {
                Cursor.Name name = cursor.name("a setting");
                if (!SETTINGS.contains(name.text())) {
                    throw Problem.SYNTAX
                            .at(name.span(), "No setting '" + name.text() + "' of parse-kv.")
                            .hint("The settings are pair_delimiter, kv_delimiter, quote, escape, greedy and regex.");
                }
                cursor.expect("=");
                boolean flag = name.text().equals("greedy");
                Token value = cursor.peek();
                Expr.Literal literal = exprs.literal("a literal");
                if (literal.type() != (flag ? KqlType.BOOL : KqlType.STRING)) {
                    throw Problem.WRONG_TYPE.at(
                            value.span(),
                            name.text(),
                            flag ? "bool" : "string",
                            literal.type().kql());
                }
                settings.add(new Setting(name, literal));
                if (!cursor.accept(",")) {
                    break;
                }
            }
            cursor.expect(")");
        }
        return new ParseKv(text, keys, settings, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        for (int i = 0; i < keys.size(); i++) {
            Expr.ColumnSyntax key = keys.get(i);
            if (keys.subList(0, i).stream().anyMatch(k -> k.name().equals(key.name()))) {
                throw Problem.DUPLICATE_COLUMN.at(key.span(), key.name());
            }
        }
        RowContext row = binder.row(input);
        Scalar source = binder.scalar(text, row, KqlType.STRING, "What parse-kv reads");
        Scalar spec = new Scalar.Literal(KqlType.STRING, spec(binder).write());
        Column parsed = row.column(binder.internal("parse_key_values", span, spec, source), "$parsed");
        Relation from = row.extended();
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : input.columns()) {
            assigns.add(Plan.Assign.of(column));
        }
        for (int i = 0; i < keys.size(); i++) {
            Expr.ColumnSyntax key = keys.get(i);
            Scalar index = new Scalar.Literal(KqlType.LONG, (long) i);
            Scalar value = binder.internal("dynamic_at", span, new Scalar.Ref(parsed), index);
            Parse.place(assigns, new Plan.Assign(binder.column(key.name(), key.type()), binder.as(value, key.type())));
        }
        return from.project(from.plan(), assigns);
    }

    private KeyValues spec(Binder binder) {
        String pair = one("pair_delimiter");
        String assign = one("kv_delimiter");
        String regex = one("regex");
        boolean greedy = settings.stream()
                .anyMatch(s -> s.name().text().equals("greedy")
                        && Boolean.TRUE.equals(s.value().value()));
        if (pair.isEmpty() != assign.isEmpty()) {
            throw Problem.SYNTAX.at(span, "pair_delimiter and kv_delimiter come together.");
        }
        if (!regex.isEmpty()) {
            if (settings.size() > 1) {
                throw Problem.SYNTAX.at(span, "regex stands alone: it says itself what a key and a value are.");
            }
            binder.call("matches regex", span, literal(""), literal(regex));
        }
        if (greedy && pair.isEmpty()) {
            throw Problem.SYNTAX.at(span, "greedy needs pair_delimiter and kv_delimiter.");
        }
        return new KeyValues(
                keys.stream().map(Expr.ColumnSyntax::name).toList(), pair, assign, regex, quotes(), escapes(), greedy);
    }

    private static Scalar literal(String value) {
        return new Scalar.Literal(KqlType.STRING, value);
    }

    private String one(String name) {
        String value = "";
        for (Setting setting : settings) {
            if (setting.name().text().equals(name)) {
                value = String.valueOf(setting.value().value());
                if (value.isEmpty()) {
                    throw Problem.SYNTAX.at(setting.value().span(), name + " must not be empty.");
                }
            }
        }
        return value;
    }

    private String quotes() {
        StringBuilder quotes = new StringBuilder();
        for (Setting setting : settings) {
            String value = String.valueOf(setting.value().value());
            if (setting.name().text().equals("quote")) {
                if (value.isEmpty() || value.length() > 2) {
                    throw Problem.SYNTAX.at(
                            setting.value().span(), "A quote is one character, or an opening and a closing one.");
                }
                quotes.append(value.charAt(0)).append(value.charAt(value.length() - 1));
            }
        }
        return quotes.toString();
    }

    private String escapes() {
        StringBuilder escapes = new StringBuilder();
        for (Setting setting : settings) {
            String value = String.valueOf(setting.value().value());
            if (setting.name().text().equals("escape")) {
                if (value.length() != 1) {
                    throw Problem.SYNTAX.at(setting.value().span(), "An escape is one character.");
                }
                escapes.append(value);
            }
        }
        return escapes.toString();
    }
}
