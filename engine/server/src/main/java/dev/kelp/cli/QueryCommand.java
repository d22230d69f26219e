package dev.kelp.cli;

import dev.kelp.Request;
import dev.kelp.commands.CommandText;
import dev.kelp.run.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kelp query}: one question, its answer on standard output, all else on standard error. */
@Command(
        name = "query",
        description = "Asks a question in KQL, or runs a command, and prints the answer.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 done, 1 the query is wrong or failed, 2 the arguments are wrong, 130 cancelled by Ctrl-C.",
            "",
            "  kelp query 'print 1 + 1'",
            "  kelp query --data sea 'Tides | summarize max(Height) by Station'",
            "  kelp query --url http://localhost:8080 --format csv -f tides.kql > tides.csv"
        })
final class QueryCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final Place place = new Place();

    @Mixin
    private final Asking asking = new Asking();

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A value for 'declare query_parameters'; can be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Reads the query from a file.")
    private @Nullable Path file;

    @Parameters(
            arity = "0..1",
            paramLabel = "KQL",
            description = "The query; without it and -f it is read from standard input.")
    private @Nullable String text;

    QueryCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    @SuppressWarnings("try") // The interruption works by being open.
    public Integer call() throws IOException {
        String kql = kql();
        if (kql.isBlank()) {
            throw new IllegalArgumentException("there is no query");
        }
        boolean command = CommandText.isCommand(kql);
        if (command && place.isPassing(streams.environment()) && !CommandText.isShow(kql)) {
            streams.err().println("note: no --data is given, so what this makes is gone when it ends");
        }
        Cancellation cancellation = new Cancellation();
        try (Interruption interruption = Interruption.calls(cancellation::cancel);
                Session session = place.open(streams.environment(), command)) {
            Request request = asking.request(kql).parameters(parameters).cancellation(cancellation);
            return new Question(session, request, asking.format()).answer(streams);
        }
    }

    private String kql() throws IOException {
        if (text != null && file != null) {
            throw new IllegalArgumentException("the query is given twice: as an argument and by -f");
        }
        if (text != null) {
            return text;
        }
        if (file == null) {
            return new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
        }
        return KqlFile.read(file);
    }
}
