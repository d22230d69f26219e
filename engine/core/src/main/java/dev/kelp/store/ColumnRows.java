package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.types.KqlType;

/** The catalogue's rows of columns, and what is said of columns and tables. */
final class ColumnRows {
    private final CatalogConnection connection;
    private final long snapshot;

    ColumnRows(CatalogConnection connection, long snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    /** Ids are never used again, those of dropped columns neither. */
    long nextId(long table) {
        return connection
                .first("SELECT max(column_id) + 1 FROM ducklake_column WHERE table_id = ?", r -> r.number(1), table)
                .orElseThrow();
    }

    void insert(long table, long id, String name, KqlType type) {
        insert(table, id, name, StoredTypes.ducklake(type));
        if (StoredTypes.needsTag(type)) {
            tag(table, id, TableLoader.TYPE_TAG, type.kql());
        }
    }

    /** The hidden column beside another. */
    void insertRemainder(long table, ColumnDef column, Remainder remainder) {
        insert(table, remainder.id(), remainder.name(), column.type() == KqlType.DECIMAL ? "varchar" : "int8");
        tag(table, remainder.id(), TableLoader.REMAINDER_TAG, String.valueOf(column.id()));
    }

    private void insert(long table, long id, String name, String type) {
        connection.update(
                "INSERT INTO ducklake_column(column_id, begin_snapshot, end_snapshot, table_id, column_order, column_name,"
                        + " column_type, initial_default, default_value, nulls_allowed, parent_column, default_value_type,"
                        + " default_value_dialect) VALUES (?, ?, NULL, ?, ?, ?, ?, NULL, 'NULL', true, NULL, 'literal', 'duckdb')",
                id,
                snapshot,
                table,
                id,
                name,
                type);
    }

    void describeTable(long table, String folder, String docString) {
        tag(table, 0, TableLoader.FOLDER_TAG, folder);
        int closed = connection.update(
                "UPDATE ducklake_tag SET end_snapshot = ? WHERE object_id = ? AND key = ? AND end_snapshot IS NULL",
                snapshot,
                table,
                TableLoader.COMMENT_TAG);
        if (closed > 0 || !docString.isEmpty()) {
            connection.update(
                    "INSERT INTO ducklake_tag(object_id, begin_snapshot, end_snapshot, key, value) VALUES (?, ?, NULL, ?, ?)",
                    table,
                    snapshot,
                    TableLoader.COMMENT_TAG,
                    docString);
        }
    }

    /** @param text empty to say nothing any more */
    void describeColumn(long table, long column, String text) {
        int closed = connection.update(
                "UPDATE ducklake_column_tag SET end_snapshot = ? WHERE table_id = ? AND column_id = ? AND key = ?"
                        + " AND end_snapshot IS NULL",
                snapshot,
                table,
                column,
                TableLoader.COMMENT_TAG);
        if (closed > 0 || !text.isEmpty()) {
            connection.update(
                    "INSERT INTO ducklake_column_tag(table_id, column_id, begin_snapshot, end_snapshot, key, value)"
                            + " VALUES (?, ?, ?, NULL, ?, ?)",
                    table,
                    column,
                    snapshot,
                    TableLoader.COMMENT_TAG,
                    text.isEmpty() ? null : text);
        }
    }

    /** Column 0 stands for the table itself. */
    private void tag(long table, long column, String key, String value) {
        KelpTables.TAG.create(connection);
        connection.update(
                "INSERT INTO kelp_tag(table_id, column_id, key, value) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (table_id, column_id, key) DO UPDATE SET value = excluded.value",
                table,
                column,
                key,
                value);
    }
}
