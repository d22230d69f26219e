package dev.kelp.run;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The extents whose bytes this process has found to be those that were written. Each column is read once for it, when a query first
 * needs it. Thread-safe.
 */
public final class VerifiedExtents {
    private static final int REMEMBERED = 100_000;
    private static final int FEW = 1_000;

    /** At so many it is looked which of them are gone. */
    private final AtomicInteger most = new AtomicInteger(FEW);

    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** A file as it was, and the columns of it that were right. */
    private record Seen(long bytes, FileTime modified, Set<Long> columns) {}

    /**
     * Looks at what a scan is about to read. Files of other clients have no checksums and pass.
     *
     * @throws dev.kelp.text.KqlException naming a file that has changed since it was written
     */
    public void check(ScanRequest request, List<Extent> extents) {
        Set<Long> columns = new HashSet<>();
        request.columns().stream().filter(c -> !OriginColumn.is(c)).forEach(c -> add(c, columns));
        request.predicates().stream().map(ColumnPredicate::column).forEach(c -> add(c, columns));
        extents.parallelStream()
                .flatMap(e -> Stream.of(e.path(), e.deleteFile()))
                .filter(path -> path.endsWith(ExtentDigest.SUFFIX))
                .forEach(path -> check(Path.of(path), columns));
    }

    private static void add(ColumnDef column, Set<Long> columns) {
        columns.add(column.id());
        Remainder remainder = column.storage().remainder();
        if (remainder != null) {
            columns.add(remainder.id());
        }
    }

    private void check(Path file, Set<Long> columns) {
        BasicFileAttributes now = attributes(file);
        Seen before = seen.get(file);
        boolean same = before != null
                && before.bytes() == now.size()
                && before.modified().equals(now.lastModifiedTime());
        if (before != null && same && before.columns().containsAll(columns)) {
            return;
        }
        ExtentDigest.verify(file, columns);
        Set<Long> all = new HashSet<>(columns);
        if (before != null && same) {
            all.addAll(before.columns());
        }
        if (seen.size() >= most.get()) {
            forget();
        }
        seen.put(file, new Seen(now.size(), now.lastModifiedTime(), Set.copyOf(all)));
    }

    /** Extents that were merged or dropped are not asked for again; of the others so many are known. */
    private void forget() {
        seen.keySet().removeIf(Files::notExists);
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        most.set(Math.max(FEW, Math.min(REMEMBERED, 2 * seen.size())));
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The extent " + file + " cannot be read.")
                    .because(e);
        }
    }
}
