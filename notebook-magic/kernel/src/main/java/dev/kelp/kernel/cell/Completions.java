package dev.kelp.kernel.cell;

import java.util.List;

/**
 * What may stand in place of the text from start to end.
 *
 * @param start first character that a match replaces
 * @param end one past the last
 */
public record Completions(List<Match> matches, int start, int end) {

    /** @param type a word the client shows beside the text, {@code function} */
    public record Match(String text, String type) {}

    public Completions {
        matches = List.copyOf(matches);
    }

    public static Completions none(int cursor) {
        return new Completions(List.of(), cursor, cursor);
    }
}
