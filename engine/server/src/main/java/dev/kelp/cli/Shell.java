package dev.kelp.cli;

import dev.kelp.Request;
import dev.kelp.language.LanguageService;
import dev.kelp.run.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;

/** Reads questions from a terminal and prints the answers until the person has enough. */
final class Shell {
    /** What the shell's own commands change. */
    record Choices(String database, String executor, Format format) {}

    private static final String HELP = """
            A query ends with a semicolon or an empty line. Commands to the engine begin with a dot, such as .show tables;
            \\tables              the tables of the database
            \\database [NAME]     asks another database
            \\executor [NAME]     duckdb or spark
            \\format [NAME]       table, json, csv or ndjson
            \\help                this text
            \\quit                ends the shell, as Ctrl-D does; Ctrl-C cancels a query
            """;

    private final Session session;
    private final Streams streams;
    private Choices choices;
    private LanguageService language = LanguageService.withoutTables();
    private boolean fresh;

    Shell(Session session, Streams streams, Choices choices) {
        this.session = session;
        this.streams = streams;
        this.choices = choices;
    }

    /** Runs on the process's own terminal. */
    int run() throws IOException {
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).dumb(true).build()) {
            return run(terminal, Path.of(System.getProperty("user.home"), ".kelp_history"));
        }
    }

    int run(Terminal terminal, Path history) {
        TypedText typed = new TypedText(this::language, this::knownLanguage);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(typed)
                .completer(typed)
                .highlighter(typed)
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "    | ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        while (true) {
            fresh = false;
            try {
                String text = reader.readLine("kelp> ").strip();
                if (text.startsWith("\\")) {
                    if (!obey(text, terminal)) {
                        return Question.DONE;
                    }
                } else if (!text.isEmpty()) {
                    ask(text.endsWith(";") ? text.substring(0, text.length() - 1) : text, terminal);
                }
            } catch (UserInterruptException e) {
                // Ctrl-C while typing: what was typed is given up.
            } catch (EndOfFileException e) {
                return Question.DONE;
            }
        }
    }

    private void ask(String text, Terminal terminal) {
        Cancellation cancellation = new Cancellation();
        SignalHandler before = terminal.handle(Signal.INT, signal -> cancellation.cancel());
        try {
            Request request = Request.of(text)
                    .database(choices.database())
                    .executor(choices.executor())
                    .cancellation(cancellation);
            new Question(session, request, choices.format()).answer(streams);
        } finally {
            terminal.handle(Signal.INT, before);
        }
    }

    /** Does what one of the shell's own commands says; false where that is to end. */
    private boolean obey(String text, Terminal terminal) {
        String[] words = text.substring(1).split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        switch (words[0]) {
            case "help", "?" -> streams.err().print(HELP);
            case "quit", "q", "exit" -> {
                return false;
            }
            case "tables" -> ask(".show tables", terminal);
            case "database" ->
                choose(argument, choices.database(), new Choices(argument, choices.executor(), choices.format()));
            case "executor" -> {
                if (argument.isEmpty() || argument.equals("duckdb") || argument.equals("spark")) {
                    choose(argument, choices.executor(), new Choices(choices.database(), argument, choices.format()));
                } else {
                    streams.err().println("\\executor: duckdb or spark, not '" + argument + "'");
                }
            }
            case "format" -> format(argument);
            default -> streams.err().println("no command \\" + words[0] + "; \\help lists them");
        }
        return true;
    }

    private void format(String argument) {
        for (Format format : Format.values()) {
            if (argument.isEmpty() || format.toString().equals(argument)) {
                choose(
                        argument,
                        choices.format().toString(),
                        new Choices(choices.database(), choices.executor(), format));
                return;
            }
        }
        streams.err().println("\\format: table, json, csv or ndjson, not '" + argument + "'");
    }

    private void choose(String argument, String now, Choices then) {
        if (argument.isEmpty()) {
            streams.err().println(now.isEmpty() ? "(the default one)" : now);
        } else {
            choices = then;
        }
    }

    /** The language service for the database in use, its tables as they were when this text was begun. */
    private LanguageService language() {
        if (!fresh) {
            language = session.language(choices.database());
            fresh = true;
        }
        return language;
    }

    /** The same for every key that is pressed: a server is not asked for its tables then. */
    private LanguageService knownLanguage() {
        return session instanceof LocalSession ? language() : language;
    }
}
