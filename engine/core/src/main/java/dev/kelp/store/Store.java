package dev.kelp.store;

import dev.kelp.store.CatalogConnection.CatalogFault;
import dev.kelp.tables.StreamedRows;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The tables of a {@linkplain CatalogPlace place}: a DuckLake catalogue in SQLite or PostgreSQL, which any DuckDB attaches, and
 * the Parquet files under {@code data/}.
 *
 * <p>Thread-safe; several processes may open the same place, with PostgreSQL those of several machines that share the folder.
 */
public final class Store implements AutoCloseable {
    private static final String DATA_FOLDER = "data";

    private final Catalog catalog;
    private final String dataPath;
    private final Writers writers;
    private final AtomicReference<CachedTables> cache = new AtomicReference<>();

    private record CachedTables(long schemaVersion, StoredTables tables) {}

    /** The newest row of {@code ducklake_snapshot}. */
    record Head(long snapshot, long schemaVersion, long nextCatalogId, long nextFileId, String time) {}

    private Store(Catalog catalog, String dataPath) {
        this.catalog = catalog;
        this.dataPath = dataPath;
        this.writers = Writers.open(Path.of(dataPath));
    }

    /** Opens the tables of a folder, making folder and catalogue where there are none. */
    public static Store open(Path folder) {
        return open(CatalogPlace.of(folder));
    }

    /** Opens the tables of a place, making folder and catalogue where there are none. */
    public static Store open(CatalogPlace place) {
        place.prepare();
        Catalog catalog = new Catalog(place.source());
        boolean opened = false;
        try {
            Store store = new Store(catalog, dataPath(catalog, place));
            opened = true;
            return store;
        } finally {
            if (!opened) {
                catalog.close();
            }
        }
    }

    private static String dataPath(Catalog catalog, CatalogPlace place) {
        String ownData = place.folder().resolve(DATA_FOLDER) + "/";
        String dataPath = catalog.read(c -> CatalogLayout.isThere(c) ? dataPath(c, place.folder()) : "");
        boolean moved = place.url().isEmpty() && !dataPath.equals(ownData);
        if (dataPath.isEmpty() || moved) {
            dataPath = catalog.write(c -> createOrMove(c, place, ownData));
        }
        return dataPath;
    }

    /** A folder may be copied or moved with the catalogue in it: Kelp's own data folder stays beside its catalogue. */
    private static String createOrMove(CatalogConnection connection, CatalogPlace place, String ownData) {
        if (!CatalogLayout.isThere(connection) && place.source() instanceof PostgresUrl postgres) {
            postgres.makeSchema(connection);
        }
        // Looked for again: without a schema nothing kept the others away who make it at the same time.
        if (!CatalogLayout.isThere(connection)) {
            CatalogLayout.create(connection, ownData);
            return ownData;
        }
        if (place.url().isEmpty() && KelpTables.META.isThere(connection)) {
            connection.update(
                    "UPDATE ducklake_metadata SET value = ? WHERE key = 'data_path' AND scope IS NULL", ownData);
        }
        return dataPath(connection, place.folder());
    }

    private static String dataPath(CatalogConnection connection, Path folder) {
        CatalogLayout.check(connection);
        String stored = CatalogLayout.global(connection, "data_path");
        if (stored.contains("://")) {
            throw Problem.NOT_SUPPORTED.here("A catalogue whose files lie at " + stored);
        }
        Path path = Path.of(stored);
        if (!path.isAbsolute() && !Files.isDirectory(path)) {
            path = folder.resolve(path.getFileName());
        }
        return path.toAbsolutePath().normalize() + "/";
    }

    /** The file that makes a folder a store. */
    public static Path catalog(Path folder) {
        return CatalogPlace.file(folder);
    }

    /**
     * The tables as an earlier commit left them.
     *
     * @throws dev.kelp.text.KqlException where there is no snapshot of this number
     */
    public Snapshot snapshot(long id) {
        return catalog.read(connection -> {
            long found = connection
                    .first("SELECT snapshot_id FROM ducklake_snapshot WHERE snapshot_id = ?", r -> r.number(1), id)
                    .orElseThrow(() -> Problem.RUNTIME.here("The tables have no snapshot " + id + "."));
            return new Snapshot(catalog, found, new TableLoader(connection, found, dataPath).load(), dataPath);
        });
    }

    /**
     * The tables as they were at a time.
     *
     * @throws dev.kelp.text.KqlException where the first snapshot that is left is younger
     */
    public Snapshot snapshotAt(long ticks) {
        return catalog.read(connection -> {
            // Clocks may go back between writers: the youngest counts, and of those the last.
            long[] best = {-1, Long.MIN_VALUE};
            connection.query("SELECT snapshot_id, snapshot_time FROM ducklake_snapshot ORDER BY snapshot_id", row -> {
                long time = CatalogTime.ticks(row.textOrEmpty(2));
                if (time <= ticks && time >= best[1]) {
                    best[0] = row.number(1);
                    best[1] = time;
                }
                return time;
            });
            if (best[0] < 0) {
                throw Problem.RUNTIME.here("The tables have no snapshot of " + Ticks.format(ticks) + " or before.");
            }
            return new Snapshot(catalog, best[0], new TableLoader(connection, best[0], dataPath).load(), dataPath);
        });
    }

    /** The tables as the last commit left them. Costs a fraction of a millisecond. */
    public Snapshot snapshot() {
        return catalog.read(connection -> {
            Head head = head(connection);
            return new Snapshot(catalog, head.snapshot(), tables(connection, head), dataPath);
        });
    }

    public Mappings mappings() {
        return new Mappings(catalog);
    }

    public Operations operations() {
        return new Operations(catalog, writers);
    }

    public Policies policies() {
        return new Policies(catalog);
    }

    /** An empty list of changes to fill and run, which mean the tables as they are when it runs. */
    public Commit commit() {
        return new Commit(this, Long.MAX_VALUE);
    }

    /**
     * An empty list of changes to fill and run, which were planned on a snapshot. What others did since to the same tables must
     * leave room for them; else the commit is refused with {@link Problem#CONFLICT}, and is to be planned again on a newer one.
     */
    public Commit commit(Snapshot base) {
        return new Commit(this, base.id());
    }

    /** The tables after a commit, and the rows that it put inside the catalogue. */
    record Committed(Snapshot snapshot, List<StreamedRows> streamed) {}

    Committed commit(List<Commit.Change> changes, long base) {
        String batch = UUID.randomUUID().toString();
        List<StreamedRows> streamed = catalog.write(
                connection -> {
                    Head head = head(connection);
                    CommitWriter writer = new CommitWriter(
                            connection, head, tables(connection, head), dataPath, Math.min(base, head.snapshot()));
                    changes.forEach(change -> change.apply(writer));
                    long snapshot = writer.finish();
                    CommitRecords.insert(connection, batch, snapshot);
                    return writer.streamed();
                },
                connection -> CommitRecords.isDone(connection, batch));
        return new Committed(snapshot(), streamed);
    }

    /**
     * Moves what was committed from SQLite's log into its file, if there is much of it; commits of this process don't do so any more
     * from the first call on. Nothing on PostgreSQL.
     */
    public void checkpoint() {
        catalog.checkpoint();
    }

    /**
     * Takes, or keeps, the right to do something that one of several processes does at a time.
     *
     * @param name of what is done
     * @param owner who does it
     * @param time how long the right lasts unless it is taken again
     * @return false where another has it
     */
    public boolean lease(String name, String owner, Duration time) {
        return catalog.write(connection -> Leases.take(connection, name, owner, time));
    }

    /** Gives a right back before its time. */
    public void endLease(String name, String owner) {
        catalog.write(connection -> {
            Leases.give(connection, name, owner);
            return name;
        });
    }

    /**
     * Deletes files whose commit failed. A file that the catalogue names after all stays, as do all where the catalogue can't be
     * asked.
     */
    public void discard(List<WrittenExtent> extents) {
        List<Path> unused;
        try {
            unused = catalog.write(connection -> {
                // SQLite may find a commit that failed at its very end after a crash, until another one has taken its
                // place; on
                // PostgreSQL one whose connection was lost may still be under way. Behind this write it is done or
                // never will be.
                CommitRecords.settle(connection);
                return unnamed(connection, extents);
            });
        } catch (KqlException e) {
            if (!(e.getCause() instanceof CatalogFault fault) || !fault.isFull()) {
                throw e;
            }
            // The commit found no room either, and these files take it.
            unused = catalog.read(connection -> unnamed(connection, extents));
        }
        unused.forEach(Store::delete);
    }

    /** Deletes files that no commit was ever to add. */
    public static void remove(List<WrittenExtent> extents) {
        extents.forEach(extent -> delete(Path.of(extent.path())));
    }

    private static List<Path> unnamed(CatalogConnection connection, List<WrittenExtent> extents) {
        List<Path> files = new ArrayList<>();
        for (WrittenExtent extent : extents) {
            Path file = Path.of(extent.path());
            String name = String.valueOf(file.getFileName());
            if (connection
                    .first(
                            "SELECT 1 FROM ducklake_data_file WHERE path = ? OR path LIKE '%/' || ?"
                                    + " UNION SELECT 1 FROM ducklake_delete_file WHERE path = ? OR path LIKE '%/' || ?",
                            r -> 1, name, name, name, name)
                    .isEmpty()) {
                files.add(file);
            }
        }
        return files;
    }

    /**
     * Forgets the snapshots made before a point in time; never the newest. What only they can see goes with them; its files wait
     * to be {@linkplain #deleteUnneeded deleted}.
     *
     * @param ticks the point in time
     * @return how many
     */
    public int expireBefore(long ticks) {
        List<Long> old = catalog.read(c -> new SnapshotExpiry(c, dataPath).madeBefore(ticks));
        return old.isEmpty() ? 0 : catalog.write(c -> new SnapshotExpiry(c, dataPath).expire(old));
    }

    /**
     * Forgets the snapshots that see some data files, deletes those files and all others of their table that nothing needs.
     *
     * <p>Ends between any two steps without harm: what is left is done by the next call, or in time.
     *
     * @param files their numbers; none is seen by the newest snapshot
     */
    public void destroy(TableDef table, Collection<Long> files) {
        Path folder = snapshot().location(table);
        catalog.write(c -> {
            List<Long> seeing = files.isEmpty()
                    ? List.of()
                    : c.query(
                            "SELECT DISTINCT s.snapshot_id FROM ducklake_snapshot s JOIN ducklake_data_file f"
                                    + " ON s.snapshot_id >= f.begin_snapshot AND s.snapshot_id < f.end_snapshot"
                                    + " WHERE f.data_file_id IN "
                                    + files.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")),
                            r -> r.number(1));
            return new SnapshotExpiry(c, dataPath).expire(seeing);
        });
        deleteUnneeded(folder);
    }

    /**
     * Drops a table, forgets all snapshots that see it, and deletes its files.
     *
     * @param base shows the table
     * @return how the tables are then
     * @throws dev.kelp.text.KqlException where others renamed or dropped it since
     */
    public Snapshot destroy(TableDef table, Snapshot base) {
        Path folder = base.location(table);
        commit(base).dropTable(table).run();
        catalog.write(c -> new SnapshotExpiry(c, dataPath)
                .expire(c.query(
                        "SELECT DISTINCT s.snapshot_id FROM ducklake_snapshot s JOIN ducklake_table t"
                                + " ON s.snapshot_id >= t.begin_snapshot AND s.snapshot_id < t.end_snapshot"
                                + " WHERE t.table_id = ?",
                        r -> r.number(1),
                        table.id())));
        deleteUnneeded(folder);
        return snapshot();
    }

    private void deleteUnneeded(Path folder) {
        deleteAll(catalog.read(c -> new ScheduledFiles(c, dataPath).all()).stream()
                .filter(s -> s.path().startsWith(folder))
                .toList());
    }

    /** Forgets these snapshots, as {@link #expireBefore} does. */
    public int expire(Collection<Long> snapshots) {
        return catalog.write(c -> new SnapshotExpiry(c, dataPath).expire(snapshots));
    }

    /**
     * Deletes files that nothing needs any more since a point in time.
     *
     * @param ticks the point in time; queries that began before it have ended
     * @return how many
     */
    public int deleteUnneeded(long ticks) {
        List<ScheduledFiles.Scheduled> due = catalog.read(c -> new ScheduledFiles(c, dataPath).all()).stream()
                .filter(s -> s.since() < ticks)
                .toList();
        deleteAll(due);
        return due.size();
    }

    /** Files first: one whose row is left is deleted again. */
    private void deleteAll(List<ScheduledFiles.Scheduled> files) {
        files.forEach(s -> ScheduledFiles.delete(s.path()));
        if (!files.isEmpty()) {
            catalog.write(c -> {
                ScheduledFiles scheduled = new ScheduledFiles(c, dataPath);
                files.forEach(scheduled::remove);
                return files.size();
            });
        }
    }

    /** The purges of the tables here. */
    public Purges purges() {
        return new Purges(catalog);
    }

    /**
     * Deletes files that belong to nothing because the process that wrote them ended before their commit.
     *
     * @return how many
     */
    public int sweepOrphans() {
        return new Orphans(catalog, dataPath, writers).sweep();
    }

    /**
     * Forgets the names of batches, and operations and purges, that were last heard of before points in time.
     *
     * @param batches in ticks; rows that are sent again under an older name are added again
     * @param operations in ticks
     */
    public void forgetRecords(long batches, long operations) {
        catalog.write(c ->
                CommitRecords.forget(c, batches) + Operations.forget(c, operations) + Purges.forget(c, operations));
    }

    /**
     * A setting of the format's, such as {@code expire_older_than}: the table's own, or else the one for all; or one of Kelp's.
     *
     * @param table its number, negative for none
     */
    public Optional<String> option(String key, long table) {
        return catalog.read(c -> c.first(
                        "SELECT value FROM ducklake_metadata WHERE key = ? AND (scope IS NULL OR (scope = 'table' AND scope_id = ?))"
                                + " ORDER BY CASE WHEN scope IS NULL THEN 1 ELSE 0 END",
                        r -> r.textOrEmpty(1),
                        key,
                        table)
                .or(() -> KelpTables.META.isThere(c)
                        ? c.first("SELECT value FROM kelp_meta WHERE key = ?", r -> r.textOrEmpty(1), key)
                        : Optional.empty()));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The unused file " + file + " cannot be deleted: " + e.getMessage())
                    .because(e);
        }
    }

    String databaseLocation(String database) {
        return catalog.read(connection -> tables(connection, head(connection)))
                .database(database)
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(database))
                .location();
    }

    StoredTables tables(CatalogConnection connection, Head head) {
        CachedTables cached = cache.get();
        if (cached == null || cached.schemaVersion() != head.schemaVersion()) {
            cached = new CachedTables(
                    head.schemaVersion(), new TableLoader(connection, head.snapshot(), dataPath).load());
            cache.set(cached);
        }
        return cached.tables();
    }

    static Head head(CatalogConnection connection) {
        return connection
                .first(
                        "SELECT snapshot_id, schema_version, next_catalog_id, next_file_id, snapshot_time"
                                + " FROM ducklake_snapshot ORDER BY snapshot_id DESC LIMIT 1",
                        r -> new Head(r.number(1), r.number(2), r.number(3), r.number(4), r.textOrEmpty(5)))
                .orElseThrow(() -> Problem.RUNTIME.here("The catalogue holds no snapshot."));
    }

    @Override
    public void close() {
        try {
            writers.close();
        } finally {
            catalog.close();
        }
    }
}
