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
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of tables, in files and inside the catalogue, as a commit leaves them. */
final class RowWriter {
    private final CatalogConnection connection;
    private final NewSnapshot next;
    private final InlinedInserts inlinedInserts;
    private final String dataPath;
    private final long base;
    private final ExtentRows extentRows;
    private final ColumnRows columns;

    /** @param base the snapshot on which the changes were planned */
    RowWriter(
            CatalogConnection connection, NewSnapshot next, InlinedInserts inlinedInserts, String dataPath, long base) {
        this.connection = connection;
        this.next = next;
        this.inlinedInserts = inlinedInserts;
        this.dataPath = dataPath;
        this.base = base;
        this.extentRows = new ExtentRows(connection, next.id());
        this.columns = new ColumnRows(connection, next.id());
    }

    /** Answers the ids of the extents by their paths. */
    Map<String, String> append(TableDef table, List<WrittenExtent> extents, IngestionProperties properties) {
        Map<String, String> ids = new HashMap<>();
        List<WrittenExtent> filled = extents.stream().filter(e -> e.rows() > 0).toList();
        if (filled.isEmpty()) {
            return ids;
        }
        StoredTables.Table now = next.live(table);
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
            long file = next.nextFileIds(1);
            extentRows.insert(file, now, extent, statistics.nextRowId());
            records.insert(file, id, properties, next.ticks());
            statistics.add(extent);
            ids.put(extent.path(), OriginColumn.extentId(id, file));
        }
        statistics.write();
        next.done(ChangeKind.INSERTED_INTO_TABLE, id);
        return ids;
    }

    /** Refuses the commit where the table holds rows that came in under one of these names. */
    void checkNotIngested(TableDef table, Set<String> values) {
        if (values.isEmpty() || next.makes(table)) {
            return;
        }
        Set<String> there = new ExtentRecords(connection)
                .ingestedBy(next.live(table).definition().id(), values);
        if (!there.isEmpty()) {
            throw Problem.ALREADY_INGESTED.here(table.name(), String.join("', '", there));
        }
    }

    /** Moves rows out of the catalogue. */
    void flush(TableDef table, FlushedRows flushed) {
        StoredTables.Table now = next.live(table);
        next.done(ChangeKind.INLINE_FLUSH, now.definition().id());
        new FlushRows(connection, now)
                .write(flushed, next.nextFileIds(flushed.files().size()));
    }

    /** Adds rows inside the catalogue. */
    void stream(TableDef table, InlinedBatch batch, String batchId) {
        TableDef now = next.live(table).definition();
        if (batch.rows() == 0 || !CommitRecords.isFirst(connection, now.id(), batchId, next.id())) {
            return;
        }
        refuseHashed(now);
        for (ColumnDef column : table.columns()) {
            checkSame(table, column, now);
        }
        addRemainders(table, batch.remainders());
        inlinedInserts.add(now.id(), batch);
        next.done(ChangeKind.INLINED_INSERT, now.id());
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

    /** The hidden columns beside others, made when rows first need them, in the order of their ids. */
    private void addRemainders(TableDef table, Map<Long, Remainder> remainders) {
        remainders.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> e.getValue().id()))
                .forEach(needed -> addRemainder(table, needed.getKey(), needed.getValue()));
    }

    private void addRemainder(TableDef table, long column, Remainder remainder) {
        TableDef now = next.live(table).definition();
        ColumnDef beside =
                now.columns().stream().filter(c -> c.id() == column).findFirst().orElse(null);
        Remainder there = beside == null ? null : beside.storage().remainder();
        if (there != null && there.id() == remainder.id()) {
            return;
        }
        if (beside == null || there != null || remainder.id() < columns.nextId(now.id())) {
            throw Problem.CONFLICT.here("Table '" + table.name() + "' was changed while rows for it were written.");
        }
        columns.insertRemainder(now.id(), beside, remainder);
        TableStatistics.addColumn(connection, now.id(), remainder.id());
        next.altered(now.id());
    }

    /** Takes the rows away that the commit's base shows. Those that came in since stay, as if they had come in behind it. */
    void removeRows(TableDef table) {
        next.conflicts().checkReplaced(next.live(table).definition().id());
        removeRows(table, base);
    }

    /** Takes all rows away, which must be those that the commit's base shows. */
    void removeUnchanged(TableDef table) {
        next.conflicts().checkRows(next.live(table).definition().id());
        removeRows(table, next.before());
    }

    private void removeRows(TableDef table, long until) {
        long id = next.live(table).definition().id();
        if (new InlinedTables(connection, id).end(next.id(), until)) {
            next.done(ChangeKind.INLINED_DELETE, id);
        }
        if (extentRows.endAll(id, until)) {
            next.done(ChangeKind.DELETED_FROM_TABLE, id);
        }
    }

    void dropExtents(TableDef table, Collection<Long> extents) {
        StoredTables.Table now = next.live(table);
        if (!extents.isEmpty()) {
            next.conflicts().checkFiles(now.definition().id(), extents);
            new ExtentChanges(connection, next.id(), now).end(extents);
            next.done(ChangeKind.DELETED_FROM_TABLE, now.definition().id());
        }
    }

    /** Makes no snapshot of its own: tags are of the files, whatever sees them. */
    void tag(TableDef table, List<ExtentDetails> extents, Map<Long, List<String>> tags) {
        StoredTables.Table now = next.live(table);
        new ExtentChanges(connection, next.id(), now).checkLive(tags.keySet());
        new ExtentRecords(connection).tag(now, next.id(), extents, tags);
    }

    void rewrite(TableDef table, List<RewrittenExtent> rewritten, boolean inPlace) {
        StoredTables.Table now = next.live(table);
        for (ColumnDef column : table.columns()) {
            checkSame(table, column, now.definition());
        }
        ExtentChanges extents = new ExtentChanges(connection, next.id(), now);
        SnapshotExpiry expiry = new SnapshotExpiry(connection, dataPath);
        for (RewrittenExtent extent : rewritten) {
            extents.rewrite(extent, inPlace, next.nextFileIds(1), expiry);
            next.done(
                    inPlace ? ChangeKind.MERGE_ADJACENT : ChangeKind.REWRITE_DELETE,
                    now.definition().id());
        }
    }

    void deleteRows(TableDef table, List<DeletedRows> deletions, List<Long> inlined) {
        StoredTables.Table now = next.live(table);
        long id = now.definition().id();
        if (!deletions.isEmpty()) {
            new ExtentChanges(connection, next.id(), now).delete(deletions, () -> next.nextFileIds(1));
            next.done(ChangeKind.DELETED_FROM_TABLE, id);
        }
        if (!inlined.isEmpty()) {
            next.conflicts().check(ChangeKind.INLINED_DELETE, id);
            if (new InlinedTables(connection, id).end(next.id(), inlined) != inlined.size()) {
                throw ExtentChanges.changed(table);
            }
            next.done(ChangeKind.INLINED_DELETE, id);
        }
    }
}
