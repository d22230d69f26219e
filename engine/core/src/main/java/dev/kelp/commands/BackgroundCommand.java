package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Operation;

/**
 * A command that can run at once or in the background. Its text is understood at once in any case, so that what is wrong with it is
 * told to whoever wrote it, and again where others changed meanwhile what it was planned on.
 *
 * @param kind what {@code .show operations} calls it
 * @param <T> what is asked, on one snapshot
 */
record BackgroundCommand<T>(String kind, Reader<T> reader, Work<T> work) {

    /** Understands the text. */
    @FunctionalInterface
    interface Reader<T> {
        T read(CommandText text, CommandContext context);
    }

    /** Does what it asks. */
    @FunctionalInterface
    interface Work<T> {
        Rows run(T asked, CommandContext context);
    }

    Rows now(CommandText text, CommandContext context) {
        return work.run(reader.read(text, context), context);
    }

    /** Answers the operation's id. */
    Rows start(CommandText text, CommandContext context) {
        int mark = text.cursor().mark();
        T first = reader.read(text, context);
        return context.runner()
                .start(
                        Operation.starting(kind, context.database(), "", "", ""),
                        context,
                        job -> job.replanning(now -> new OperationRunner.Outcome(
                                work.run(now.snapshot() == context.snapshot() ? first : again(text, mark, now), now))));
    }

    private T again(CommandText text, int mark, CommandContext now) {
        text.cursor().reset(mark);
        return reader.read(text, now);
    }
}
