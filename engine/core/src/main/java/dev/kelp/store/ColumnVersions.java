package dev.kelp.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of one table's columns: each change ends the row of a column and puts another with the same id in its place. */
final class ColumnVersions {
    private final CatalogConnection connection;
    private final long snapshot;
    private final long table;

    /** What a live row says, but for its id. */
    private record Version(
            long order,
            String name,
            String type,
            @Nullable String initialDefault,
            @Nullable String defaultValue,
            boolean nullable,
            @Nullable String defaultType,
            @Nullable String dialect) {}

    ColumnVersions(CatalogConnection connection, long snapshot, long table) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.table = table;
    }

    void rename(long column, String name) {
        Version old = live(column);
        replace(column, old, old.order(), name, old.type());
    }

    /** @param type the catalogue's name of a wider type */
    void widen(long column, String type) {
        Version old = live(column);
        replace(column, old, old.order(), old.name(), type);
    }

    void move(long column, long order) {
        Version old = live(column);
        if (old.order() != order) {
            replace(column, old, order, old.name(), old.type());
        }
    }

    long order(long column) {
        return live(column).order();
    }

    String type(long column) {
        return live(column).type();
    }

    /** Ends a column with all that is inside it. */
    void end(long column) {
        List<Long> ended = new ArrayList<>(List.of(column));
        for (int i = 0; i < ended.size(); i++) {
            ended.addAll(connection.query(
                    "SELECT column_id FROM ducklake_column WHERE table_id = ? AND parent_column = ? AND end_snapshot IS NULL",
                    r -> r.number(1),
                    table,
                    ended.get(i)));
        }
        for (long id : ended) {
            endRow(id);
            connection.update(
                    "UPDATE ducklake_column_tag SET end_snapshot = ? WHERE table_id = ? AND column_id = ?"
                            + " AND end_snapshot IS NULL",
                    snapshot,
                    table,
                    id);
        }
    }

    private Version live(long column) {
        return connection
                .first(
                        "SELECT column_order, column_name, column_type, initial_default, default_value, nulls_allowed,"
                                + " default_value_type, default_value_dialect FROM ducklake_column"
                                + " WHERE table_id = ? AND column_id = ? AND parent_column IS NULL AND end_snapshot IS NULL",
                        r -> new Version(
                                r.number(1),
                                r.textOrEmpty(2),
                                r.textOrEmpty(3),
                                r.text(4),
                                r.text(5),
                                r.text(6) == null || r.flag(6),
                                r.text(7),
                                r.text(8)),
                        table,
                        column)
                .orElseThrow();
    }

    private void replace(long column, Version old, long order, String name, String type) {
        endRow(column);
        connection.update(
                "INSERT INTO ducklake_column(column_id, begin_snapshot, end_snapshot, table_id, column_order, column_name,"
                        + " column_type, initial_default, default_value, nulls_allowed, parent_column, default_value_type,"
                        + " default_value_dialect) VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)",
                column,
                snapshot,
                table,
                order,
                name,
                type,
                old.initialDefault(),
                old.defaultValue(),
                old.nullable(),
                old.defaultType(),
                old.dialect());
    }

    private void endRow(long column) {
        // A row of this very snapshot was never seen by anybody.
        connection.update(
                "DELETE FROM ducklake_column WHERE table_id = ? AND column_id = ? AND begin_snapshot = ? AND end_snapshot IS NULL",
                table,
                column,
                snapshot);
        connection.update(
                "UPDATE ducklake_column SET end_snapshot = ? WHERE table_id = ? AND column_id = ? AND end_snapshot IS NULL",
                snapshot,
                table,
                column);
    }
}
