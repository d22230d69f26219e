package dev.kelp.language;

import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.Token;
import dev.kelp.syntax.Token.Kind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a gap belongs between two tokens on a line. Where a gap may mean something, the text's own is kept. */
final class Spacing {
    /** Operators whose parenthesis follows like that of a call. */
    private static final Set<String> LIKE_CALLS = Set.of("datatable", "externaldata");

    /** Words of the grammar that are followed like functions. */
    private static final Set<String> KEPT = Set.of("~", "!", "@", "?", "&", "#", "^", "-->", "<--", "--");

    private final String text;
    private final ParseTrace trace;
    private final Set<Integer> operatorWords = new HashSet<>();

    Spacing(String text, ParseTrace trace) {
        this.text = text;
        this.trace = trace;
        trace.operators().forEach(o -> {
            for (int i = o.word().span().start(); i < o.word().span().end(); i++) {
                operatorWords.add(i);
            }
        });
    }

    /** @param beforeLeft the piece before the left one, null where there is none */
    boolean gap(@Nullable Piece beforeLeft, Piece left, Piece right) {
        if (right.is(",") || right.is(";") || right.closes() && !right.is("}") || left.is("(") || left.is("[")) {
            return false;
        }
        if (left.is(",") || left.is("{") || right.is("}")) {
            return true;
        }
        if (inWord(left) && inWord(right) && right.glued()) {
            return false;
        }
        if (inGraph(right) && right.token().kind() == Kind.OPERATOR
                || inGraph(left) && left.token().kind() == Kind.OPERATOR) {
            return !right.glued();
        }
        if (left.is(".") || right.is(".") || KEPT.contains(left.text()) || KEPT.contains(right.text())) {
            return !right.glued();
        }
        if (right.is("[") || right.token().kind() == Kind.QUOTED_NAME && !isWord(left)) {
            return !right.glued();
        }
        if (right.is("(")) {
            return parenthesis(left);
        }
        if (right.is(":")) {
            return left.is(")");
        }
        if (right.is("=") && isSetting(left) || left.is("=") && beforeLeft != null && isSetting(beforeLeft)) {
            return false;
        }
        if (isSign(left) && isUnary(beforeLeft, left)) {
            return !right.glued() && right.token().kind() == Kind.OPERATOR && !right.is("(");
        }
        if (left.is("*") || right.is("*")) {
            return star(beforeLeft, left, right);
        }
        if (left.is("-") || right.is("-")) {
            return dash(left, right);
        }
        return true;
    }

    private boolean parenthesis(Piece left) {
        if (left.token().kind() == Kind.NAME || left.token().kind() == Kind.QUOTED_NAME) {
            boolean value = trace.nameAt(left.token().span().start()).isEmpty();
            return (isWord(left) || value) && !LIKE_CALLS.contains(left.text());
        }
        return true;
    }

    /** A word of the grammar, not a name. */
    private boolean isWord(Piece piece) {
        int start = piece.token().span().start();
        return piece.token().kind() == Kind.NAME && (trace.isKeyword(start) || operatorWords.contains(start));
    }

    private boolean inWord(Piece piece) {
        return operatorWords.contains(piece.token().span().start());
    }

    private boolean inGraph(Piece piece) {
        int start = piece.token().span().start();
        return trace.operators().stream()
                .anyMatch(o -> o.word().text().startsWith("graph")
                        && o.span().start() <= start
                        && start < o.span().end());
    }

    private boolean isSetting(Piece piece) {
        String what = trace.nameAt(piece.token().span().start()).orElse("");
        return what.equals("a setting") || what.equals("a property");
    }

    private static boolean isSign(Piece piece) {
        return piece.is("-") || piece.is("+");
    }

    private boolean isUnary(@Nullable Piece before, Piece sign) {
        if (before == null || isWord(before) || inWord(sign)) {
            return !inWord(sign);
        }
        return before.token().kind() == Kind.OPERATOR && !before.closes();
    }

    private boolean star(@Nullable Piece beforeLeft, Piece left, Piece right) {
        Piece before = left.is("*") ? beforeLeft : left;
        boolean product = before != null && isOperand(before);
        return product || !right.glued();
    }

    private boolean dash(Piece left, Piece right) {
        Piece name = left.is("-") ? right : left;
        return isOperand(name) || name.token().kind() == Kind.OPERATOR || !right.glued();
    }

    /** Whether the piece ends or begins a value for certain. */
    private boolean isOperand(Piece piece) {
        return switch (piece.token().kind()) {
            case STRING, LONG, REAL, TIMESPAN, TYPED -> true;
            case NAME, QUOTED_NAME ->
                !isWord(piece)
                        && trace.nameAt(piece.token().span().start())
                                .map(w -> w.equals("an expression") || w.equals("a property name"))
                                .orElse(false);
            case OPERATOR -> piece.is(")") || piece.is("]");
            case END -> false;
        };
    }

    String text() {
        return text;
    }

    /** Whether the piece begins the second list of an operator, {@code by a, b}. */
    boolean startsSecondList(Piece piece) {
        return isWord(piece) && (piece.is("by") || piece.is("on"));
    }

    boolean isLet(Token token) {
        return token.is("let") && trace.isKeyword(token.span().start());
    }
}
