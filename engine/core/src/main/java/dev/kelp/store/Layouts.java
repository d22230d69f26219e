package dev.kelp.store;

import dev.kelp.tables.Layout;
import dev.kelp.tables.Layout.PartitionKey;
import dev.kelp.tables.Layout.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The catalogue's rows of how files are to be written (DL 11). */
final class Layouts {
    private static final String VISIBLE = " ? >= i.begin_snapshot AND (i.end_snapshot IS NULL OR ? < i.end_snapshot)";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|\"(?:[^\"]|\"\")+\"");

    private final CatalogConnection connection;
    private final long snapshot;

    Layouts(CatalogConnection connection, long snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    /** Those of all tables that have one, by number of the table. */
    Map<Long, Layout> all() {
        Map<Long, Long> partitionings = new LinkedHashMap<>();
        Map<Long, List<PartitionKey>> keys = new HashMap<>();
        connection.query(
                "SELECT i.table_id, i.partition_id, c.column_id, c.transform FROM ducklake_partition_info i"
                        + " JOIN ducklake_partition_column c ON c.partition_id = i.partition_id WHERE" + VISIBLE
                        + " ORDER BY i.table_id, c.partition_key_index",
                r -> {
                    partitionings.put(r.number(1), r.number(2));
                    return keys.computeIfAbsent(r.number(1), id -> new ArrayList<>())
                            .add(new PartitionKey(r.number(3), r.textOrEmpty(4).toLowerCase(Locale.ROOT)));
                },
                snapshot,
                snapshot);
        Map<Long, List<SortKey>> sort = new HashMap<>();
        connection.query(
                "SELECT i.table_id, e.expression, e.sort_direction FROM ducklake_sort_info i"
                        + " JOIN ducklake_sort_expression e ON e.sort_id = i.sort_id WHERE" + VISIBLE
                        + " ORDER BY i.table_id, e.sort_key_index",
                r -> {
                    String expression = r.textOrEmpty(2);
                    List<SortKey> of = sort.computeIfAbsent(r.number(1), id -> new ArrayList<>());
                    // Other clients may sort by what is no column; then the order is theirs to keep.
                    return NAME.matcher(expression).matches()
                            && of.add(new SortKey(
                                    Names.unquoted(expression), r.textOrEmpty(3).equalsIgnoreCase("DESC")));
                },
                snapshot,
                snapshot);
        Map<Long, Layout> layouts = new HashMap<>();
        Set<Long> tables = new HashSet<>(keys.keySet());
        tables.addAll(sort.keySet());
        for (long table : tables) {
            layouts.put(
                    table,
                    new Layout(
                            partitionings.getOrDefault(table, -1L),
                            keys.getOrDefault(table, List.of()),
                            sort.getOrDefault(table, List.of())));
        }
        return layouts;
    }

    /**
     * Puts another partitioning in the place of the table's; files that are there keep theirs.
     *
     * @return whether anything is different now
     */
    boolean partition(long table, List<PartitionKey> keys, LongSupplier ids) {
        if (keys.equals(all().getOrDefault(table, Layout.NONE).partition())) {
            return false;
        }
        connection.update(
                "UPDATE ducklake_partition_info SET end_snapshot = ? WHERE table_id = ? AND end_snapshot IS NULL",
                snapshot,
                table);
        if (!keys.isEmpty()) {
            long id = ids.getAsLong();
            connection.update(
                    "INSERT INTO ducklake_partition_info(partition_id, table_id, begin_snapshot, end_snapshot)"
                            + " VALUES (?, ?, ?, NULL)",
                    id,
                    table,
                    snapshot);
            for (int i = 0; i < keys.size(); i++) {
                connection.update(
                        "INSERT INTO ducklake_partition_column(partition_id, table_id, partition_key_index, column_id,"
                                + " transform) VALUES (?, ?, ?, ?, ?)",
                        id,
                        table,
                        i,
                        keys.get(i).column(),
                        keys.get(i).transform());
            }
        }
        return true;
    }
}
