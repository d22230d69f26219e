package dev.kelp.cli;

import dev.kelp.language.Diagnostic;
import dev.kelp.language.LanguageService;
import dev.kelp.text.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kelp lint}: all that is wrong with queries, and what may be, without running them. */
@Command(
        name = "lint",
        description = "Says what is wrong with queries, and what may be, without running them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit status: 0 no error (there may be warnings), 1 an error, 2 the arguments are wrong."})
final class LintCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final Place place = new Place();

    @Option(names = "--database", paramLabel = "D", description = "The database; without it the default one.")
    private String database = "";

    @Option(
            names = {"-q", "--query"},
            paramLabel = "KQL",
            description = "A query to look at.")
    private @Nullable String query;

    @Parameters(paramLabel = "FILE", description = "Files of a query each; without one standard input is read.")
    private List<Path> files = new ArrayList<>();

    LintCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        boolean fine = true;
        try (Session session = place.open(streams.environment(), false)) {
            LanguageService language = session.language(database);
            if (query != null) {
                fine = report("", query, language);
            } else if (files.isEmpty()) {
                fine = report("", new String(streams.in().readAllBytes(), StandardCharsets.UTF_8), language);
            }
            for (Path file : files) {
                fine &= report(file + ":", KqlFile.read(file), language);
            }
        }
        return fine ? 0 : 1;
    }

    /** Prints what there is to say of a text; whether it has no error. */
    private boolean report(String name, String text, LanguageService language) throws IOException {
        Source source = new Source(text);
        StringBuilder out = new StringBuilder();
        boolean fine = true;
        for (Diagnostic each : language.diagnostics(text)) {
            fine &= each.severity() != Diagnostic.Severity.ERROR;
            out.append(name)
                    .append(source.position(each.span().start()))
                    .append(": ")
                    .append(each.severity().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(each.code())
                    .append(": ")
                    .append(each.message())
                    .append(each.hint() == null ? "" : " " + each.hint())
                    .append('\n');
            for (String line : source.excerpt(each.span()).split("\n", -1)) {
                out.append("    ").append(line).append('\n');
            }
        }
        streams.out().write(out.toString().getBytes(StandardCharsets.UTF_8));
        streams.out().flush();
        return fine;
    }
}
