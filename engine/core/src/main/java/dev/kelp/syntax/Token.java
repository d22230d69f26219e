package dev.kelp.syntax;

import dev.kelp.text.Span;

/**
 * A lexical unit.
 *
 * @param text what the parser compares: a name or operator as written; a string's decoded value; a typed literal's content
 * @param type of a TYPED literal the type's name as written, else empty
 */
public record Token(Kind kind, String text, String type, Span span) {

    public enum Kind {
        NAME,
        /** {@code ['a name']} */
        QUOTED_NAME,
        STRING,
        LONG,
        REAL,
        TIMESPAN,
        /** {@code datetime(2020-01-01)}, {@code dynamic([1])}: the content is kept as text. */
        TYPED,
        OPERATOR,
        END
    }

    /** Whether it is this name or operator. */
    public boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.OPERATOR) && text.equals(word);
    }

    /** The same so many characters further on. */
    Token moved(int by) {
        return new Token(kind, text, type, new Span(span.start() + by, span.end() + by));
    }

    /** How messages name it. */
    String describe() {
        return switch (kind) {
            case END -> "the end of the query";
            case STRING -> "a string";
            case TYPED -> type + "(…)";
            default -> "'" + text + "'";
        };
    }
}
