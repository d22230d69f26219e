package dev.kelp.store;

import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot that a commit makes: claimed before anything else, settled at the end. In between it knows the tables as they are by
 * then, hands out numbers, and notes what is done, which it refuses where others' commits leave no room for it.
 */
final class NewSnapshot {
    /** What changes no rows and no files; all else must raise the number of files, by which other clients cache. */
    private static final Set<ChangeKind> SCHEMA_ONLY = EnumSet.of(
            ChangeKind.CREATED_SCHEMA,
            ChangeKind.DROPPED_SCHEMA,
            ChangeKind.CREATED_TABLE,
            ChangeKind.DROPPED_TABLE,
            ChangeKind.ALTERED_TABLE);

    private final CatalogConnection connection;
    private final Store.Head head;
    private final String dataPath;
    private final long id;
    private final String time;
    private final Conflicts conflicts;
    private final Map<ChangeKind, Set<String>> done = new EnumMap<>(ChangeKind.class);
    private final Map<Long, Long> created = new HashMap<>();
    private final Set<Long> reshaped = new LinkedHashSet<>();
    private @Nullable StoredTables known;
    private boolean schemaChanged;
    private long nextCatalogId;
    private long nextFileId;

    /**
     * Claims the next snapshot: another client that tries for the same number waits for the end of this transaction, so that all
     * that is read from here on is as the snapshot before left it.
     *
     * @param known the tables as the head shows them
     * @param base the snapshot on which the changes were planned
     */
    NewSnapshot(CatalogConnection connection, Store.Head head, StoredTables known, String dataPath, long base) {
        this.connection = connection;
        this.known = known;
        this.head = head;
        this.dataPath = dataPath;
        this.id = head.snapshot() + 1;
        this.time = CatalogTime.notBefore(head.time());
        this.nextCatalogId = head.nextCatalogId();
        this.nextFileId = head.nextFileId();
        connection.update(
                "INSERT INTO ducklake_snapshot(snapshot_id, snapshot_time, schema_version, next_catalog_id, next_file_id)"
                        + " VALUES (?, ?, ?, ?, ?)",
                id,
                time,
                head.schemaVersion(),
                nextCatalogId,
                nextFileId);
        this.conflicts = new Conflicts(connection, base, head.snapshot());
    }

    /**
     * Completes the snapshot, or takes it back where nothing changed.
     *
     * @param inlined the rows that go inside the catalogue, which are written last
     * @return its number, or that of the one before
     */
    long settle(InlinedInserts inlined) {
        if (done.isEmpty()) {
            connection.update("DELETE FROM ducklake_snapshot WHERE snapshot_id = ?", id);
            return head.snapshot();
        }
        inlined.tablesToMake().forEach(this::reshaped);
        long version = head.schemaVersion() + (schemaChanged ? 1 : 0);
        boolean dataChanged = !SCHEMA_ONLY.containsAll(done.keySet());
        connection.update(
                "UPDATE ducklake_snapshot SET schema_version = ?, next_catalog_id = ?, next_file_id = ? WHERE snapshot_id = ?",
                version,
                nextCatalogId,
                dataChanged ? Math.max(nextFileId, head.nextFileId() + 1) : nextFileId,
                id);
        for (long table : reshaped) {
            connection.update(
                    "INSERT INTO ducklake_schema_versions(begin_snapshot, schema_version, table_id) VALUES (?, ?, ?)",
                    id,
                    version,
                    table);
        }
        inlined.write(reshaped, version, CatalogTime.ticks(time));
        StringJoiner changes = new StringJoiner(",");
        done.forEach((kind, values) ->
                values.forEach(value -> changes.add(kind.name().toLowerCase(Locale.ROOT) + ":" + value)));
        connection.update(
                "INSERT INTO ducklake_snapshot_changes(snapshot_id, changes_made, author, commit_message) VALUES (?, ?, ?, ?)",
                id,
                changes.toString(),
                "kelp",
                "kelp");
        return id;
    }

    long id() {
        return id;
    }

    /** The snapshot before. */
    long before() {
        return head.snapshot();
    }

    /** When it is made, in ticks. */
    long ticks() {
        return CatalogTime.ticks(time);
    }

    /** What came in between the commit's base and the commit. */
    Conflicts conflicts() {
        return conflicts;
    }

    long nextCatalogId() {
        return nextCatalogId++;
    }

    /** The first of so many numbers of files, which follow each other. */
    long nextFileIds(int count) {
        long first = nextFileId;
        nextFileId += count;
        return first;
    }

    /** Notes the number of a table that the commit makes, which until then goes by another. */
    void made(TableDef planned, long table) {
        created.put(planned.id(), table);
    }

    /** Whether the commit makes the table. */
    boolean makes(TableDef planned) {
        return created.containsKey(planned.id());
    }

    /** Notes that what people say of a table is another text now. */
    void described(long table) {
        schemaChanged();
        if (!created.containsValue(table)) {
            done(ChangeKind.ALTERED_TABLE, table);
        }
    }

    /** Notes that a table's columns are others now. */
    void altered(long table) {
        if (!created.containsValue(table)) {
            done(ChangeKind.ALTERED_TABLE, table);
        }
        reshaped(table);
    }

    /** Notes that a table's columns, or its name, are of a schema version of their own. */
    void reshaped(long table) {
        schemaChanged();
        reshaped.add(table);
    }

    void schemaChanged() {
        schemaChanged = true;
        known = null;
    }

    /** Notes what was done to a table, unless others did what leaves no room for it. */
    void done(ChangeKind kind, long table) {
        if (!created.containsValue(table)) {
            conflicts.check(kind, table);
        }
        done(kind, String.valueOf(table));
    }

    void done(ChangeKind kind, String value) {
        done.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(value);
    }

    /** The tables as they are now, this commit's changes among them. */
    StoredTables current() {
        StoredTables tables = known;
        if (tables == null) {
            tables = new TableLoader(connection, id, dataPath).load();
            known = tables;
        }
        return tables;
    }

    /** A table as it is now. */
    TableDef now(TableDef table) {
        return live(table).definition();
    }

    /** A table that is still called as it was: one of two that changed places meanwhile isn't meant by its old name. */
    TableDef sameName(TableDef table) {
        TableDef now = live(table).definition();
        if (!now.name().equals(table.name())) {
            throw Problem.CONFLICT.here(
                    "Table '" + table.name() + "' was renamed to '" + now.name() + "' in the meantime.");
        }
        return now;
    }

    StoredTables.Table live(TableDef table) {
        return current().table(created.getOrDefault(table.id(), table.id())).orElseThrow(() -> gone(table));
    }

    private static KqlException gone(TableDef table) {
        return Problem.CONFLICT.here("Table '" + table.name() + "' was dropped in the meantime.");
    }
}
