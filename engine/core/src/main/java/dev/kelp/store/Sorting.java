package dev.kelp.store;

import dev.kelp.tables.Layout.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** By which columns the rows of new files are sorted (DL 11): a promise of writers, which no reader relies on. */
final class Sorting {
    private final CatalogConnection connection;
    private final long snapshot;

    /** @param expression a column's name, quoted where others wrote it so */
    private record Row(String expression, String direction, String nulls) {}

    Sorting(CatalogConnection connection, long snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    /**
     * Puts another order in the place of the table's.
     *
     * @param columns none for no order
     * @return whether anything is different now
     */
    boolean set(long table, List<SortKey> columns, LongSupplier ids) {
        List<Row> rows = columns.stream()
                .map(key -> new Row(
                        Names.quoted(key.column()),
                        key.descending() ? "DESC" : "ASC",
                        key.descending() ? "NULLS_LAST" : "NULLS_FIRST"))
                .toList();
        return replace(table, rows, ids);
    }

    /** Follows columns to their new names. */
    void rename(long table, Map<String, String> names, LongSupplier ids) {
        List<Row> rows = new ArrayList<>();
        for (Row row : live(table)) {
            String name = names.get(Names.unquoted(row.expression()));
            rows.add(name == null ? row : new Row(Names.quoted(name), row.direction(), row.nulls()));
        }
        if (!rows.isEmpty()) {
            replace(table, rows, ids);
        }
    }

    private List<Row> live(long table) {
        return connection.query(
                "SELECT e.expression, e.sort_direction, e.null_order FROM ducklake_sort_expression e"
                        + " JOIN ducklake_sort_info i ON i.sort_id = e.sort_id WHERE i.table_id = ? AND i.end_snapshot IS NULL"
                        + " ORDER BY e.sort_key_index",
                r -> new Row(r.textOrEmpty(1), r.textOrEmpty(2), r.textOrEmpty(3)),
                table);
    }

    private boolean replace(long table, List<Row> rows, LongSupplier ids) {
        if (rows.equals(live(table))) {
            return false;
        }
        connection.update(
                "UPDATE ducklake_sort_info SET end_snapshot = ? WHERE table_id = ? AND end_snapshot IS NULL",
                snapshot,
                table);
        if (rows.isEmpty()) {
            return true;
        }
        long id = ids.getAsLong();
        connection.update(
                "INSERT INTO ducklake_sort_info(sort_id, table_id, begin_snapshot, end_snapshot) VALUES (?, ?, ?, NULL)",
                id,
                table,
                snapshot);
        for (int i = 0; i < rows.size(); i++) {
            connection.update(
                    "INSERT INTO ducklake_sort_expression(sort_id, table_id, sort_key_index, expression, dialect,"
                            + " sort_direction, null_order) VALUES (?, ?, ?, ?, 'duckdb', ?, ?)",
                    id,
                    table,
                    i,
                    rows.get(i).expression(),
                    rows.get(i).direction(),
                    rows.get(i).nulls());
        }
        return true;
    }
}
