package dev.kelp.store;

import dev.kelp.tables.Extent;
import dev.kelp.tables.InlinedRows;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables inside a catalogue in which other clients keep rows of small inserts. Each has three columns of the system's (row id,
 * begin, end; their names differ between versions of the format) and then those the table had when it was made.
 */
final class InlinedTables {
    private static final int SYSTEM_COLUMNS = 3;

    private final CatalogConnection connection;
    private final long table;

    private record Inlined(String name, long schemaVersion, List<String> columns) {}

    InlinedTables(CatalogConnection connection, long table) {
        this.connection = connection;
        this.table = table;
    }

    /** The rows a snapshot sees, an extent for each table that has some. */
    List<Extent> extents(long snapshot) {
        List<Extent> extents = new ArrayList<>();
        for (Inlined inlined : tables()) {
            List<String> columns = inlined.columns();
            String values = String.join(", ", columns.subList(SYSTEM_COLUMNS, columns.size()));
            Map<Extent.Arrival, List<List<@Nullable String>>> arrivals = new LinkedHashMap<>();
            connection.query(
                    "SELECT " + columns.get(1) + ", s.snapshot_time" + (values.isEmpty() ? "" : ", " + values)
                            + " FROM "
                            + inlined.name() + " LEFT JOIN ducklake_snapshot s ON s.snapshot_id = " + columns.get(1)
                            + " WHERE ? >= " + columns.get(1) + " AND (" + columns.get(2) + " IS NULL OR ? < "
                            + columns.get(2) + ") ORDER BY " + columns.get(0),
                    row -> {
                        List<@Nullable String> cells = new ArrayList<>();
                        for (int i = 1; i <= columns.size() - SYSTEM_COLUMNS; i++) {
                            cells.add(row.text(i + 2));
                        }
                        return arrivals.computeIfAbsent(
                                        new Extent.Arrival(row.number(1), CatalogTime.ticks(row.textOrEmpty(2))),
                                        k -> new ArrayList<>())
                                .add(cells);
                    },
                    snapshot,
                    snapshot);
            arrivals.forEach((arrival, rows) -> {
                InlinedRows data = new InlinedRows(ids(inlined), rows);
                extents.add(new Extent(
                        -inlined.schemaVersion(), "", rows.size(), 0, Map.of(), "", List.of(), arrival, data));
            });
        }
        return extents;
    }

    /** Ends all rows that are there. */
    boolean end(long snapshot) {
        int ended = 0;
        for (Inlined inlined : tables()) {
            String end = inlined.columns().get(2);
            ended += connection.update(
                    "UPDATE " + inlined.name() + " SET " + end + " = ? WHERE " + end + " IS NULL", snapshot);
        }
        return ended > 0;
    }

    private List<Inlined> tables() {
        List<Inlined> found = new ArrayList<>();
        connection
                .query(
                        "SELECT table_name, schema_version FROM ducklake_inlined_data_tables WHERE table_id = ?",
                        r -> Map.entry(r.textOrEmpty(1), r.number(2)),
                        table)
                .forEach(entry -> {
                    if (connection.hasTable(entry.getKey())) {
                        String name = Names.quoted(entry.getKey());
                        List<String> columns = connection.columns(entry.getKey()).stream()
                                .map(Names::quoted)
                                .toList();
                        found.add(new Inlined(name, entry.getValue(), columns));
                    }
                });
        return found;
    }

    /** The ids of the columns that went by those names when the table was made. */
    private List<Long> ids(Inlined inlined) {
        Map<String, Long> byName = new HashMap<>();
        connection.query(
                "SELECT c.column_name, c.column_id FROM ducklake_column c JOIN ducklake_schema_versions v ON v.table_id = c.table_id"
                        + " WHERE c.table_id = ? AND v.schema_version = ? AND c.parent_column IS NULL"
                        + " AND v.begin_snapshot >= c.begin_snapshot"
                        + " AND (c.end_snapshot IS NULL OR v.begin_snapshot < c.end_snapshot)",
                r -> byName.put(Names.quoted(r.textOrEmpty(1)), r.number(2)),
                table,
                inlined.schemaVersion());
        List<Long> ids = new ArrayList<>();
        for (String column :
                inlined.columns().subList(SYSTEM_COLUMNS, inlined.columns().size())) {
            Long id = byName.get(column);
            if (id == null) {
                throw Problem.NOT_SUPPORTED.here(
                        "A column of rows inside the catalogue that the catalogue doesn't explain, " + column + ",");
            }
            ids.add(id);
        }
        return ids;
    }
}
