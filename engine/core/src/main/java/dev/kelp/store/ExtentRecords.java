package dev.kelp.store;

import dev.kelp.tables.Extent;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.OriginColumn;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rows of {@code kelp_extent}: tags and times of data files. A file without a row is another client's: it has no tags. */
final class ExtentRecords {
    private static final KelpTables TABLE = KelpTables.EXTENT;

    private final CatalogConnection connection;

    /**
     * @param created when the rows count as made, in ticks
     * @param ingested when they were committed, in ticks, or {@link Extent.Arrival#FORGOTTEN}
     */
    record Known(long created, long ingested, List<String> tags) {}

    ExtentRecords(CatalogConnection connection) {
        this.connection = connection;
    }

    /** @param time when the commit is made, in ticks */
    void insert(long file, long table, IngestionProperties properties, long time) {
        TABLE.create(connection);
        Long created = properties.created();
        connection.update(
                "INSERT INTO kelp_extent(data_file_id, table_id, created_ticks, ingested_ticks, tags) VALUES (?, ?, ?, ?, ?)",
                file,
                table,
                created == null ? time : created,
                Policies.remembersTime(connection, table) ? time : null,
                properties.tags().isEmpty() ? null : OriginColumn.json(properties.tags()));
    }

    /** @param ingested in ticks, or {@link Extent.Arrival#FORGOTTEN} */
    void insert(long file, long table, long created, long ingested, List<String> tags) {
        TABLE.create(connection);
        connection.update(
                "INSERT INTO kelp_extent(data_file_id, table_id, created_ticks, ingested_ticks, tags) VALUES (?, ?, ?, ?, ?)",
                file,
                table,
                created,
                ingested == Extent.Arrival.FORGOTTEN ? null : ingested,
                tags.isEmpty() ? null : OriginColumn.json(tags));
    }

    /**
     * Writes other tags on data files.
     *
     * @param planned the files with the tags that they must have still: others' changes of them are of no snapshot
     */
    void tag(StoredTables.Table table, long snapshot, List<ExtentDetails> planned, Map<Long, List<String>> tags) {
        TABLE.create(connection);
        Map<Long, List<String>> before = new HashMap<>();
        planned.forEach(e -> before.put(e.id(), e.tags()));
        for (ExtentDetails extent : details(table, snapshot)) {
            List<String> now = tags.get(extent.id());
            if (now != null) {
                if (!extent.tags().equals(before.get(extent.id()))) {
                    throw ExtentChanges.changed(table.definition());
                }
                connection.update("DELETE FROM kelp_extent WHERE data_file_id = ?", extent.id());
                insert(extent.id(), table.definition().id(), extent.created(), extent.ingested(), now);
            }
        }
    }

    /** What is known of a table's data files, by number of the file. */
    Map<Long, Known> all(long table) {
        Map<Long, Known> found = new HashMap<>();
        if (TABLE.isThere(connection)) {
            connection.query(
                    "SELECT data_file_id, created_ticks, ingested_ticks, tags FROM kelp_extent WHERE table_id = ?",
                    row -> found.put(
                            row.number(1),
                            new Known(
                                    row.number(2),
                                    row.text(3) == null ? Extent.Arrival.FORGOTTEN : row.number(3),
                                    tags(row.textOrEmpty(4)))),
                    table);
        }
        return found;
    }

    /** How many rows a snapshot sees deleted, by number of the data file. */
    Map<Long, Long> deletedRows(long table, long snapshot) {
        Map<Long, Long> deleted = new HashMap<>();
        connection.query(
                "SELECT data_file_id, delete_count FROM ducklake_delete_file WHERE table_id = ? AND ? >= begin_snapshot"
                        + " AND (end_snapshot IS NULL OR ? < end_snapshot)",
                r -> deleted.put(r.number(1), r.number(2)),
                table,
                snapshot,
                snapshot);
        String inlined = "ducklake_inlined_delete_" + table;
        if (connection.hasTable(inlined)) {
            connection.query(
                    "SELECT d.file_id, count(*) FROM " + inlined
                            + " d JOIN ducklake_data_file f ON f.data_file_id = d.file_id"
                            + " WHERE d.begin_snapshot <= ? AND ? >= f.begin_snapshot"
                            + " AND (f.end_snapshot IS NULL OR ? < f.end_snapshot) GROUP BY d.file_id",
                    r -> deleted.merge(r.number(1), r.number(2), Long::sum),
                    snapshot,
                    snapshot,
                    snapshot);
        }
        return deleted;
    }

    /** All that is known of the data files that a snapshot sees. */
    List<ExtentDetails> details(StoredTables.Table table, long snapshot) {
        long id = table.definition().id();
        Map<Long, Known> known = all(id);
        Map<Long, Long> deleted = deletedRows(id, snapshot);
        Map<Long, List<String>> partitions = partitions(id);
        return connection.query(
                "SELECT f.data_file_id, f.record_count, f.file_size_bytes, f.row_id_start, f.begin_snapshot, s.snapshot_time,"
                        + " f.partition_id"
                        + " FROM ducklake_data_file f LEFT JOIN ducklake_snapshot s ON s.snapshot_id = f.begin_snapshot"
                        + " WHERE f.table_id = ? AND ? >= f.begin_snapshot AND (f.end_snapshot IS NULL OR ? < f.end_snapshot)"
                        + " ORDER BY f.data_file_id",
                r -> {
                    Known more = known.get(r.number(1));
                    long committed = CatalogTime.ticks(r.textOrEmpty(6));
                    return new ExtentDetails(
                            r.number(1),
                            r.number(2),
                            deleted.getOrDefault(r.number(1), 0L),
                            r.number(3),
                            r.number(4),
                            r.number(5),
                            more == null ? committed : more.created(),
                            more == null ? committed : more.ingested(),
                            more == null ? List.of() : more.tags(),
                            r.numberOrNull(7) == null
                                    ? ""
                                    : r.number(7) + ":" + partitions.getOrDefault(r.number(1), List.of()));
                },
                id,
                snapshot,
                snapshot);
    }

    /** The partition values of data files that have some, each with its place among the keys. */
    private Map<Long, List<String>> partitions(long table) {
        Map<Long, List<String>> found = new HashMap<>();
        connection.query(
                "SELECT data_file_id, partition_key_index, partition_value FROM ducklake_file_partition_value"
                        + " WHERE table_id = ? ORDER BY data_file_id, partition_key_index",
                r -> found.computeIfAbsent(r.number(1), file -> new ArrayList<>())
                        .add(r.number(2) + (r.text(3) == null ? "" : "=" + r.textOrEmpty(3))),
                table);
        return found;
    }

    /** Those of the values that tags {@code ingest-by:} of the table's live extents hold. */
    Set<String> ingestedBy(long table, Set<String> values) {
        Set<String> found = new TreeSet<>();
        if (values.isEmpty() || !TABLE.isThere(connection)) {
            return found;
        }
        for (String tags : connection.query(
                "SELECT e.tags FROM kelp_extent e JOIN ducklake_data_file f ON f.data_file_id = e.data_file_id"
                        + " WHERE e.table_id = ? AND e.tags IS NOT NULL AND f.end_snapshot IS NULL",
                row -> row.textOrEmpty(1),
                table)) {
            for (String tag : tags(tags)) {
                if (tag.startsWith(IngestionProperties.INGEST_BY)) {
                    String value = tag.substring(IngestionProperties.INGEST_BY.length());
                    if (values.contains(value)) {
                        found.add(value);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tags(String json) {
        List<String> tags = new ArrayList<>();
        if (!json.isEmpty() && Json.parse(json) instanceof Json.Array array) {
            array.items().forEach(item -> tags.add(item instanceof Json.Text text ? text.value() : item.write()));
        }
        return tags;
    }
}
