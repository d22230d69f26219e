package dev.kelp.cli;

import dev.kelp.Coverage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kelp coverage}: how much of the language Kelp speaks. */
@Command(
        name = "coverage",
        description = "Says how much of the query language Kelp speaks, and what is missing or left out.",
        mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {
    private final Streams streams;

    CoverageCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        streams.out().write(new Coverage().report().getBytes(StandardCharsets.UTF_8));
        streams.out().flush();
        return 0;
    }
}
