package dev.kelp.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final Asking asking = new Asking();

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
            Shell.Choices choices = new Shell.Choices(asking.database(), asking.executor(), asking.format());
            return new Shell(session, streams, choices).run();
        }
    }
}
