package dev.kelp.syntax;

import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import dev.kelp.types.Decimals;
import dev.kelp.types.Guids;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns literal tokens into values (R5 to R9). */
public final class Literals {
    private Literals() {}

    static Expr.Literal of(Token token, boolean negative, Span span, Source source) {
        String sign = negative ? "-" : "";
        return switch (token.kind()) {
            case STRING -> new Expr.Literal(KqlType.STRING, token.text(), span);
            case LONG -> new Expr.Literal(KqlType.LONG, integer(sign, token.text(), span), span);
            case REAL -> new Expr.Literal(KqlType.REAL, Double.parseDouble(sign + token.text()), span);
            case TIMESPAN -> {
                Long ticks = Timespans.literal(token.text());
                if (ticks == null) {
                    throw Problem.MALFORMED_LITERAL.at(span, "timespan", token.text());
                }
                yield new Expr.Literal(KqlType.TIMESPAN, negative ? -ticks : ticks, span);
            }
            case TYPED -> typed(token, span, source);
            default -> throw Problem.EXPECTED.at(token.span(), "a literal", token.describe());
        };
    }

    private static Long integer(String sign, String digits, Span span) {
        try {
            return digits.startsWith("0x") || digits.startsWith("0X")
                    ? Long.parseUnsignedLong(digits.substring(2), 16) * (sign.isEmpty() ? 1 : -1)
                    : Long.parseLong(sign + digits);
        } catch (NumberFormatException e) {
            throw Problem.MALFORMED_LITERAL.at(span, "long", sign + digits);
        }
    }

    private static Expr.Literal typed(Token token, Span span, Source source) {
        KqlType type = KqlType.named(token.type()).orElseThrow();
        String content = token.text().strip();
        if (type == KqlType.DYNAMIC) {
            int start = source.text().indexOf('(', span.start()) + 1;
            List<Token> tokens = Lexer.lex(source.text(), start, span.end() - 1);
            return new Expr.Literal(type, new DynamicLiteral(new Cursor(source, tokens)).parse(), span);
        }
        if (content.equals("null")) {
            return new Expr.Literal(type, type == KqlType.STRING ? "" : null, span);
        }
        Object value = value(type, unquoted(content, source, span));
        if (value == null) {
            throw Problem.MALFORMED_LITERAL.at(span, type.kql(), content);
        }
        return new Expr.Literal(type, value, span);
    }

    private static String unquoted(String content, Source source, Span span) {
        if (content.startsWith("'") || content.startsWith("\"") || content.startsWith("@")) {
            int start = source.text().indexOf('(', span.start()) + 1;
            List<Token> tokens = Lexer.lex(source.text(), start, span.end() - 1);
            if (tokens.size() == 2 && tokens.get(0).kind() == Token.Kind.STRING) {
                return tokens.get(0).text();
            }
        }
        return content;
    }

    /**
     * A query parameter's value: a KQL literal ({@code int(5)}, {@code datetime(…)}, quoted text) or bare text of the type.
     *
     * @return null where the text is neither
     */
    public static Expr.@Nullable Literal parameter(KqlType type, String text) {
        Source source = new Source(text);
        Span all = new Span(0, text.length());
        try {
            List<Token> tokens = Lexer.lex(source);
            boolean negative = tokens.get(0).is("-");
            int at = negative ? 1 : 0;
            if (tokens.size() == at + 2
                    && (type != KqlType.STRING || tokens.get(at).kind() == Token.Kind.STRING)) {
                Token token = tokens.get(at);
                if (token.kind() != Token.Kind.NAME && token.kind() != Token.Kind.OPERATOR) {
                    Expr.Literal literal = of(token, negative, token.span(), source);
                    if (literal.type() == type || literal.type().isNumber() && type.isNumber()) {
                        return literal;
                    }
                    if (literal.type() == KqlType.STRING) {
                        return bare(type, String.valueOf(literal.value()), all);
                    }
                }
            }
        } catch (dev.kelp.text.KqlException e) {
            // not a literal: bare text
        }
        return bare(type, text, all);
    }

    private static Expr.@Nullable Literal bare(KqlType type, String text, Span span) {
        Object value = type == KqlType.DYNAMIC ? Json.parse(text).carrier() : value(type, text.strip());
        if (type == KqlType.STRING) {
            value = text;
        }
        return value == null ? null : new Expr.Literal(type, value, span);
    }

    /** The text as a value of the type, null where it is none; what a string compared with a typed value means (R46). */
    public static @Nullable Object constant(KqlType type, String text) {
        return value(type, text.strip());
    }

    /** The carrier of a literal's content, null where it is malformed. */
    private static @Nullable Object value(KqlType type, String content) {
        try {
            return switch (type) {
                case BOOL ->
                    switch (content.toLowerCase(Locale.ROOT)) {
                        case "true", "1" -> true;
                        case "false", "0" -> false;
                        default -> null;
                    };
                case INT ->
                    content.startsWith("0x")
                            ? Integer.valueOf(Integer.parseUnsignedInt(content.substring(2), 16))
                            : Integer.valueOf(content);
                case LONG ->
                    content.startsWith("0x")
                            ? Long.valueOf(Long.parseUnsignedLong(content.substring(2), 16))
                            : Long.valueOf(content);
                case REAL -> Reals.parse(content);
                case DECIMAL -> Decimals.canonical(content);
                case STRING -> content;
                case DATETIME -> Ticks.parse(content);
                case TIMESPAN -> Timespans.literal(content);
                case GUID -> Guids.parse(content);
                case DYNAMIC -> content;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
