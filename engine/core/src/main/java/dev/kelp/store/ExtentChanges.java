package dev.kelp.store;

import dev.kelp.tables.DeletedRows;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The end of data files and of rows in them, as part of one commit. A file that another commit has ended or whose rows it has deleted
 * since the change was planned is a conflict: what comes in beside those files is none.
 */
final class ExtentChanges {
    private final CatalogConnection connection;
    private final long snapshot;
    private final StoredTables.Table table;
    private final long tableId;

    private record Totals(long files, long rows, long bytes) {}

    ExtentChanges(CatalogConnection connection, long snapshot, StoredTables.Table table) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.table = table;
        this.tableId = table.definition().id();
    }

    /** Refuses the commit where one of the files isn't there any more. */
    void checkLive(Collection<Long> files) {
        if (!files.isEmpty()) {
            totals(files);
        }
    }

    private Totals totals(Collection<Long> files) {
        Totals totals = connection
                .first(
                        "SELECT count(*), coalesce(sum(record_count), 0), coalesce(sum(file_size_bytes), 0)"
                                + " FROM ducklake_data_file WHERE table_id = ? AND end_snapshot IS NULL AND data_file_id IN "
                                + list(files),
                        r -> new Totals(r.number(1), r.number(2), r.number(3)),
                        tableId)
                .orElseThrow();
        if (totals.files() != files.size()) {
            throw changed(table.definition());
        }
        return totals;
    }

    /** Ends whole files, and their delete files. */
    void end(Collection<Long> files) {
        if (files.isEmpty()) {
            return;
        }
        Totals totals = totals(files);
        String ids = list(files);
        for (String rows : List.of("data_file", "delete_file")) {
            connection.update(
                    "UPDATE ducklake_" + rows + " SET end_snapshot = ? WHERE table_id = ? AND end_snapshot IS NULL"
                            + " AND data_file_id IN " + ids,
                    snapshot,
                    tableId);
        }
        TableStatistics.takeAway(connection, tableId, totals.rows(), totals.bytes());
    }

    /** @param nextFileId gives the number of a new file */
    void delete(List<DeletedRows> deletions, LongSupplier nextFileId) {
        List<Long> whole = new ArrayList<>();
        for (DeletedRows deletion : deletions) {
            checkUnchanged(deletion);
            WrittenExtent file = deletion.file();
            if (file == null) {
                whole.add(deletion.extent());
                continue;
            }
            connection.update(
                    "UPDATE ducklake_delete_file SET end_snapshot = ? WHERE data_file_id = ? AND end_snapshot IS NULL",
                    snapshot,
                    deletion.extent());
            connection.update(
                    "INSERT INTO ducklake_delete_file(delete_file_id, table_id, begin_snapshot, end_snapshot, data_file_id,"
                            + " path, path_is_relative, format, delete_count, file_size_bytes, footer_size)"
                            + " VALUES (?, ?, ?, NULL, ?, ?, ?, 'parquet', ?, ?, ?)",
                    nextFileId.getAsLong(),
                    tableId,
                    snapshot,
                    deletion.extent(),
                    table.stored(file.path()),
                    table.isInside(file.path()),
                    file.rows(),
                    file.bytes(),
                    file.footerBytes());
        }
        end(whole);
    }

    /**
     * Puts a file in the place of others. Seen from the first of the rows' commits on, those others are forgotten; else they end.
     *
     * @param expiry forgets files
     */
    void rewrite(RewrittenExtent rewritten, boolean inPlace, long fileId, SnapshotExpiry expiry) {
        List<Long> sources =
                rewritten.sources().stream().map(RewrittenExtent.Source::extent).toList();
        rewritten.sources().forEach(source -> checkUnchanged(source, inPlace));
        WrittenExtent file = rewritten.file();
        long partitionOf = partitionOf(sources);
        Long partition = partition(partitionOf);
        List<PartitionValue> values = partitionValues(partitionOf);
        if (inPlace) {
            long bytes = connection
                    .first(
                            "SELECT sum(file_size_bytes) FROM ducklake_data_file WHERE data_file_id IN "
                                    + list(sources),
                            r -> r.number(1))
                    .orElse(0L);
            expiry.forgetFiles(sources);
            TableStatistics.takeAway(connection, tableId, 0, bytes);
        } else {
            end(sources);
        }
        if (file != null) {
            connection.update(
                    "INSERT INTO ducklake_data_file(data_file_id, table_id, begin_snapshot, end_snapshot, file_order, path,"
                            + " path_is_relative, file_format, record_count, file_size_bytes, footer_size, row_id_start,"
                            + " partial_max, partition_id) VALUES (?, ?, ?, NULL, NULL, ?, ?, 'parquet', ?, ?, ?, ?, ?, ?)",
                    fileId,
                    tableId,
                    inPlace ? rewritten.first() : snapshot,
                    table.stored(file.path()),
                    table.isInside(file.path()),
                    file.rows(),
                    file.bytes(),
                    file.footerBytes(),
                    rewritten.firstRowId(),
                    inPlace && rewritten.last() > rewritten.first() ? rewritten.last() : null,
                    partition);
            for (PartitionValue value : values) {
                connection.update(
                        "INSERT INTO ducklake_file_partition_value(data_file_id, table_id, partition_key_index,"
                                + " partition_value) VALUES (?, ?, ?, ?)",
                        fileId,
                        tableId,
                        value.key(),
                        value.value());
            }
            TableStatistics.insertFileStatistics(connection, fileId, tableId, file);
            new ExtentRecords(connection)
                    .insert(fileId, tableId, rewritten.created(), rewritten.ingested(), rewritten.tags());
            TableStatistics.giveBack(connection, tableId, inPlace ? 0 : file.rows(), file.bytes());
        }
    }

    private record PartitionValue(long key, @Nullable String value) {}

    /**
     * One of some files, all of which must be of the same partition: readers leave files out by its values unopened.
     */
    private long partitionOf(List<Long> files) {
        long first = files.get(0);
        for (long file : files) {
            if (!Objects.equals(partition(file), partition(first))
                    || !partitionValues(file).equals(partitionValues(first))) {
                throw Problem.NOT_SUPPORTED.here("Making one extent of several partitions of table '"
                        + table.definition().name() + "'");
            }
        }
        return first;
    }

    private @Nullable Long partition(long file) {
        return connection
                .query(
                        "SELECT partition_id FROM ducklake_data_file WHERE data_file_id = ?",
                        r -> Optional.ofNullable(r.numberOrNull(1)),
                        file)
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private List<PartitionValue> partitionValues(long file) {
        return connection.query(
                "SELECT partition_key_index, partition_value FROM ducklake_file_partition_value WHERE data_file_id = ?"
                        + " ORDER BY partition_key_index",
                r -> new PartitionValue(r.number(1), r.text(2)),
                file);
    }

    private void checkUnchanged(RewrittenExtent.Source source, boolean inPlace) {
        checkUnchanged(new DeletedRows(source.extent(), source.deleteFile(), null));
        String inlined = "ducklake_inlined_delete_" + tableId;
        long inlinedDeletes = connection.hasTable(inlined)
                ? connection
                        .first(
                                "SELECT count(*) FROM " + inlined + " WHERE file_id = ?",
                                r -> r.number(1),
                                source.extent())
                        .orElse(0L)
                : 0;
        // Snapshots that see rows deleted later, or not yet, would lose or find them.
        boolean everDeleted = inPlace
                && connection
                        .first("SELECT 1 FROM ducklake_delete_file WHERE data_file_id = ?", r -> 1, source.extent())
                        .isPresent();
        if (inlinedDeletes != source.inlinedDeletes() || everDeleted) {
            throw changed(table.definition());
        }
    }

    private static String list(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private void checkUnchanged(DeletedRows deletion) {
        boolean there = connection
                .first(
                        "SELECT 1 FROM ducklake_data_file WHERE data_file_id = ? AND table_id = ? AND end_snapshot IS NULL",
                        r -> 1,
                        deletion.extent(),
                        tableId)
                .isPresent();
        String now = connection
                .first(
                        "SELECT path, path_is_relative FROM ducklake_delete_file WHERE data_file_id = ? AND end_snapshot IS NULL",
                        r -> table.path(r.textOrEmpty(1), r.flag(2)),
                        deletion.extent())
                .orElse("");
        if (!there || !now.equals(deletion.replaces())) {
            throw changed(table.definition());
        }
    }

    static KqlException changed(TableDef table) {
        return Problem.CONFLICT.here("Extents of table '" + table.name()
                + "' were dropped, merged, tagged or had rows deleted by another command in the meantime.");
    }
}
