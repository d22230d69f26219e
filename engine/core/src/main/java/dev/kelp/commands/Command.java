package dev.kelp.commands;

import dev.kelp.run.Rows;

/**
 * A command: the words it begins with, and what it does.
 *
 * @param words after the dot, {@code create table}
 * @param syntax how it is written, for people
 * @param doc what it does, in one sentence
 */
public record Command(String words, String syntax, String doc, Body body) {

    /** Parses what follows the words and does it. */
    @FunctionalInterface
    public interface Body {
        Rows run(CommandText text, CommandContext context);
    }
}
