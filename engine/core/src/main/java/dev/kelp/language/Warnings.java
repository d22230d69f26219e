package dev.kelp.language;

import dev.kelp.bind.BindTrace;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.Token;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What compiles and is likely slow or not meant: the analyzers of Kusto's own editor, by their codes, where Kelp knows as much. */
final class Warnings {
    private final Analysis analysis;
    private final Map<Span, KqlType> types = new HashMap<>();
    private final List<Diagnostic> found = new ArrayList<>();

    private Warnings(Analysis analysis) {
        this.analysis = analysis;
        analysis.bind().typed().forEach(t -> types.put(t.expr().span(), t.type()));
    }

    static List<Diagnostic> of(Analysis analysis) {
        Warnings warnings = new Warnings(analysis);
        for (BindTrace.Typed typed : analysis.bind().typed()) {
            warnings.expression(typed.expr());
        }
        analysis.parse().operators().forEach(warnings::operator);
        return warnings.found;
    }

    private void expression(Expr expr) {
        if (expr instanceof Expr.Binary binary) {
            contains(binary);
        } else if (expr instanceof Expr.Call call && call.arguments().size() == 1) {
            call(call, types.get(call.arguments().get(0).expr().span()));
        }
    }

    private void contains(Expr.Binary binary) {
        String term =
                switch (binary.operator()) {
                    case "contains" -> "has";
                    case "!contains" -> "!has";
                    case "contains_cs" -> "has_cs";
                    case "!contains_cs" -> "!has_cs";
                    default -> "";
                };
        if (!term.isEmpty() && binary.right() instanceof Expr.Literal literal && isTerm(literal)) {
            suggest(
                    binary.operatorSpan(),
                    "KS500",
                    "'" + binary.operator() + "' looks for any part of the text and is slower than '" + term
                            + "', which looks for whole terms.",
                    "Write " + term + " where whole words are meant.");
        }
    }

    /** Whether the text is one whole term, so that a search for terms may be meant. */
    private static boolean isTerm(Expr.Literal literal) {
        return literal.value() instanceof String text
                && text.length() > 2
                && text.chars().allMatch(Character::isLetterOrDigit);
    }

    private void call(Expr.Call call, @Nullable KqlType type) {
        String name = call.function();
        if (type == KqlType.STRING && name.equals("isnull")) {
            warn(
                    call.nameSpan(),
                    "KS501",
                    "A string is never null, so isnull() of one is always false.",
                    "Write isempty().");
        } else if (type == KqlType.STRING && name.equals("isnotnull")) {
            warn(
                    call.nameSpan(),
                    "KS502",
                    "A string is never null, so isnotnull() of one is always true.",
                    "Write isnotempty().");
        } else if (type != null && type.isNumber() && name.equals("tobool")) {
            suggest(call.nameSpan(), "KS504", "tobool() of a number is true unless it is 0.", "Write x != 0.");
        } else if (type == KqlType.DYNAMIC && name.equals("strlen")) {
            suggest(
                    call.nameSpan(),
                    "KS516",
                    "strlen() of a dynamic counts the characters of its text.",
                    "Write array_length() for the number of its elements.");
        }
    }

    private void operator(ParseTrace.Placed placed) {
        if (placed.word().text().equals("join") && !hasSetting(placed, "kind")) {
            suggest(
                    placed.word().span(),
                    "KS508",
                    "A join without a kind is innerunique: it takes one row of the left table for each key.",
                    "Write kind=innerunique or kind=inner.");
        }
    }

    private boolean hasSetting(ParseTrace.Placed placed, String name) {
        for (Token token : analysis.tokens()) {
            int start = token.span().start();
            if (start >= placed.word().span().end() && start < placed.span().end()) {
                if (token.is("(")) {
                    return false;
                }
                if (token.is(name) && analysis.parse().nameAt(start).equals(java.util.Optional.of("a setting"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void suggest(Span span, String code, String message, String hint) {
        found.add(new Diagnostic(span, Diagnostic.Severity.SUGGESTION, code, message, hint));
    }

    private void warn(Span span, String code, String message, String hint) {
        found.add(new Diagnostic(span, Diagnostic.Severity.WARNING, code, message, hint));
    }
}
