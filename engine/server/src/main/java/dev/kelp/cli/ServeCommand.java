package dev.kelp.cli;

import dev.kelp.Answer;
import dev.kelp.Request;
import dev.kelp.server.KelpServer;
import dev.kelp.text.KqlException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kelp serve}: answers Kusto's REST protocol on this machine until it is stopped. */
@Command(
        name = "serve",
        description = "Answers Kusto's REST protocol on this machine (loopback only) until it is stopped.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Prints one line with the URL when it is ready. Ctrl-C stops it."})
final class ServeCommand implements Callable<Integer> {
    private final Streams streams;
    private final CountDownLatch stop;

    @Option(names = "--port", paramLabel = "PORT", description = "The port, 0 for any free one; 8080 is the default.")
    private int port = 8080;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder of the tables, made where there is none. Without it: $KELP_DATA, else an empty database that is gone afterwards.")
    private @Nullable Path data;

    @Option(
            names = "--executor",
            paramLabel = "duckdb|spark",
            description =
                    "What runs the queries that don't ask for one by the request option kelp_executor: duckdb (default) or spark. With spark they may ask for either.")
    private @Nullable Executor executor;

    /** @param stop ends the command when it is counted down */
    ServeCommand(Streams streams, CountDownLatch stop) {
        this.streams = streams;
        this.stop = stop;
    }

    @Override
    @SuppressWarnings("try") // The interruption works by being open.
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535");
        }
        Path folder = data == null ? Place.fromVariable(streams.environment()) : data;
        try (Interruption interruption = Interruption.calls(stop::countDown);
                LocalSession session = folder == null ? LocalSession.empty() : Place.local(folder, true);
                KelpServer server = KelpServer.start(request -> answer(session, request), port)) {
            session.engine().withBackground();
            if (folder == null) {
                streams.err().println("note: no --data is given, so tables are gone when the server stops");
            }
            new PrintStream(streams.out(), true, StandardCharsets.UTF_8).println("Kelp is ready at " + server.url());
            stop.await();
            return 0;
        } catch (KqlException e) {
            streams.err().println(e.describe());
            return 1;
        }
    }

    private Answer answer(LocalSession session, Request request) {
        Executor usual = executor;
        if (usual == null || !request.executor().isEmpty()) {
            return session.engine().execute(request);
        }
        return session.engine().execute(request.executor(usual.toString()));
    }
}
