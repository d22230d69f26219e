package dev.kelp.store;

import dev.kelp.tables.WrittenExtent;
import java.util.List;

/** The catalogue's rows of data files. */
final class ExtentRows {
    private final CatalogConnection connection;
    private final long snapshot;

    private record Totals(long files, long rows, long bytes) {}

    ExtentRows(CatalogConnection connection, long snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    void insert(long id, StoredTables.Table table, WrittenExtent extent, long firstRowId) {
        long tableId = table.definition().id();
        WrittenExtent.Partition partition = extent.partition();
        boolean inside = extent.path().startsWith(table.location());
        connection.update(
                "INSERT INTO ducklake_data_file(data_file_id, table_id, begin_snapshot, end_snapshot, file_order, path,"
                        + " path_is_relative, file_format, record_count, file_size_bytes, footer_size, row_id_start, partition_id)"
                        + " VALUES (?, ?, ?, NULL, NULL, ?, ?, 'parquet', ?, ?, ?, ?, ?)",
                id,
                tableId,
                snapshot,
                inside ? extent.path().substring(table.location().length()) : extent.path(),
                inside,
                extent.rows(),
                extent.bytes(),
                extent.footerBytes(),
                firstRowId,
                partition == null ? null : partition.id());
        for (int i = 0; partition != null && i < partition.values().size(); i++) {
            connection.update(
                    "INSERT INTO ducklake_file_partition_value(data_file_id, table_id, partition_key_index, partition_value)"
                            + " VALUES (?, ?, ?, ?)",
                    id,
                    tableId,
                    i,
                    partition.values().get(i));
        }
        TableStatistics.insertFileStatistics(connection, id, tableId, extent);
    }

    /**
     * Ends all files of a table; answers whether there were any.
     *
     * @param base the last commit whose files are meant
     */
    boolean endAll(long table, long base) {
        Totals ended = connection
                .first(
                        "SELECT count(*), coalesce(sum(record_count), 0), coalesce(sum(file_size_bytes), 0)"
                                + " FROM ducklake_data_file WHERE table_id = ? AND end_snapshot IS NULL"
                                + " AND begin_snapshot <= ?",
                        r -> new Totals(r.number(1), r.number(2), r.number(3)),
                        table,
                        base)
                .orElseThrow();
        if (ended.files() == 0) {
            return false;
        }
        for (String rows : List.of("data_file", "delete_file")) {
            connection.update(
                    "UPDATE ducklake_" + rows + " SET end_snapshot = ? WHERE table_id = ? AND end_snapshot IS NULL"
                            + " AND begin_snapshot <= ?",
                    snapshot,
                    table,
                    base);
        }
        connection.update(
                "UPDATE ducklake_table_stats SET"
                        + " record_count = CASE WHEN record_count > ? THEN record_count - ? ELSE 0 END,"
                        + " file_size_bytes = CASE WHEN file_size_bytes > ? THEN file_size_bytes - ? ELSE 0 END"
                        + " WHERE table_id = ?",
                ended.rows(),
                ended.rows(),
                ended.bytes(),
                ended.bytes(),
                table);
        return true;
    }
}
