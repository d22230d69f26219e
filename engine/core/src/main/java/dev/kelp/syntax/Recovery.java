package dev.kelp.syntax;

import dev.kelp.syntax.Token.Kind;
import java.util.Set;

/** Finds the place where reading can go on after an error: the next pipe, the end of a statement, the bracket around them. */
final class Recovery {
    /** What may follow an operator; a comma where it stands in a list. */
    private static final Set<String> AFTER_OPERATOR = Set.of("|", ";", ")", "}", "]", ",");

    private Recovery() {}

    /** Steps over what is left of an operator. */
    static void skipOperator(Cursor cursor) {
        int depth = 0;
        while (!cursor.atEnd()) {
            Token token = cursor.peek();
            if (token.kind() == Kind.OPERATOR) {
                switch (token.text()) {
                    case "(", "[", "{" -> depth++;
                    case ")", "]", "}" -> {
                        if (depth == 0) {
                            return;
                        }
                        depth--;
                    }
                    case "|", ";" -> {
                        if (depth == 0) {
                            return;
                        }
                    }
                    default -> {}
                }
            }
            cursor.next();
        }
    }

    /** Notes what an operator left unread, and steps over it. */
    static void toEndOfOperator(Cursor cursor, ParseTrace trace) {
        cursor.at("|");
        Token token = cursor.peek();
        if (token.kind() == Kind.END || token.kind() == Kind.OPERATOR && AFTER_OPERATOR.contains(token.text())) {
            return;
        }
        if (startsStatement(cursor)) {
            return;
        }
        trace.note(cursor.expected("'|', ';' or the end of the query"));
        skipOperator(cursor);
    }

    /** Steps to the end of a statement, or to what looks like the next one. */
    static void toEndOfStatement(Cursor cursor, ParseTrace trace, String close) {
        Token token = cursor.peek();
        if (cursor.atEnd() || token.is(close) || token.is(";")) {
            return;
        }
        trace.note(cursor.expected("'|', ';' or the end of the query"));
        if (startsStatement(cursor)) {
            return;
        }
        do {
            Token before = cursor.peek();
            skipOperator(cursor);
            if (cursor.peek() == before
                    || !cursor.atEnd()
                            && !cursor.peek().is(close)
                            && !cursor.peek().is(";")) {
                cursor.next();
            }
        } while (!cursor.atEnd() && !cursor.peek().is(close) && !cursor.peek().is(";"));
    }

    /** A name at the beginning of a line, where a statement lacks its semicolon. */
    static boolean startsStatement(Cursor cursor) {
        Token token = cursor.peek();
        int start = token.span().start();
        String text = cursor.source().text();
        if (token.kind() != Kind.NAME || ParseTrace.isCaret(token) || start == 0) {
            return false;
        }
        return text.charAt(start - 1) == '\n' && !token.is("by") && !token.is("on");
    }
}
