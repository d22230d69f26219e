package dev.kelp.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a process and its database take at one moment.
 *
 * @param second of the run
 * @param rows in all tables
 * @param resident KB of memory, as the kernel counts
 * @param heap KB of Java's objects after a collection
 * @param files files and folders below the database's
 * @param bytes of data files
 * @param catalogue bytes of its database
 * @param log bytes of its log, which is begun anew now and then and never cut
 * @param descriptors open files
 * @param temporary files in the process's temporary folder
 */
record Figures(
        long second,
        long rows,
        long resident,
        long heap,
        long files,
        long bytes,
        long catalogue,
        long log,
        long descriptors,
        long threads,
        long temporary) {

    /**
     * A figure that must not grow.
     *
     * @param slack a difference that means nothing, however small the figure
     */
    record Kind(String name, ToLongFunction<Figures> of, long slack) {}

    static final List<Kind> WATCHED = List.of(
            new Kind("RSS KB", Figures::resident, 8_192),
            new Kind("heap KB", Figures::heap, 2_048),
            new Kind("files", Figures::files, 30),
            new Kind("catalogue bytes", Figures::catalogue, 256 << 10),
            // As long as it may be, before writers wait until it can be begun anew.
            new Kind("log bytes", Figures::log, 64 << 20),
            new Kind("descriptors", Figures::descriptors, 6),
            new Kind("threads", Figures::threads, 4),
            new Kind("temporary files", Figures::temporary, 4));

    static final String HEADER =
            "second     rows    RSS MB   heap MB   files    data KB  catalogue KB  log KB   fds  threads  temp";

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%6d %8d %9.1f %9.1f %7d %10d %13d %7d %5d %8d %5d",
                second,
                rows,
                resident / 1024.0,
                heap / 1024.0,
                files,
                bytes / 1024,
                catalogue / 1024,
                log / 1024,
                descriptors,
                threads,
                temporary);
    }

    /** Measures now. */
    static Figures of(long second, long rows, Path folder, Path temporary) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 10;
        long[] data = entries(folder);
        return new Figures(
                second,
                rows,
                status("VmRSS:"),
                heap,
                data[0],
                data[1],
                data[2],
                data[3],
                entries(Path.of("/proc/self/fd"))[0],
                status("Threads:"),
                entries(temporary)[0]);
    }

    /** A line of what the kernel says of the process. */
    private static long status(String line) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(l -> l.startsWith(line))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many entries a folder has in all its depth, and the bytes of data files, of the catalogue and of its log among them. */
    private static long[] entries(Path folder) {
        long[] found = new long[4];
        try (Stream<Path> all = Files.list(folder)) {
            for (Path entry : all.toList()) {
                found[0]++;
                if (Files.isDirectory(entry) && !folder.startsWith("/proc")) {
                    long[] inside = entries(entry);
                    found[0] += inside[0];
                    found[1] += inside[1];
                } else if (!folder.startsWith("/proc")) {
                    String name = entry.getFileName().toString();
                    found[name.equals("catalog.sqlite") ? 2 : name.equals("catalog.sqlite-wal") ? 3 : 1] +=
                            Files.size(entry);
                }
            }
        } catch (NoSuchFileException e) {
            // The background deletes files meanwhile.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
