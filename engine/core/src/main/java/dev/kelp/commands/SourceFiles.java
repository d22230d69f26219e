package dev.kelp.commands;

import dev.kelp.syntax.Cursor.Name;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** The files that a path in a command means. */
final class SourceFiles {
    private SourceFiles() {}

    /**
     * A file; all files of a folder, subfolders included; or those that match a pattern with {@code *} and {@code ?}, sorted.
     *
     * @throws dev.kelp.text.KqlException where there is none
     */
    static List<Path> of(Name locator) {
        String text = locator.text();
        if (text.matches("(?i)(https?|abfss?|adl|s3|gs|wasbs?)://.*")) {
            throw Problem.NOT_SUPPORTED
                    .at(locator.span(), "Reading from " + text.substring(0, text.indexOf(':')) + " addresses")
                    .hint("Copy the file to this machine and give its path.");
        }
        try {
            Path path = (text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text))
                    .toAbsolutePath()
                    .normalize();
            List<Path> found =
                    Files.isDirectory(path) ? folder(path) : Files.isRegularFile(path) ? List.of(path) : glob(path);
            if (found.isEmpty()) {
                throw Problem.INGESTION.at(locator.span(), "There is no file " + path + ".");
            }
            return found;
        } catch (IOException | InvalidPathException e) {
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
