package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.DeletedRows;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.FlushedRows;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.StreamedRows;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one new snapshot; lives inside one transaction, which is the only writer's. */
final class CommitWriter {

    /** A table to be made, with the folder it gets beside the others of its database. */
    record NewTable(TableDef table, String uuid, String path) {
        static NewTable of(TableDef table) {
            String uuid = UUID.randomUUID().toString();
            return new NewTable(table, uuid, Names.folder(table.name(), uuid));
        }
    }

    /** The kinds of {@code changes_made}, in the order other clients write them. */
    enum Kind {
        DROPPED_SCHEMA,
        DROPPED_TABLE,
        DROPPED_VIEW,
        CREATED_SCHEMA,
        CREATED_TABLE,
        CREATED_VIEW,
        CREATED_SCALAR_MACRO,
        CREATED_TABLE_MACRO,
        DROPPED_SCALAR_MACRO,
        DROPPED_TABLE_MACRO,
        INSERTED_INTO_TABLE,
        DELETED_FROM_TABLE,
        ALTERED_TABLE,
        ALTERED_VIEW,
        INLINED_INSERT,
        INLINED_DELETE,
        INLINE_FLUSH,
        MERGE_ADJACENT,
        REWRITE_DELETE
    }

    /** What changes no rows and no files; all else must raise the number of files, by which other clients cache. */
    private static final Set<Kind> SCHEMA_ONLY = EnumSet.of(
            Kind.CREATED_SCHEMA, Kind.DROPPED_SCHEMA, Kind.CREATED_TABLE, Kind.DROPPED_TABLE, Kind.ALTERED_TABLE);

    private final CatalogConnection connection;
    private final Store.Head head;
    private final String dataPath;
    private final long base;
    private final long snapshot;
    private final String time;
    private final ColumnRows columns;
    private final ExtentRows extentRows;
    private final Conflicts conflicts;
    private final Map<Kind, Set<String>> done = new EnumMap<>(Kind.class);
    private final Map<Long, Long> created = new HashMap<>();
    private final Set<Long> reshaped = new LinkedHashSet<>();
    private final InlinedInserts inlinedInserts;
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
    CommitWriter(CatalogConnection connection, Store.Head head, StoredTables known, String dataPath, long base) {
        this.connection = connection;
        this.known = known;
        this.head = head;
        this.dataPath = dataPath;
        this.base = base;
        this.snapshot = head.snapshot() + 1;
        this.time = CatalogTime.notBefore(head.time());
        this.columns = new ColumnRows(connection, snapshot);
        this.extentRows = new ExtentRows(connection, snapshot);
        this.inlinedInserts = new InlinedInserts(connection, snapshot);
        this.nextCatalogId = head.nextCatalogId();
        this.nextFileId = head.nextFileId();
        connection.update(
                "INSERT INTO ducklake_snapshot(snapshot_id, snapshot_time, schema_version, next_catalog_id, next_file_id)"
                        + " VALUES (?, ?, ?, ?, ?)",
                snapshot,
                time,
                head.schemaVersion(),
                nextCatalogId,
                nextFileId);
        this.conflicts = new Conflicts(connection, base, head.snapshot());
    }

    /** Completes the snapshot, or takes it back where nothing changed; answers its number, or that of the one before. */
    long finish() {
        if (done.isEmpty()) {
            connection.update("DELETE FROM ducklake_snapshot WHERE snapshot_id = ?", snapshot);
            return head.snapshot();
        }
        inlinedInserts.tablesToMake().forEach(this::reshaped);
        long version = head.schemaVersion() + (schemaChanged ? 1 : 0);
        boolean dataChanged = !SCHEMA_ONLY.containsAll(done.keySet());
        connection.update(
                "UPDATE ducklake_snapshot SET schema_version = ?, next_catalog_id = ?, next_file_id = ? WHERE snapshot_id = ?",
                version,
                nextCatalogId,
                dataChanged ? Math.max(nextFileId, head.nextFileId() + 1) : nextFileId,
                snapshot);
        for (long table : reshaped) {
            connection.update(
                    "INSERT INTO ducklake_schema_versions(begin_snapshot, schema_version, table_id) VALUES (?, ?, ?)",
                    snapshot,
                    version,
                    table);
        }
        inlinedInserts.write(reshaped, version, CatalogTime.ticks(time));
        StringJoiner changes = new StringJoiner(",");
        done.forEach((kind, values) ->
                values.forEach(value -> changes.add(kind.name().toLowerCase(Locale.ROOT) + ":" + value)));
        connection.update(
                "INSERT INTO ducklake_snapshot_changes(snapshot_id, changes_made, author, commit_message) VALUES (?, ?, ?, ?)",
                snapshot,
                changes.toString(),
                "kelp",
                "kelp");
        return snapshot;
    }

    /** The rows put inside the catalogue. */
    List<StreamedRows> streamed() {
        return inlinedInserts.streamed();
    }

    /** What came in between the commit's base and the commit. */
    Conflicts conflicts() {
        return conflicts;
    }

    void createDatabase(String name) {
        if (current().database(name).isPresent()) {
            throw Problem.ALREADY_THERE.here("database", name);
        }
        String uuid = UUID.randomUUID().toString();
        connection.update(
                "INSERT INTO ducklake_schema(schema_id, schema_uuid, begin_snapshot, end_snapshot, schema_name, path,"
                        + " path_is_relative) VALUES (?, ?, ?, NULL, ?, ?, true)",
                nextCatalogId++,
                uuid,
                snapshot,
                name,
                Names.folder(name, uuid));
        schemaChanged();
        done(Kind.CREATED_SCHEMA, Names.quoted(name));
    }

    void createTable(NewTable creation) {
        TableDef table = creation.table();
        StoredTables.Database database =
                current().database(table.database()).orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(table.database()));
        current().table(database.name(), table.name()).ifPresent(there -> {
            throw Problem.ALREADY_THERE
                    .here("table", there.definition().name())
                    .hint("In stored tables the case of letters does not tell names apart.");
        });
        long id = nextCatalogId++;
        created.put(table.id(), id);
        connection.update(
                "INSERT INTO ducklake_table(table_id, table_uuid, begin_snapshot, end_snapshot, schema_id, table_name, path,"
                        + " path_is_relative) VALUES (?, ?, ?, NULL, ?, ?, ?, true)",
                id,
                creation.uuid(),
                snapshot,
                database.id(),
                table.name(),
                creation.path());
        for (ColumnDef column : table.columns()) {
            columns.insert(id, column.id(), column.name(), column.type());
        }
        // A Parquet commit costs no more than rows inside the catalogue, and every reader knows how to read it.
        connection.update(
                "INSERT INTO ducklake_metadata(key, value, scope, scope_id) VALUES ('data_inlining_row_limit', '0', 'table', ?)",
                id);
        columns.describeTable(id, table.folder(), table.docString());
        reshaped(id);
        done(Kind.CREATED_TABLE, Names.quoted(database.name()) + "." + Names.quoted(table.name()));
    }

    void dropTable(TableDef table) {
        long id = sameName(table).id();
        new TableChanges(connection, snapshot).end(id);
        schemaChanged();
        done(Kind.DROPPED_TABLE, id);
    }

    /** Drops a table whose rows are to be replaced, of which the commit knows those of its base only. */
    void dropReplaced(TableDef table) {
        conflicts.checkRows(live(table).definition().id());
        dropTable(table);
    }

    /** A table that is still called as it was: one of two that changed places meanwhile isn't meant by its old name. */
    private TableDef sameName(TableDef table) {
        TableDef now = live(table).definition();
        if (!now.name().equals(table.name())) {
            throw Problem.CONFLICT.here(
                    "Table '" + table.name() + "' was renamed to '" + now.name() + "' in the meantime.");
        }
        return now;
    }

    /** Drops a database with its tables. */
    void dropDatabase(String name) {
        StoredTables.Database database =
                current().database(name).orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(name));
        for (StoredTables.Table table : current().tables()) {
            if (table.definition().database().equals(database.name())) {
                dropTable(table.definition());
            }
        }
        new TableChanges(connection, snapshot).endDatabase(database.id());
        schemaChanged();
        done(Kind.DROPPED_SCHEMA, String.valueOf(database.id()));
    }

    /** Gives tables of one database new names, all at once. */
    void renameTables(Map<TableDef, String> names) {
        Map<Long, String> byId = new HashMap<>();
        names.forEach((table, name) -> {
            TableDef now = sameName(table);
            if (!now.name().equals(name)) {
                byId.put(now.id(), name);
                done(Kind.CREATED_TABLE, Names.quoted(now.database()) + "." + Names.quoted(name));
            }
        });
        names.keySet().stream().findFirst().ifPresent(first -> {
            String database = live(first).definition().database();
            new TableChanges(connection, snapshot)
                    .rename(
                            current().tables().stream()
                                    .filter(t -> t.definition().database().equals(database))
                                    .toList(),
                            byId);
        });
        byId.keySet().forEach(this::reshaped);
    }

    /** Takes back that a table was dropped. */
    void restoreTable(TableDef table, String name) {
        StoredTables.Database database =
                current().database(table.database()).orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(table.database()));
        current().table(table.id()).ifPresent(there -> {
            throw Problem.CONFLICT.here("Table '" + table.name() + "' was not dropped; it is '"
                    + there.definition().name() + "'.");
        });
        current().table(database.name(), name).ifPresent(there -> {
            throw Problem.ALREADY_THERE.here("table", name).hint("Give it another name: .undo drop table T as …");
        });
        long ended = connection
                .query(
                        "SELECT max(end_snapshot) FROM ducklake_table WHERE table_id = ?",
                        r -> Objects.requireNonNullElse(r.numberOrNull(1), -1L),
                        table.id())
                .get(0);
        // Files that only forgotten snapshots see are forgotten with them.
        connection
                .first("SELECT 1 FROM ducklake_snapshot WHERE snapshot_id = ?", r -> 1, ended - 1)
                .orElseThrow(() -> Problem.RUNTIME.here("Table '" + table.name()
                        + "' as it was when it was dropped is forgotten: snapshot " + (ended - 1) + " has expired."));
        new TableChanges(connection, snapshot).restore(table, name, ended);
        reshaped(table.id());
        done(Kind.CREATED_TABLE, Names.quoted(database.name()) + "." + Names.quoted(name));
    }

    /** Answers the ids of the extents by their paths. */
    Map<String, String> append(TableDef table, List<WrittenExtent> extents, IngestionProperties properties) {
        Map<String, String> ids = new HashMap<>();
        List<WrittenExtent> filled = extents.stream().filter(e -> e.rows() > 0).toList();
        if (filled.isEmpty()) {
            return ids;
        }
        StoredTables.Table now = live(table);
        long id = now.definition().id();
        refuseHashed(now.definition());
        for (ColumnDef column : table.columns()) {
            checkSame(table, column, now.definition());
        }
        Map<Long, Remainder> remainders = new HashMap<>();
        filled.forEach(extent -> remainders.putAll(extent.remainders()));
        addRemainders(table, remainders);
        TableStatistics statistics = new TableStatistics(connection, id);
        ExtentRecords records = new ExtentRecords(connection);
        for (WrittenExtent extent : filled) {
            long file = nextFileId++;
            extentRows.insert(file, now, extent, statistics.nextRowId());
            records.insert(file, id, properties, CatalogTime.ticks(time));
            statistics.add(extent);
            ids.put(extent.path(), OriginColumn.extentId(id, file));
        }
        statistics.write();
        done(Kind.INSERTED_INTO_TABLE, id);
        return ids;
    }

    /** Refuses the commit where the table holds rows that came in under one of these names. */
    void checkNotIngested(TableDef table, Set<String> values) {
        if (values.isEmpty() || created.containsKey(table.id())) {
            return;
        }
        Set<String> there = new ExtentRecords(connection)
                .ingestedBy(live(table).definition().id(), values);
        if (!there.isEmpty()) {
            throw Problem.ALREADY_INGESTED.here(table.name(), String.join("', '", there));
        }
    }

    /** Moves rows out of the catalogue. */
    void flush(TableDef table, FlushedRows flushed) {
        StoredTables.Table now = live(table);
        done(Kind.INLINE_FLUSH, now.definition().id());
        new FlushRows(connection, now).write(flushed, nextFileId);
        nextFileId += flushed.files().size();
    }

    /** Adds rows inside the catalogue. */
    void stream(TableDef table, InlinedBatch batch, String batchId) {
        TableDef now = live(table).definition();
        if (batch.rows() == 0 || !CommitRecords.isFirst(connection, now.id(), batchId, snapshot)) {
            return;
        }
        refuseHashed(now);
        for (ColumnDef column : table.columns()) {
            checkSame(table, column, now);
        }
        addRemainders(table, batch.remainders());
        inlinedInserts.add(now.id(), batch);
        done(Kind.INLINED_INSERT, now.id());
    }

    private static void refuseHashed(TableDef table) {
        if (table.layout().isHashed()) {
            throw Problem.NOT_SUPPORTED
                    .here("Adding rows to table '" + table.name() + "', which is partitioned by a hash,")
                    .hint("Other clients would not find them: add them there, or take the partitioning back.");
        }
    }

    /** Files hold columns by id and type; those must still be what they were when the files were written. */
    private static void checkSame(TableDef table, ColumnDef column, TableDef now) {
        boolean same = now.columns().stream()
                .anyMatch(c -> c.id() == column.id()
                        && c.storage().sqlType().equals(column.storage().sqlType()));
        if (!same) {
            throw Problem.CONFLICT.here("Column '" + column.name() + "' of table '" + table.name()
                    + "' was changed while rows for it were written.");
        }
    }

    /** Takes the rows away that the commit's base shows. Those that came in since stay, as if they had come in behind it. */
    void removeRows(TableDef table) {
        conflicts.checkReplaced(live(table).definition().id());
        removeRows(table, base);
    }

    /** Takes all rows away, which must be those that the commit's base shows. */
    void removeUnchanged(TableDef table) {
        conflicts.checkRows(live(table).definition().id());
        removeRows(table, head.snapshot());
    }

    private void removeRows(TableDef table, long until) {
        long id = live(table).definition().id();
        if (new InlinedTables(connection, id).end(snapshot, until)) {
            done(Kind.INLINED_DELETE, id);
        }
        if (extentRows.endAll(id, until)) {
            done(Kind.DELETED_FROM_TABLE, id);
        }
    }

    void dropExtents(TableDef table, Collection<Long> extents) {
        StoredTables.Table now = live(table);
        if (!extents.isEmpty()) {
            conflicts.checkFiles(now.definition().id(), extents);
            new ExtentChanges(connection, snapshot, now).end(extents);
            done(Kind.DELETED_FROM_TABLE, now.definition().id());
        }
    }

    /** Makes no snapshot of its own: tags are of the files, whatever sees them. */
    void tag(TableDef table, List<ExtentDetails> extents, Map<Long, List<String>> tags) {
        StoredTables.Table now = live(table);
        new ExtentChanges(connection, snapshot, now).checkLive(tags.keySet());
        new ExtentRecords(connection).tag(now, snapshot, extents, tags);
    }

    void rewrite(TableDef table, List<RewrittenExtent> rewritten, boolean inPlace) {
        StoredTables.Table now = live(table);
        for (ColumnDef column : table.columns()) {
            checkSame(table, column, now.definition());
        }
        ExtentChanges extents = new ExtentChanges(connection, snapshot, now);
        SnapshotExpiry expiry = new SnapshotExpiry(connection, dataPath);
        for (RewrittenExtent extent : rewritten) {
            extents.rewrite(extent, inPlace, nextFileId++, expiry);
            done(
                    inPlace ? Kind.MERGE_ADJACENT : Kind.REWRITE_DELETE,
                    now.definition().id());
        }
    }

    void deleteRows(TableDef table, List<DeletedRows> deletions, List<Long> inlined) {
        StoredTables.Table now = live(table);
        long id = now.definition().id();
        if (!deletions.isEmpty()) {
            new ExtentChanges(connection, snapshot, now).delete(deletions, () -> nextFileId++);
            done(Kind.DELETED_FROM_TABLE, id);
        }
        if (!inlined.isEmpty()) {
            conflicts.check(Kind.INLINED_DELETE, id);
            if (new InlinedTables(connection, id).end(snapshot, inlined) != inlined.size()) {
                throw ExtentChanges.changed(table);
            }
            done(Kind.INLINED_DELETE, id);
        }
    }

    void forgetIngestionTime(TableDef table) {
        Policies.insert(connection, live(table).definition().id(), Policies.INGESTION_TIME, "{\"IsEnabled\":false}");
    }

    void inherit(TableDef old, TableDef made) {
        long id = live(made).definition().id();
        for (KelpTables records : List.of(KelpTables.MAPPING, KelpTables.POLICY)) {
            if (records.isThere(connection)) {
                connection.update("UPDATE " + records.table() + " SET object_id = ? WHERE object_id = ?", id, old.id());
            }
        }
    }

    void describe(TableDef table, String folder, String docString) {
        long id = live(table).definition().id();
        columns.describeTable(id, folder, docString);
        described(id);
    }

    /** Notes that what people say of a table is another text now. */
    void described(long table) {
        schemaChanged();
        if (!created.containsValue(table)) {
            done(Kind.ALTERED_TABLE, table);
        }
    }

    /** Changes a table's columns. */
    void change(Consumer<SchemaChanges> changes) {
        changes.accept(new SchemaChanges(connection, this, snapshot));
    }

    long nextCatalogId() {
        return nextCatalogId++;
    }

    /** A table as it is now. */
    TableDef now(TableDef table) {
        return live(table).definition();
    }

    void addColumns(TableDef table, List<Field> added) {
        TableDef now = live(table).definition();
        for (Field column : added) {
            if (now.columns().stream().anyMatch(c -> c.isCalled(column.name()))) {
                throw Problem.ALREADY_THERE.here("column", column.name());
            }
            long columnId = columns.nextId(now.id());
            columns.insert(now.id(), columnId, column.name(), column.type());
            TableStatistics.addColumn(connection, now.id(), columnId);
        }
        altered(now.id());
    }

    /** The columns of 100-ns digits beside datetimes, made when rows first need them, in the order of their ids. */
    private void addRemainders(TableDef table, Map<Long, Remainder> remainders) {
        remainders.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> e.getValue().id()))
                .forEach(needed -> addRemainder(table, needed.getKey(), needed.getValue()));
    }

    private void addRemainder(TableDef table, long column, Remainder remainder) {
        TableDef now = live(table).definition();
        Remainder there = now.columns().stream()
                .filter(c -> c.id() == column)
                .findFirst()
                .map(c -> c.storage().remainder())
                .orElse(null);
        if (there != null && there.id() == remainder.id()) {
            return;
        }
        if (there != null || remainder.id() < columns.nextId(now.id())) {
            throw Problem.CONFLICT.here("Table '" + table.name() + "' was changed while rows for it were written.");
        }
        columns.insertRemainder(now.id(), column, remainder);
        TableStatistics.addColumn(connection, now.id(), remainder.id());
        altered(now.id());
    }

    /** Notes that a table's columns are others now. */
    void altered(long table) {
        if (!created.containsValue(table)) {
            done(Kind.ALTERED_TABLE, table);
        }
        reshaped(table);
    }

    private void reshaped(long table) {
        schemaChanged();
        reshaped.add(table);
    }

    private void schemaChanged() {
        schemaChanged = true;
        known = null;
    }

    private void done(Kind kind, long table) {
        if (!created.containsValue(table)) {
            conflicts.check(kind, table);
        }
        done(kind, String.valueOf(table));
    }

    private void done(Kind kind, String value) {
        done.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(value);
    }

    /** The tables as they are now, this commit's changes among them. */
    private StoredTables current() {
        StoredTables tables = known;
        if (tables == null) {
            tables = new TableLoader(connection, snapshot, dataPath).load();
            known = tables;
        }
        return tables;
    }

    private StoredTables.Table live(TableDef table) {
        long id = created.getOrDefault(table.id(), table.id());
        return current().table(id).orElseThrow(() -> gone(table));
    }

    private static KqlException gone(TableDef table) {
        return Problem.CONFLICT.here("Table '" + table.name() + "' was dropped in the meantime.");
    }
}
