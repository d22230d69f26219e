package dev.kelp.syntax;

import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of {@code dynamic(…)}: JSON with KQL's literals inside (R29), written as compact JSON text. */
final class DynamicLiteral {
    private final Cursor cursor;

    DynamicLiteral(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The JSON text, null for {@code dynamic(null)}. */
    @Nullable
    String parse() {
        String value = value();
        if (!cursor.atEnd()) {
            throw cursor.expected("the end of the dynamic literal");
        }
        return value.equals("null") ? null : value;
    }

    private String value() {
        int start = cursor.mark();
        if (cursor.accept("[")) {
            StringBuilder out = new StringBuilder("[");
            if (!cursor.at("]")) {
                do {
                    out.append(out.length() > 1 ? "," : "").append(value());
                } while (cursor.accept(","));
            }
            cursor.expect("]");
            return out.append(']').toString();
        }
        if (cursor.accept("{")) {
            return bag();
        }
        boolean negative = cursor.accept("-");
        Token token = cursor.peek();
        if (token.kind() == Kind.QUOTED_NAME) {
            // ["x"] reads as a name to the lexer
            cursor.next();
            return "[" + JsonText.quoted(token.text()) + "]";
        }
        if (token.kind() == Kind.NAME && (token.is("true") || token.is("false") || token.is("null"))) {
            return cursor.next().text();
        }
        if (token.kind() == Kind.NAME || token.kind() == Kind.OPERATOR || token.kind() == Kind.END) {
            throw cursor.expected("a JSON value");
        }
        cursor.next();
        Span span = cursor.since(start);
        Expr.Literal literal = Literals.of(token, negative, span, cursor.source());
        if (literal.type() == KqlType.DECIMAL) {
            throw Problem.MALFORMED_LITERAL.at(span, "dynamic", "decimal(…)");
        }
        String json = Json.ofCarrier(literal.type(), literal.value());
        return json == null ? "null" : json;
    }

    private String bag() {
        Map<String, String> members = new LinkedHashMap<>();
        if (!cursor.at("}")) {
            do {
                Token key = cursor.next();
                if (key.kind() != Kind.STRING) {
                    throw Problem.EXPECTED.at(key.span(), "a property name in quotes", key.describe());
                }
                cursor.expect(":");
                members.put(key.text(), value());
            } while (cursor.accept(","));
        }
        cursor.expect("}");
        StringBuilder out = new StringBuilder("{");
        members.forEach((k, v) -> out.append(out.length() > 1 ? "," : "")
                .append(JsonText.quoted(k))
                .append(':')
                .append(v));
        return out.append('}').toString();
    }
}
