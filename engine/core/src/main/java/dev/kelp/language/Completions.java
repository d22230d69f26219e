package dev.kelp.language;

import java.util.List;

/**
 * What may stand in place of the text from start to end.
 *
 * @param items the likeliest first
 * @param start the first character that an item replaces
 * @param end one past the last
 */
public record Completions(List<Item> items, int start, int end) {
    public Completions {
        items = List.copyOf(items);
    }

    static Completions none(int offset) {
        return new Completions(List.of(), offset, offset);
    }

    public enum Kind {
        KEYWORD,
        /** A query operator, as after a pipe. */
        OPERATOR,
        /** An operator between values. */
        SCALAR_OPERATOR,
        FUNCTION,
        AGGREGATE,
        PLUGIN,
        TABLE,
        COLUMN,
        /** A name that let declares, or a function's parameter. */
        VARIABLE,
        TYPE,
        /** A setting of an operator or a chart. */
        PARAMETER,
        /** One of a closed list of words. */
        VALUE,
        OPTION,
        COMMAND
    }

    /**
     * A suggestion.
     *
     * @param label as lists show it
     * @param insert what to put into the text: a name in brackets where it needs them, a function with its parenthesis
     * @param detail a type or a signature, else empty
     * @param documentation one sentence or more, else empty
     */
    public record Item(String label, Kind kind, String insert, String detail, String documentation) {}
}
