package dev.kelp.commands;

import dev.kelp.ingest.RemoteFiles;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a path in a command means. */
final class SourceFiles {
    private static final Pattern SCHEME = Pattern.compile("(?!file:)([A-Za-z][A-Za-z0-9+.-]*)://");

    /** A longer file is refused; Kusto's limit for one. */
    private static final long MOST_BYTES = 6L << 30;

    private SourceFiles() {}

    /** Where to read from, as a command says it: strings, or a JSON array of some in a string. */
    static List<Name> places(List<Name> given) {
        List<Name> places = new ArrayList<>();
        for (Name one : given) {
            boolean array = one.text().startsWith("[")
                    && Json.strict(one.text()).orElse(Json.NULL) instanceof Json.Array items
                    && !items.items().isEmpty()
                    && items.items().stream().allMatch(Json.Text.class::isInstance);
            if (array) {
                ((Json.Array) Json.parse(one.text())).items().forEach(i -> places.add(new Name(i.text(), one.span())));
            } else {
                places.add(one);
            }
        }
        return places;
    }

    static RemoteFiles remote(CommandContext context) {
        return new RemoteFiles(context.httpHosts(), MOST_BYTES, context.job().cancellation());
    }

    /**
     * Refuses a place that nothing can be read from, without a look at anything but this machine's files.
     *
     * @return the files, which are fetched later where they lie elsewhere: an empty list
     */
    static List<Path> check(Name place, RemoteFiles remote) {
        String text = place.text();
        if (RemoteFiles.isRemote(text)) {
            refuseCredentials(place);
            try {
                remote.check(text);
            } catch (KqlException e) {
                throw e.orAt(place.span());
            }
            return List.of();
        }
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.lookingAt()) {
            throw Problem.NOT_SUPPORTED
                    .at(place.span(), "Reading from " + scheme.group(1).toLowerCase(Locale.ROOT) + " addresses")
                    .hint("Copy the file to this machine and give its path, or give an http(s) address.");
        }
        return local(place);
    }

    private static void refuseCredentials(Name place) {
        if (place.text().indexOf(';') >= 0) {
            throw Problem.NOT_SUPPORTED
                    .at(place.span(), "A credential behind the ';' of an address")
                    .hint(
                            "Kelp reads what the address gives to everybody who has it, such as one with a signature in it.");
        }
    }

    /**
     * A file; all files of a folder, subfolders included; or those that match a pattern with {@code *} and {@code ?}, sorted.
     *
     * @throws KqlException where there is none
     */
    private static List<Path> local(Name locator) {
        String text = locator.text();
        try {
            Path path = (text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text))
                    .toAbsolutePath()
                    .normalize();
            List<Path> found =
                    Files.isDirectory(path) ? folder(path) : Files.isRegularFile(path) ? List.of(path) : glob(path);
            if (found.isEmpty()) {
                refuseCredentials(locator);
                throw Problem.INGESTION.at(locator.span(), "There is no file " + path + ".");
            }
            return found;
        } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
            throw Problem.INGESTION
                    .at(locator.span(), "The path cannot be read: " + e.getMessage())
                    .because(e);
        }
    }

    private static List<Path> folder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> glob(Path pattern) throws IOException {
        String text = pattern.toString();
        int star = Math.min(indexOf(text, '*'), indexOf(text, '?'));
        int folderEnd = text.lastIndexOf('/', star);
        if (star == Integer.MAX_VALUE || folderEnd < 0) {
            return List.of();
        }
        Path folder = Path.of(text.substring(0, folderEnd + 1));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
        }
    }

    private static int indexOf(String text, char c) {
        int at = text.indexOf(c);
        return at < 0 ? Integer.MAX_VALUE : at;
    }
}
