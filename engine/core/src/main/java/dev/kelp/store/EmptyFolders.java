package dev.kelp.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folders of tables that are forgotten: without them a folder would be left for every table there ever was. */
final class EmptyFolders {
    /** A younger one may just have been made for a table whose commit is still to come. Kelp makes one that is gone again. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final Path data;

    EmptyFolders(Catalog catalog, String dataPath) {
        this.catalog = catalog;
        this.data = Path.of(dataPath);
    }

    /** Deletes them; answers how many there were. */
    int sweep() throws IOException {
        List<Path> old = old();
        if (old.isEmpty()) {
            return 0;
        }
        Set<Path> named = catalog.read(c -> named(c, data + "/"));
        int deleted = 0;
        for (Path folder : old) {
            deleted += named.contains(folder) || !delete(folder) ? 0 : 1;
        }
        return deleted;
    }

    /** Those that nothing came into or went out of lately, the inner ones first. */
    private List<Path> old() throws IOException {
        List<Path> old = new ArrayList<>();
        Instant before = Instant.now().minus(GRACE);
        Files.walkFileTree(data, new ChangingFolders() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(data.resolve(Writers.FOLDER))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (!folder.equals(data) && isOlder(folder, before)) {
                    old.add(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return old;
    }

    private static boolean isOlder(Path folder, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            // Another sweep took it.
            return false;
        }
    }

    /** The folders of all databases and tables that a snapshot sees. */
    private static Set<Path> named(CatalogConnection connection, String dataPath) {
        Set<Path> named = new HashSet<>();
        new TablePaths(connection, dataPath).all().forEach(folder -> named.add(Path.of(folder)));
        connection.query(
                "SELECT path, path_is_relative FROM ducklake_schema",
                r -> named.add(Path.of(r.flag(2) ? dataPath + r.textOrEmpty(1) : r.textOrEmpty(1))));
        return named;
    }

    private static boolean delete(Path folder) throws IOException {
        try {
            return Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }
}
