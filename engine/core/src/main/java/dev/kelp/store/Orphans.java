package dev.kelp.store;

import dev.kelp.tables.Extent;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of Kelp's that belong to nothing: their process ended between writing them and the commit. Files of other clients are left to
 * those.
 */
final class Orphans {
    /** Files without a writer in their name are as old as this before they count as left over. */
    private static final Duration GRACE = Duration.ofDays(2);

    private final Catalog catalog;
    private final Path data;
    private final Writers writers;

    Orphans(Catalog catalog, String dataPath, Writers writers) {
        this.catalog = catalog;
        this.data = Path.of(dataPath);
        this.writers = writers;
    }

    /** Deletes them; answers how many there were. */
    int sweep() {
        // First the files, then whether their writers have ended, then the catalogue: a writer that has ended commits
        // no more.
        List<Path> left = new ArrayList<>();
        Map<String, Boolean> alive = new HashMap<>();
        for (Path file : own()) {
            String writer = Writers.of(data.relativize(file).toString());
            boolean mayBeWritten = writer == null ? isYoung(file) : alive.computeIfAbsent(writer, writers::isAlive);
            if (!mayBeWritten) {
                left.add(file);
            }
        }
        Set<String> named = left.isEmpty() ? Set.of() : catalog.read(Orphans::named);
        left.removeIf(file -> named.contains(name(file)));
        left.forEach(ScheduledFiles::delete);
        left.stream().map(Path::getParent).distinct().forEach(this::removeJobFolder);
        try {
            new EmptyFolders(catalog, data + "/").sweep();
        } catch (IOException e) {
            throw unreadable(e);
        }
        writers.forget();
        return left.size();
    }

    /** Files of Kelp's. Others may take folders away meanwhile. */
    private List<Path> own() {
        List<Path> own = new ArrayList<>();
        try {
            Files.walkFileTree(data, new ChangingFolders() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && isOwn(file)) {
                        own.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(e);
        }
        return own;
    }

    private static boolean isOwn(Path file) {
        String name = name(file);
        return name.endsWith(".parquet")
                && (name.startsWith(Extent.OWN_PREFIX) || name.startsWith("tmp_" + Extent.OWN_PREFIX));
    }

    private static boolean isYoung(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isAfter(Instant.now().minus(GRACE));
        } catch (IOException e) {
            return true;
        }
    }

    /** The names of all files that the catalogue needs, or is about to delete itself. */
    private static Set<String> named(CatalogConnection connection) {
        Set<String> names = new HashSet<>();
        for (String table :
                List.of("ducklake_data_file", "ducklake_delete_file", "ducklake_files_scheduled_for_deletion")) {
            connection.query("SELECT path FROM " + table, r -> names.add(name(Path.of(r.textOrEmpty(1)))));
        }
        return names;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** The folder of a Spark job that left nothing else. */
    private void removeJobFolder(Path folder) {
        if (Writers.of(name(folder)) != null && folder.startsWith(data)) {
            try (Stream<Path> rest = Files.list(folder)) {
                if (rest.findAny().isEmpty()) {
                    ScheduledFiles.delete(folder);
                }
            } catch (NoSuchFileException e) {
                // Another one took it away.
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    private RuntimeException unreadable(Exception e) {
        return Problem.RUNTIME
                .here("The folder " + data + " cannot be searched: " + e.getMessage())
                .because(e);
    }
}
