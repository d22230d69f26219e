package dev.kelp.operators;

import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Expr.Binary;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import dev.kelp.types.Values;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The predicate of search and find as a condition of {@code where} (R163): a bare text is looked for as a term in all columns,
 * {@code column:'text'} in one, and {@code *} in a text stands for anything.
 */
final class SearchPredicate {
    private static final Map<String, String> EXACT = Map.of("=~", "==", "!~", "!=", "in~", "in", "!in~", "!in");

    private final boolean exact;

    /** @param exact whether texts are compared letter by letter (kind=case_sensitive) */
    SearchPredicate(boolean exact) {
        this.exact = exact;
    }

    Expr condition(Expr expr) {
        if (expr instanceof Expr.Literal literal && literal.type() != KqlType.BOOL) {
            return term(new Expr.Star(literal.span()), literal, literal.span());
        }
        if (expr instanceof Expr.Star star) {
            return new Expr.Literal(KqlType.BOOL, true, star.span());
        }
        if (expr instanceof Binary binary) {
            return binary(binary);
        }
        if (expr instanceof Expr.In in && exact && EXACT.containsKey(in.operator())) {
            return new Expr.In(EXACT.getOrDefault(in.operator(), in.operator()), in.value(), in.items(), in.span());
        }
        if (expr instanceof Expr.Call call
                && call.function().equals("not")
                && call.arguments().size() == 1) {
            Expr.Item only = Expr.Item.unnamed(condition(call.arguments().get(0).expr()));
            return new Expr.Call("not", List.of(only), call.nameSpan(), call.span());
        }
        return expr;
    }

    private Expr binary(Binary binary) {
        String operator = binary.operator();
        if (operator.equals("and") || operator.equals("or")) {
            Expr left = condition(binary.left());
            Expr right = condition(binary.right());
            return new Binary(operator, left, right, binary.operatorSpan(), binary.span());
        }
        if (operator.equals(":")) {
            if (!(binary.right() instanceof Expr.Literal literal)) {
                throw Problem.EXPECTED.at(binary.right().span(), "a literal after ':'", "an expression");
            }
            return term(binary.left(), literal, binary.span());
        }
        return exact
                ? new Binary(sensitive(operator), binary.left(), binary.right(), binary.operatorSpan(), binary.span())
                : binary;
    }

    private static String sensitive(String operator) {
        String bare = operator.startsWith("!") ? operator.substring(1) : operator;
        return switch (bare) {
            case "has", "hasprefix", "hassuffix", "contains", "startswith", "endswith" -> operator + "_cs";
            default -> EXACT.getOrDefault(operator, operator);
        };
    }

    private Expr term(Expr target, Expr.Literal literal, Span span) {
        String text = Values.text(literal.value(), literal.type());
        if (text.equals("*")) {
            return new Expr.Literal(KqlType.BOOL, true, span);
        }
        boolean opens = text.startsWith("*");
        boolean closes = text.length() > 1 && text.endsWith("*");
        String inner = text.substring(opens ? 1 : 0, text.length() - (closes ? 1 : 0));
        if (inner.contains("*")) {
            return new Binary("matches regex", target, text(regex(inner, opens, closes), span), span, span);
        }
        String operator = opens ? closes ? "contains" : "hassuffix" : closes ? "hasprefix" : "has";
        return new Binary(exact ? operator + "_cs" : operator, target, text(inner, span), span, span);
    }

    private String regex(String inner, boolean opens, boolean closes) {
        StringBuilder regex = new StringBuilder(exact ? "" : "(?i)");
        regex.append(opens ? "" : "\\b");
        String separator = "";
        for (String part : inner.split(Pattern.quote("*"), -1)) {
            regex.append(separator);
            part.codePoints().forEach(c -> {
                if (!Character.isLetterOrDigit(c) && c < 128) {
                    regex.append('\\');
                }
                regex.appendCodePoint(c);
            });
            separator = ".*";
        }
        return regex.append(closes ? "" : "\\b").toString();
    }

    private static Expr.Literal text(String value, Span span) {
        return new Expr.Literal(KqlType.STRING, value, span);
    }
}
