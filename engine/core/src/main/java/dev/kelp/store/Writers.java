package dev.kelp.store;

import dev.kelp.tables.Extent;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is writing files. While a process has a store open it holds a lock on a file of its own, {@code data/.writers/<writer>.lock},
 * which the operating system releases however the process ends; its files carry its id in their names. So a file that no catalogue
 * names is still being written, or left over, by whether its writer's lock is held. Thread-safe.
 */
public final class Writers implements AutoCloseable {
    /** This process's id. Spark's tasks write under the driver's, by the name of the folder they write to. */
    private static final String SELF =
            UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    static final String FOLDER = ".writers";
    private static final String SUFFIX = ".lock";
    private static final Pattern OWNED =
            Pattern.compile("(?:^|/)(?:tmp_)?(?:" + Extent.OWN_PREFIX + "|spark-)([0-9a-f]{16})-[^/]*");

    /** The operating system's locks belong to the process, so the stores of one folder share theirs. */
    private static final Map<Path, Held> HELD = new HashMap<>();

    private record Held(FileChannel channel, int users) {}

    private final Path folder;
    private boolean closed;

    private Writers(Path folder) {
        this.folder = folder;
    }

    /**
     * A name for a data file that this process is about to write.
     *
     * @param suffix how it ends
     */
    public static String newFile(String suffix) {
        return Extent.OWN_PREFIX + SELF + "-" + UUID.randomUUID() + suffix;
    }

    /** A name for a folder in which other processes write files for this one. */
    public static String newFolder() {
        return "spark-" + SELF + "-" + UUID.randomUUID();
    }

    /** The writer of a file, by its path or that of a folder above it; null where it has none. */
    static @Nullable String of(String path) {
        Matcher owned = OWNED.matcher(path);
        return owned.find() ? owned.group(1) : null;
    }

    /** Takes this process's lock on a data folder, or a share in it. */
    static Writers open(Path dataFolder) {
        Path folder = dataFolder.resolve(FOLDER).toAbsolutePath().normalize();
        synchronized (HELD) {
            Held held = HELD.get(folder);
            HELD.put(folder, held == null ? new Held(lock(folder), 1) : new Held(held.channel(), held.users() + 1));
        }
        return new Writers(folder);
    }

    private static FileChannel lock(Path folder) {
        Path file = folder.resolve(SELF + SUFFIX);
        try {
            Files.createDirectories(folder);
            while (true) {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                // A sweep may have deleted the file of an earlier store of this process while the lock was waited for.
                if (lock.isValid() && Files.exists(file)) {
                    return channel;
                }
                channel.close();
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static RuntimeException unusable(Path file, IOException e) {
        return Problem.RUNTIME
                .here("The lock " + file + " cannot be used: " + e.getMessage())
                .because(e);
    }

    /** This process. */
    static String self() {
        return SELF;
    }

    /** Whether a writer may still be at work. */
    boolean isAlive(String writer) {
        // Opening and closing one's own lock file would release the lock.
        return writer.equals(SELF) || !ended(writer, false);
    }

    /** Forgets writers that are at work no more; call it when their files are gone. */
    void forget() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                String writer = name.replace(SUFFIX, "");
                if (name.endsWith(SUFFIX) && !writer.equals(SELF)) {
                    ended(writer, true);
                }
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private boolean ended(String writer, boolean forget) {
        Path file = folder.resolve(writer + SUFFIX);
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && forget) {
                Files.deleteIfExists(file);
            }
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            Held held = HELD.get(folder);
            if (closed || held == null) {
                return;
            }
            closed = true;
            if (held.users() > 1) {
                HELD.put(folder, new Held(held.channel(), held.users() - 1));
                return;
            }
            HELD.remove(folder);
            Path file = folder.resolve(SELF + SUFFIX);
            // The lock is released whatever becomes of its file.
            try (FileChannel channel = held.channel()) {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw unusable(file, e);
            }
        }
    }
}
