package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The table of commands. */
public final class Commands {
    /** Longer words first, so that {@code show tables details} is not taken for {@code show tables}; likewise clauses. */
    private static final List<Command> ALL = Stream.of(
                    TableCommands.ROWS,
                    AlterTableCommands.ROWS,
                    ColumnCommands.ROWS,
                    DatabaseCommands.ROWS,
                    JournalCommands.ROWS,
                    LayoutCommands.ROWS,
                    SchemaCommands.ROWS,
                    QueryIngestCommands.ROWS,
                    FileIngestCommands.ROWS,
                    MappingCommands.ROWS,
                    PolicyCommands.ROWS,
                    OperationCommands.ROWS,
                    ServerCommands.ROWS,
                    DeleteCommands.ROWS,
                    ExtentCommands.ROWS,
                    ExtentTagCommands.ROWS,
                    MergeCommands.ROWS,
                    MoveCommands.ROWS,
                    PurgeCommands.ROWS,
                    ShowExtents.ROWS)
            .flatMap(List::stream)
            .sorted(Comparator.comparing((Command c) -> c.words().length())
                    .thenComparing(c -> c.clause().length())
                    .reversed())
            .toList();

    /** So often is a change planned before it is refused because others are always faster. */
    static final int TRIES = 5;

    private Commands() {}

    /** Every command, in alphabetical order. */
    public static List<Command> all() {
        return ALL.stream()
                .sorted(Comparator.comparing(Command::words).thenComparing(Command::clause))
                .toList();
    }

    /** What a command answers, and the query piped behind it, if any. */
    public record Result(Rows rows, CommandText text) {}

    /**
     * Runs a command. Where others changed meanwhile what it read, it is done again on the tables as they are then.
     *
     * @throws KqlException for a command that is unknown, wrong or fails, with its place
     */
    public static Result run(Source source, CommandContext context) {
        try {
            if (!CommandText.isWhole(source.text())) {
                throw Problem.SYNTAX.here("The command holds half a character: an unpaired surrogate.");
            }
            CommandText text = CommandText.of(source);
            Span dot = text.cursor().expect(".").span();
            for (Command command : ALL) {
                if (command.accept(text)) {
                    return command.replanned()
                            ? replanned(source, command, context)
                            : new Result(command.body().run(text, context), text);
                }
            }
            throw unknown(text, dot);
        } catch (KqlException e) {
            throw e.in(source);
        }
    }

    private static Result replanned(Source source, Command command, CommandContext context) {
        return context.replanning(now -> {
            CommandText text = CommandText.of(source);
            text.cursor().expect(".");
            if (!command.accept(text)) {
                throw Problem.BUG.here("a command is another one when it is read again");
            }
            return new Result(command.body().run(text, now), text);
        });
    }

    private static KqlException unknown(CommandText text, Span dot) {
        StringBuilder words = new StringBuilder();
        Span span = dot;
        for (int i = 0; i < 3 && text.cursor().atName(); i++) {
            var word = text.cursor().dashedWord("a word");
            words.append(i == 0 ? "" : " ").append(word.text());
            span = span.to(word.span());
        }
        KqlException problem = Problem.SYNTAX.at(span, "No command '." + words + "'.");
        String hint = Suggestions.didYouMean(
                words.toString(), ALL.stream().map(Command::words).distinct().toList());
        return hint == null ? problem : problem.hint(hint.replace("mean '", "mean '."));
    }
}
