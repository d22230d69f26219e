package dev.kelp.store;

import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Changes of whole tables and databases (DL 10): their names, their end, and taking an end back. */
final class TableChanges {
    /** What ends with a table, beside the rows that carry its id under another name. */
    private static final List<String> PARTS =
            List.of("table", "column", "column_tag", "partition_info", "sort_info", "data_file", "delete_file");

    private final CatalogConnection connection;
    private final long snapshot;

    private record Version(String uuid, long schema, String path, boolean relative) {}

    TableChanges(CatalogConnection connection, long snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    void end(long table) {
        for (String rows : PARTS) {
            connection.update(
                    "UPDATE ducklake_" + rows + " SET end_snapshot = ? WHERE table_id = ? AND end_snapshot IS NULL",
                    snapshot,
                    table);
        }
        connection.update(
                "UPDATE ducklake_tag SET end_snapshot = ? WHERE object_id = ? AND end_snapshot IS NULL",
                snapshot,
                table);
        connection.update("DELETE FROM ducklake_metadata WHERE scope = 'table' AND scope_id = ?", table);
    }

    /** Gives tables of one database new names, all at once, so that they may change places. */
    void rename(List<StoredTables.Table> all, Map<Long, String> names) {
        Set<String> taken = new HashSet<>();
        for (StoredTables.Table table : all) {
            String name = names.getOrDefault(
                    table.definition().id(), table.definition().name());
            if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                throw Problem.ALREADY_THERE
                        .here("table", name)
                        .hint("In stored tables the case of letters does not tell names apart.");
            }
        }
        names.forEach((id, name) -> {
            Version old = connection
                    .first(
                            "SELECT table_uuid, schema_id, path, path_is_relative FROM ducklake_table WHERE table_id = ?"
                                    + " AND end_snapshot IS NULL",
                            r -> new Version(r.textOrEmpty(1), r.number(2), r.textOrEmpty(3), r.flag(4)),
                            id)
                    .orElseThrow();
            // The folder stays the same, and with it all files.
            connection.update(
                    "DELETE FROM ducklake_table WHERE table_id = ? AND begin_snapshot = ? AND end_snapshot IS NULL",
                    id,
                    snapshot);
            connection.update(
                    "UPDATE ducklake_table SET end_snapshot = ? WHERE table_id = ? AND end_snapshot IS NULL",
                    snapshot,
                    id);
            connection.update(
                    "INSERT INTO ducklake_table(table_id, table_uuid, begin_snapshot, end_snapshot, schema_id, table_name,"
                            + " path, path_is_relative) VALUES (?, ?, ?, NULL, ?, ?, ?, ?)",
                    id,
                    old.uuid(),
                    snapshot,
                    old.schema(),
                    name,
                    old.path(),
                    old.relative());
        });
    }

    /**
     * Takes the end of a table back: its rows of the catalogue that ended with it go on from here. Between the two commits the table
     * isn't there, whatever its files say.
     *
     * @param table as it was before
     */
    void restore(TableDef table, String name, long ended) {
        long id = table.id();
        for (String rows : List.of("table", "column", "column_tag", "partition_info", "sort_info")) {
            copy(rows, id, ended);
        }
        connection.update(
                "UPDATE ducklake_table SET table_name = ? WHERE table_id = ? AND begin_snapshot = ?",
                name,
                id,
                snapshot);
        copyTags(id, ended);
        for (String rows : List.of("data_file", "delete_file")) {
            connection.update(
                    "UPDATE ducklake_" + rows + " SET end_snapshot = NULL WHERE table_id = ? AND end_snapshot = ?",
                    id,
                    ended);
        }
        connection.update(
                "INSERT INTO ducklake_metadata(key, value, scope, scope_id) VALUES ('data_inlining_row_limit', '0', 'table', ?)",
                id);
    }

    private void copy(String rows, long table, long ended) {
        List<String> columns = connection.columns("ducklake_" + rows);
        copy("ducklake_" + rows, columns, "table_id", table, ended);
    }

    private void copyTags(long table, long ended) {
        copy("ducklake_tag", connection.columns("ducklake_tag"), "object_id", table, ended);
    }

    private void copy(String rows, List<String> columns, String key, long table, long ended) {
        String names = String.join(", ", columns);
        String values = String.join(
                ", ",
                columns.stream()
                        .map(c -> c.equals("begin_snapshot")
                                ? String.valueOf(snapshot)
                                : c.equals("end_snapshot") ? "NULL" : c)
                        .toList());
        connection.update(
                "INSERT INTO " + rows + "(" + names + ") SELECT " + values + " FROM " + rows + " WHERE " + key
                        + " = ? AND end_snapshot = ?",
                table,
                ended);
    }

    void endDatabase(long schema) {
        connection.update(
                "UPDATE ducklake_schema SET end_snapshot = ? WHERE schema_id = ? AND end_snapshot IS NULL",
                snapshot,
                schema);
    }
}
