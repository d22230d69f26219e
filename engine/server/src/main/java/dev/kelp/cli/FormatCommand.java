package dev.kelp.cli;

import dev.kelp.language.LanguageService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kelp format}: lays queries out anew. */
@Command(
        name = "format",
        description =
                "Lays queries out: a pipe per line, inner queries indented. Comments stay; texts with syntax errors stay as they are.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FormatCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--write", description = "Writes the files anew instead of printing them.")
    private boolean write;

    @Option(names = "--check", description = "Only says which files would change; then the exit status is 1.")
    private boolean check;

    @Parameters(paramLabel = "FILE", description = "Files of a query each; without one standard input is read.")
    private List<Path> files = new ArrayList<>();

    FormatCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        LanguageService language = LanguageService.withoutTables();
        if (files.isEmpty()) {
            String text = new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
            String formatted = language.format(text);
            if (!check) {
                print(formatted);
            }
            return check && !formatted.equals(text) ? 1 : 0;
        }
        int status = 0;
        for (Path file : files) {
            String text = KqlFile.read(file);
            String formatted = language.format(text);
            boolean changes = !formatted.equals(text);
            if (check && changes) {
                streams.err().println(file);
                status = 1;
            } else if (write && changes) {
                Files.writeString(file, formatted);
            } else if (!check && !write) {
                print(formatted);
            }
        }
        return status;
    }

    private void print(String text) throws IOException {
        String whole = text.endsWith("\n") ? text : text + "\n";
        streams.out().write(whole.getBytes(StandardCharsets.UTF_8));
        streams.out().flush();
    }
}
