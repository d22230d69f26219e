package dev.kelp.store;

import dev.kelp.store.InlinedTables.Inlined;
import dev.kelp.tables.FlushedRows;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue's rows of a flush: rows inside it give way to a file that is visible from the first of their commits on. */
final class FlushRows {
    private final CatalogConnection connection;
    private final StoredTables.Table table;
    private final long tableId;

    FlushRows(CatalogConnection connection, StoredTables.Table table) {
        this.connection = connection;
        this.table = table;
        this.tableId = table.definition().id();
    }

    /**
     * @param fileId the number of the file, whose deletions have the next one
     * @throws dev.kelp.text.KqlException where the rows are not there as they were
     */
    void write(FlushedRows flushed, long fileId) {
        InlinedTables tables = new InlinedTables(connection, tableId);
        Inlined inlined = tables.all().stream()
                .filter(t -> t.name().equals(flushed.source()))
                .filter(t -> tables.firstBegin(t).equals(Optional.of(flushed.firstBegin())))
                .findFirst()
                .orElseThrow(() -> Problem.CONFLICT.here(
                        "Others moved the rows of table '" + table.definition().name() + "'."));
        int gone = connection.update(
                "DELETE FROM " + inlined.quoted() + " WHERE " + inlined.begin() + " <= ?", flushed.lastBegin());
        if (gone != flushed.file().rows()) {
            throw Problem.CONFLICT.here(
                    "Others changed the rows of table '" + table.definition().name() + "' inside the catalogue.");
        }
        dropIfDone(tables, inlined);
        insertFile(flushed, fileId);
        WrittenExtent deletions = flushed.deletions();
        if (deletions != null) {
            insertDeletions(flushed, deletions, fileId);
        }
        connection.update(
                "UPDATE ducklake_table_stats SET file_size_bytes = file_size_bytes + ? WHERE table_id = ?",
                flushed.file().bytes(),
                tableId);
    }

    /** One whose columns are no longer the table's takes no more rows. */
    private void dropIfDone(InlinedTables tables, Inlined inlined) {
        boolean superseded = tables.all().stream().anyMatch(t -> t.schemaVersion() > inlined.schemaVersion());
        if (superseded && tables.firstBegin(inlined).isEmpty()) {
            tables.drop(inlined);
        }
    }

    private void insertFile(FlushedRows flushed, long fileId) {
        WrittenExtent file = flushed.file();
        connection.update(
                "INSERT INTO ducklake_data_file(data_file_id, table_id, begin_snapshot, end_snapshot, file_order, path,"
                        + " path_is_relative, file_format, record_count, file_size_bytes, footer_size, row_id_start,"
                        + " partial_max) VALUES (?, ?, ?, NULL, NULL, ?, ?, 'parquet', ?, ?, ?, ?, ?)",
                fileId,
                tableId,
                flushed.firstBegin(),
                path(file),
                isInside(file),
                file.rows(),
                file.bytes(),
                file.footerBytes(),
                flushed.firstRowId(),
                mixed(flushed.firstBegin(), flushed.lastBegin()));
        TableStatistics.insertFileStatistics(connection, fileId, tableId, file);
        // Rows without a time of their own are as old as their commit all the same.
        long time = flushed.lastTicks() > 0
                ? flushed.lastTicks()
                : new InlinedReader.Times(connection).of(flushed.lastBegin());
        new ExtentRecords(connection)
                .insert(
                        fileId,
                        tableId,
                        IngestionProperties.NONE,
                        time > 0 ? time : CatalogTime.ticks(CatalogTime.now()));
    }

    private void insertDeletions(FlushedRows flushed, WrittenExtent file, long fileId) {
        connection.update(
                "INSERT INTO ducklake_delete_file(delete_file_id, table_id, begin_snapshot, end_snapshot, data_file_id, path,"
                        + " path_is_relative, format, delete_count, file_size_bytes, footer_size, partial_max)"
                        + " VALUES (?, ?, ?, NULL, ?, ?, ?, 'parquet', ?, ?, ?, ?)",
                fileId + 1,
                tableId,
                flushed.firstEnd(),
                fileId,
                path(file),
                isInside(file),
                file.rows(),
                file.bytes(),
                file.footerBytes(),
                mixed(flushed.firstEnd(), flushed.lastEnd()));
    }

    /** A file of one commit is an ordinary one. */
    private static @Nullable Long mixed(long first, long last) {
        return first == last ? null : last;
    }

    private boolean isInside(WrittenExtent file) {
        return file.path().startsWith(table.location());
    }

    private String path(WrittenExtent file) {
        return isInside(file) ? file.path().substring(table.location().length()) : file.path();
    }
}
