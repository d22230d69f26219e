package dev.kelp.language;

import dev.kelp.text.Span;

/** A piece of a text and what it is, for colouring. */
public record Classified(Span span, Kind kind) {

    public enum Kind {
        COMMENT,
        KEYWORD,
        /** A query operator's word. */
        OPERATOR,
        /** An operator between values that is no word. */
        SYMBOL,
        /** Brackets, commas, pipes. */
        PUNCTUATION,
        STRING,
        NUMBER,
        /** Another literal: a date, a span of time, a bool, a dynamic. */
        LITERAL,
        FUNCTION,
        AGGREGATE,
        PLUGIN,
        TABLE,
        COLUMN,
        /** A name that let declares. */
        VARIABLE,
        /** A function's parameter, or an operator's setting. */
        PARAMETER,
        TYPE,
        OPTION,
        COMMAND,
        /** Another name. */
        NAME
    }
}
