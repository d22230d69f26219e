package dev.kelp.spark;

import dev.kelp.store.Store;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The driver's open stores, one per folder: Spark makes sources and tables anew for every query and closes none of them.
 *
 * <p>A folder that was deleted and made again is another store.
 */
final class Stores {
    private static final ConcurrentHashMap<Key, Store> OPEN = new ConcurrentHashMap<>();

    private record Key(Path folder, @Nullable Object catalog) {}

    private Stores() {}

    static boolean isThere(String path) {
        return Files.isRegularFile(Store.catalog(KelpOptions.folder(path)));
    }

    /** A store that is there. */
    static Store existing(String path) {
        Path folder = KelpOptions.folder(path);
        if (!isThere(path)) {
            throw Problem.SEMANTIC
                    .here("There are no tables in " + folder + ".")
                    .hint("The option 'path' names the folder that 'kelp' calls --data.");
        }
        return open(folder);
    }

    /** A store, made where there is none. */
    static Store existingOrNew(String path) {
        Path folder = KelpOptions.folder(path);
        if (!isThere(path)) {
            Store.open(folder).close();
        }
        return open(folder);
    }

    private static Store open(Path folder) {
        return OPEN.computeIfAbsent(new Key(folder, fileKey(Store.catalog(folder))), key -> Store.open(key.folder()));
    }

    private static @Nullable Object fileKey(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The file " + file + " cannot be read: " + e.getMessage())
                    .because(e);
        }
    }
}
