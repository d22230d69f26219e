package dev.kelp.run;

import dev.kelp.store.Snapshot;
import dev.kelp.tables.ChangedExtents;
import dev.kelp.tables.Extent;
import dev.kelp.tables.InlinedRows;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.StreamedRows;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The rows that lie inside catalogues, as tables of a DuckDB: each row is read once, by the first query that sees it. Rows that have
 * moved to files are let go while no query is about to begin.
 *
 * <p>Thread-safe. A query asks for its tables by a {@link Use}, which it closes once it runs: from then on DuckDB keeps for it what
 * it has seen.
 */
public final class InlinedCache implements AutoCloseable {
    private static final int TRIES = 20;

    private final DuckDb duckDb;
    private final BufferAllocator allocator = new RootAllocator();
    private final Map<String, HeldRows> held = new ConcurrentHashMap<>();
    private final ReadWriteLock beginning = new ReentrantReadWriteLock();

    InlinedCache(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    /**
     * Takes rows that this process has just put into a catalogue; they need not be read then. Only places that somebody has read
     * before keep them.
     *
     * @param store as {@link Snapshot#store}
     */
    public void offer(String store, List<StreamedRows> streamed) {
        // All rows of a commit at once: a query must not find a part of them and take it for the whole.
        streamed.stream().collect(Collectors.groupingBy(StreamedRows::source)).forEach((source, rows) -> {
            HeldRows there = held.get(store + "/" + source);
            if (there != null) {
                there.offer(
                        rows.get(0).snapshot(),
                        StreamedRows.joined(
                                rows.stream().map(StreamedRows::cells).toList()));
            }
        });
    }

    /** Brings the tables up to date in which many of the process's own rows are missing, so that no query need wait for it. */
    public void settle(Snapshot snapshot, List<Snapshot.Waiting> places) {
        forgetEmptied(snapshot, places);
        for (Snapshot.Waiting place : places) {
            HeldRows there = held.get(snapshot.store() + "/" + place.rows().source());
            if (there != null && there.isBehind()) {
                there.upTo(snapshot, place.table(), place.rows());
            }
        }
    }

    /** Tables whose rows have all gone to files, or with their table, are let go once nobody has asked for them for some looks. */
    private void forgetEmptied(Snapshot snapshot, List<Snapshot.Waiting> places) {
        Set<String> there = places.stream()
                .map(p -> snapshot.store() + "/" + p.rows().source())
                .collect(Collectors.toSet());
        List<String> emptied = held.entrySet().stream()
                .filter(e -> e.getKey().startsWith(snapshot.store() + "/"))
                .filter(e -> !there.contains(e.getKey()) && e.getValue().isIdle())
                .map(Map.Entry::getKey)
                .toList();
        if (!emptied.isEmpty() && beginning.writeLock().tryLock()) {
            try {
                for (String source : emptied) {
                    HeldRows rows = held.remove(source);
                    if (rows != null) {
                        rows.close();
                    }
                }
            } finally {
                beginning.writeLock().unlock();
            }
        }
    }

    /** What a query reads; close it in the thread that opened it. */
    public Use use(Snapshot snapshot, VerifiedExtents verified) {
        beginning.readLock().lock();
        return new Use(snapshot, verified);
    }

    /** The tables of one query, none of which goes away before it runs. */
    public final class Use implements AutoCloseable {
        private final Snapshot snapshot;
        private final VerifiedExtents verified;

        private Use(Snapshot snapshot, VerifiedExtents verified) {
            this.snapshot = snapshot;
            this.verified = verified;
        }

        /** A parenthesised SELECT with the rows of a request. */
        public String scan(ScanRequest request) {
            if (request.table().changes() != null) {
                return changes(request);
            }
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                List<Extent> extents = snapshot.extents(request);
                Optional<Map<InlinedRows, String>> tables = tables(request, extents);
                if (tables.isPresent()) {
                    Map<InlinedRows, String> known = tables.get();
                    verified.check(request, extents);
                    return ExtentSql.of(request, extents, rows -> Objects.requireNonNull(known.get(rows)));
                }
            }
            throw moved(request);
        }

        private String changes(ScanRequest request) {
            ScanRequest rows = ChangeSql.rows(request);
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                ChangedExtents changed = snapshot.changed(request.table());
                Optional<Map<InlinedRows, String>> tables = tables(rows, changed.inlined());
                if (tables.isPresent()) {
                    Map<InlinedRows, String> known = tables.get();
                    verified.check(
                            rows,
                            changed.files().stream()
                                    .map(ChangedExtents.ChangedFile::extent)
                                    .toList());
                    verified.check(
                            new ScanRequest(request.table(), List.of(), List.of()),
                            changed.files().stream().flatMap(Use::deletions).toList());
                    return ChangeSql.of(request, changed, inlined -> Objects.requireNonNull(known.get(inlined)));
                }
            }
            throw moved(request);
        }

        /** The files of deletions, each as that of an extent. */
        private static Stream<Extent> deletions(ChangedExtents.ChangedFile file) {
            return Stream.concat(file.before().stream(), file.within().stream())
                    .map(ChangedExtents.Deleted::file)
                    .filter(path -> !path.isEmpty())
                    .map(path -> file.extent().deletedBy(path));
        }

        private KqlException moved(ScanRequest request) {
            return Problem.CONFLICT.here("The rows of table '" + request.table().name()
                    + "' were moved again and again while they were looked up.");
        }

        /** The table with the rows of a table inside the catalogue; empty where they have gone to a file meanwhile. */
        Optional<String> table(TableDef definition, InlinedRows rows) {
            return held.computeIfAbsent(snapshot.store() + "/" + rows.source(), key -> new HeldRows(duckDb, allocator))
                    .upTo(snapshot, definition, rows);
        }

        /** Empty where rows have gone to a file since the extents were listed. */
        private Optional<Map<InlinedRows, String>> tables(ScanRequest request, List<Extent> extents) {
            Map<InlinedRows, String> tables = new HashMap<>();
            for (Extent extent : extents) {
                InlinedRows rows = extent.inlined();
                if (rows != null) {
                    Optional<String> table = table(request.table(), rows);
                    if (table.isEmpty()) {
                        return Optional.empty();
                    }
                    tables.put(rows, table.get());
                }
            }
            return Optional.of(tables);
        }

        @Override
        public void close() {
            beginning.readLock().unlock();
            release();
        }
    }

    /** Lets go of rows that have moved to files. */
    private void release() {
        if (held.values().stream().anyMatch(HeldRows::isOutgrown)
                && beginning.writeLock().tryLock()) {
            try {
                held.values().forEach(HeldRows::shrink);
            } finally {
                beginning.writeLock().unlock();
            }
        }
    }

    @Override
    public void close() {
        held.clear();
        allocator.close();
    }
}
