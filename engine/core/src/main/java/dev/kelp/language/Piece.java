package dev.kelp.language;

import dev.kelp.syntax.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * A token as it is written, with what stands before it.
 *
 * @param glued whether it follows the token before it without a gap
 * @param newLine whether it begins a line, comments aside
 * @param blankLine whether an empty line is before it or before its comments
 * @param comments those between the token before it and itself
 */
record Piece(Token token, String text, boolean glued, boolean newLine, boolean blankLine, List<Comment> comments) {

    /** @param trailing whether it stands behind a token on its line */
    record Comment(String text, boolean trailing) {}

    /** All pieces, the last one the text's end. */
    static List<Piece> all(String text, List<Token> tokens) {
        List<Piece> pieces = new ArrayList<>();
        int end = 0;
        for (Token token : tokens) {
            String gap = text.substring(end, token.span().start());
            pieces.add(new Piece(
                    token,
                    text.substring(token.span().start(), token.span().end()),
                    gap.isEmpty() && end > 0,
                    gap.indexOf('\n') >= 0,
                    isBlank(gap),
                    comments(gap, end > 0)));
            end = token.span().end();
        }
        return pieces;
    }

    private static boolean isBlank(String gap) {
        String[] lines = gap.split("\n", -1);
        for (int i = 1; i < lines.length - 1; i++) {
            if (lines[i].isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static List<Comment> comments(String gap, boolean afterToken) {
        List<Comment> comments = new ArrayList<>();
        String[] lines = gap.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int at = lines[i].indexOf("//");
            if (at >= 0) {
                comments.add(new Comment(lines[i].substring(at).stripTrailing(), i == 0 && afterToken));
            }
        }
        return comments;
    }

    boolean is(String word) {
        return token.is(word);
    }

    boolean opens() {
        return is("(") || is("[") || is("{");
    }

    boolean closes() {
        return is(")") || is("]") || is("}");
    }
}
