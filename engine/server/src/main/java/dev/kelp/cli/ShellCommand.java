package dev.kelp.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kelp shell}: asks interactively. */
@Command(
        name = "shell",
        description = "Asks interactively. A query ends with a semicolon or an empty line; \\help tells the rest.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ShellCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final Place place = new Place();

    @Option(names = "--database", paramLabel = "D", description = "The database; without it the default one.")
    private String database = "";

    @Option(
            names = "--executor",
            paramLabel = "duckdb|spark",
            description = "What runs the queries: duckdb (default) or spark.")
    private @Nullable Executor executor;

    @Option(
            names = "--format",
            paramLabel = "table|json|csv|ndjson",
            description = "How to print answers; table is the default.")
    private Format format = Format.TABLE;

    ShellCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        try (Session session = place.open(streams.environment(), true)) {
            if (place.isPassing(streams.environment())) {
                streams.err().println("note: no --data is given, so tables are gone when the shell ends");
            }
            if (session instanceof LocalSession local) {
                local.engine().withBackground();
            }
            Shell.Choices choices = new Shell.Choices(database, executor == null ? "" : executor.toString(), format);
            return new Shell(session, streams, choices).run();
        }
    }
}
