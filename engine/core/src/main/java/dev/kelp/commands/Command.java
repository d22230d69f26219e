package dev.kelp.commands;

import dev.kelp.run.Rows;

/**
 * A command: the words it begins with, and what it does.
 *
 * @param words after the dot, {@code alter table}
 * @param clause the words behind the name that follows, {@code docstring}, where they tell the command from others; else empty
 * @param syntax how it is written, for people
 * @param doc what it does, in one sentence
 * @param replanned whether {@link Commands} does it again, from its text, where others changed what it was planned on; other commands
 *     see to that themselves
 */
public record Command(String words, String clause, String syntax, String doc, Body body, boolean replanned) {
    public Command(String words, String clause, String syntax, String doc, Body body) {
        this(words, clause, syntax, doc, body, true);
    }

    /** A command that its first words tell from all others. */
    public Command(String words, String syntax, String doc, Body body) {
        this(words, "", syntax, doc, body);
    }

    /** The same command, one that plans again by itself. */
    Command replanning() {
        return new Command(words, clause, syntax, doc, body, false);
    }

    /** Parses what follows the words, the name before a clause included, and does it. */
    @FunctionalInterface
    public interface Body {
        Rows run(CommandText text, CommandContext context);
    }

    /** Steps over the words where the text is this command. */
    boolean accept(CommandText text) {
        int mark = text.cursor().mark();
        if (!text.accept(words)) {
            return false;
        }
        int start = text.cursor().mark();
        if (clause.isEmpty() || text.acceptName() && text.accept(clause)) {
            text.cursor().reset(start);
            return true;
        }
        text.cursor().reset(mark);
        return false;
    }
}
