package dev.kelp.store;

import dev.kelp.store.CatalogConnection.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Forgets snapshots, and with them what none of those left can see: rows of the catalogue go, files are scheduled for deletion
 * (DL 16). Lives inside one transaction; makes no snapshot.
 */
final class SnapshotExpiry {
    /** No snapshot left sees the row. */
    private static final String UNSEEN = "end_snapshot IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ducklake_snapshot s"
            + " WHERE s.snapshot_id >= o.begin_snapshot AND s.snapshot_id < o.end_snapshot)";

    private static final List<String> OF_FILES =
            List.of("ducklake_file_column_stats", "ducklake_file_variant_stats", "ducklake_file_partition_value");

    /** Rows of a dropped table that are of no use without it. */
    private static final List<String> OF_TABLES = List.of(
            "ducklake_table_stats",
            "ducklake_table_column_stats",
            "ducklake_column",
            "ducklake_column_tag",
            "ducklake_partition_info",
            "ducklake_partition_column",
            "ducklake_sort_info",
            "ducklake_sort_expression",
            "ducklake_schema_versions",
            "ducklake_column_mapping");

    private final CatalogConnection connection;
    private final ScheduledFiles scheduled;
    private final TablePaths paths;

    private record File(long id, long table, String path) {}

    SnapshotExpiry(CatalogConnection connection, String dataPath) {
        this.connection = connection;
        this.scheduled = new ScheduledFiles(connection, dataPath);
        this.paths = new TablePaths(connection, dataPath);
    }

    /** The snapshots made before a point in time, in ticks; never the newest. */
    List<Long> madeBefore(long ticks) {
        record Made(long id, long ticks) {}
        List<Made> all = connection.query(
                "SELECT snapshot_id, snapshot_time FROM ducklake_snapshot ORDER BY snapshot_id",
                r -> new Made(r.number(1), CatalogTime.ticks(r.textOrEmpty(2))));
        return all.subList(0, Math.max(0, all.size() - 1)).stream()
                .filter(m -> m.ticks() < ticks)
                .map(Made::id)
                .toList();
    }

    /** Forgets these snapshots; answers how many there were. */
    int expire(Collection<Long> snapshots) {
        long newest = Store.head(connection).snapshot();
        List<Long> old = snapshots.stream().filter(s -> s != newest).toList();
        if (old.isEmpty()) {
            return 0;
        }
        keepTimes(old);
        int expired = 0;
        for (String ids : lists(old)) {
            expired += connection.update("DELETE FROM ducklake_snapshot WHERE snapshot_id IN " + ids);
            connection.update("DELETE FROM ducklake_snapshot_changes WHERE snapshot_id IN " + ids);
        }
        forgetUnseen();
        return expired;
    }

    /** When the rows of files that Kelp did not make came in is known by the snapshot alone, which is about to go. */
    private void keepTimes(List<Long> old) {
        KelpTables.EXTENT.create(connection);
        for (String ids : lists(old)) {
            record Arrived(long file, long table, long ticks) {}
            List<Arrived> files = connection.query(
                    "SELECT f.data_file_id, f.table_id, s.snapshot_time FROM ducklake_data_file f JOIN ducklake_snapshot s"
                            + " ON s.snapshot_id = f.begin_snapshot WHERE f.begin_snapshot IN " + ids
                            + " AND f.end_snapshot IS NULL AND NOT EXISTS"
                            + " (SELECT 1 FROM kelp_extent e WHERE e.data_file_id = f.data_file_id)",
                    r -> new Arrived(r.number(1), r.number(2), CatalogTime.ticks(r.textOrEmpty(3))));
            List<@Nullable Object[]> rows = new ArrayList<>();
            files.forEach(f -> rows.add(new @Nullable Object[] {f.file(), f.table(), f.ticks(), f.ticks()}));
            connection.updateAll(
                    "INSERT INTO kelp_extent(data_file_id, table_id, created_ticks, ingested_ticks) VALUES (?, ?, ?, ?)",
                    rows);
        }
    }

    private void forgetUnseen() {
        forget(connection.query(
                "SELECT data_file_id, table_id, path, path_is_relative FROM ducklake_data_file o WHERE " + UNSEEN,
                this::file));
        forgetDeletions(connection.query(
                "SELECT delete_file_id, table_id, path, path_is_relative FROM ducklake_delete_file o WHERE " + UNSEEN,
                this::file));
        List<Long> tables =
                connection.query("SELECT DISTINCT table_id FROM ducklake_table o WHERE " + UNSEEN, r -> r.number(1));
        for (String versions : List.of("table", "schema", "view", "tag")) {
            connection.update("DELETE FROM ducklake_" + versions + " AS o WHERE " + UNSEEN);
        }
        tables.stream()
                .filter(t -> connection
                        .first("SELECT 1 FROM ducklake_table WHERE table_id = ?", r -> 1, t)
                        .isEmpty())
                .forEach(this::forgetTable);
    }

    private File file(Row row) {
        return new File(row.number(1), row.number(2), paths.path(row.number(2), row.textOrEmpty(3), row.flag(4)));
    }

    /** Takes data files out of the catalogue, with all that is said of them. */
    void forget(List<File> files) {
        List<Long> ids = files.stream().map(File::id).toList();
        for (String list : lists(ids)) {
            forgetDeletions(connection.query(
                    "SELECT delete_file_id, table_id, path, path_is_relative FROM ducklake_delete_file"
                            + " WHERE data_file_id IN " + list,
                    this::file));
            for (String rows : OF_FILES) {
                connection.update("DELETE FROM " + rows + " WHERE data_file_id IN " + list);
            }
            if (KelpTables.EXTENT.isThere(connection)) {
                connection.update("DELETE FROM kelp_extent WHERE data_file_id IN " + list);
            }
            connection.update("DELETE FROM ducklake_data_file WHERE data_file_id IN " + list);
        }
        files.forEach(f -> scheduled.add(f.id(), f.path()));
        files.stream().map(File::table).distinct().forEach(this::forgetInlinedDeletions);
    }

    /** Takes data files out of the catalogue by their numbers. */
    void forgetFiles(Collection<Long> ids) {
        for (String list : lists(List.copyOf(ids))) {
            forget(connection.query(
                    "SELECT data_file_id, table_id, path, path_is_relative FROM ducklake_data_file WHERE data_file_id IN "
                            + list,
                    this::file));
        }
    }

    private void forgetDeletions(List<File> files) {
        for (String list : lists(files.stream().map(File::id).toList())) {
            connection.update("DELETE FROM ducklake_delete_file WHERE delete_file_id IN " + list);
        }
        files.forEach(f -> scheduled.add(f.id(), f.path()));
    }

    private void forgetInlinedDeletions(long table) {
        String name = "ducklake_inlined_delete_" + table;
        if (connection.hasTable(name)) {
            connection.update("DELETE FROM " + name + " WHERE file_id NOT IN"
                    + " (SELECT data_file_id FROM ducklake_data_file WHERE table_id = " + table + ")");
        }
    }

    private void forgetTable(long table) {
        for (String name : connection.query(
                "SELECT table_name FROM ducklake_inlined_data_tables WHERE table_id = ?",
                r -> r.textOrEmpty(1),
                table)) {
            connection.update("DROP TABLE IF EXISTS " + Names.quoted(name));
        }
        connection.update("DELETE FROM ducklake_inlined_data_tables WHERE table_id = ?", table);
        connection.update("DROP TABLE IF EXISTS ducklake_inlined_delete_" + table);
        connection.update(
                "DELETE FROM ducklake_name_mapping WHERE mapping_id IN"
                        + " (SELECT mapping_id FROM ducklake_column_mapping WHERE table_id = ?)",
                table);
        for (String rows : OF_TABLES) {
            connection.update("DELETE FROM " + rows + " WHERE table_id = ?", table);
        }
        if (KelpTables.TAG.isThere(connection)) {
            connection.update("DELETE FROM kelp_tag WHERE table_id = ?", table);
        }
        for (KelpTables records : List.of(KelpTables.MAPPING, KelpTables.POLICY)) {
            if (records.isThere(connection)) {
                connection.update("DELETE FROM " + records.table() + " WHERE object_id = ?", table);
            }
        }
    }

    /** Numbers as lists for IN, each short enough for every database. */
    private static List<String> lists(List<Long> ids) {
        List<String> lists = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += 1_000) {
            lists.add(ids.subList(from, Math.min(ids.size(), from + 1_000)).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        return lists;
    }
}
