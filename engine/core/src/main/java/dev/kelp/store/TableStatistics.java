package dev.kelp.store;

import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.WrittenExtent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a whole table: widened by every new file, never narrowed. The catalogue counts row ids in them, so they must
 * be there from the first file on, with a row for every column.
 */
final class TableStatistics {
    private final CatalogConnection connection;
    private final long table;
    private final boolean first;
    private final Map<Long, String> types = new HashMap<>();
    private final Map<Long, Merged> columns = new HashMap<>();
    private final Map<Long, Merged> written = new HashMap<>();
    private long rows;
    private long nextRowId;
    private long bytes;

    /** What the table's row for a column says; null is unknown. {@code empty} while no value has been seen. */
    private record Merged(
            boolean empty,
            @Nullable Boolean nulls,
            @Nullable Boolean nan,
            @Nullable String min,
            @Nullable String max) {}

    private record Totals(long rows, long nextRowId, long bytes) {}

    TableStatistics(CatalogConnection connection, long table) {
        this.connection = connection;
        this.table = table;
        connection.query(
                "SELECT column_id, column_type FROM ducklake_column WHERE table_id = ? AND end_snapshot IS NULL",
                r -> types.put(r.number(1), r.textOrEmpty(2)),
                table);
        Totals totals = connection
                .first(
                        "SELECT record_count, next_row_id, file_size_bytes FROM ducklake_table_stats WHERE table_id = ?",
                        r -> new Totals(r.number(1), r.number(2), r.number(3)),
                        table)
                .orElse(null);
        first = totals == null;
        if (totals != null) {
            rows = totals.rows();
            nextRowId = totals.nextRowId();
            bytes = totals.bytes();
            connection.query(
                    "SELECT column_id, contains_null, contains_nan, min_value, max_value FROM ducklake_table_column_stats"
                            + " WHERE table_id = ?",
                    r -> columns.put(
                            r.number(1),
                            new Merged(
                                    false,
                                    r.text(2) == null ? null : r.flag(2),
                                    r.text(3) == null ? null : r.flag(3),
                                    r.text(4),
                                    r.text(5))),
                    table);
            written.putAll(columns);
        } else {
            types.keySet().forEach(id -> columns.put(id, new Merged(true, false, null, null, null)));
        }
    }

    /** The id of the next row to come. */
    long nextRowId() {
        return nextRowId;
    }

    void add(WrittenExtent extent) {
        add(extent.rows(), extent.bytes(), extent.columns());
    }

    /** @param statistics of new rows, by column */
    void add(long newRows, long newBytes, Map<Long, ColumnStats> statistics) {
        rows += newRows;
        nextRowId += newRows;
        bytes += newBytes;
        columns.replaceAll((id, merged) -> {
            ColumnStats file = statistics.get(id);
            // A column that the rows lack reads as null.
            ColumnStats stats = file == null ? new ColumnStats(0, 0, newRows, null, null, null) : file;
            return merge(types.getOrDefault(id, ""), merged, stats);
        });
    }

    private static Merged merge(String type, Merged old, ColumnStats file) {
        Boolean nulls = old.nulls() == null ? null : Boolean.valueOf(old.nulls() || file.mayHoldNull());
        Boolean nan =
                old.empty() ? file.nan() : old.nan() == null || file.nan() == null ? null : old.nan() || file.nan();
        if (file.values() == 0) {
            return new Merged(old.empty(), nulls, old.empty() ? null : old.nan(), old.min(), old.max());
        }
        if (old.empty()) {
            return new Merged(false, nulls, nan, file.min(), file.max());
        }
        return new Merged(
                false, nulls, nan, outer(type, old.min(), file.min(), -1), outer(type, old.max(), file.max(), 1));
    }

    private static @Nullable String outer(String type, @Nullable String left, @Nullable String right, int side) {
        if (left == null || right == null) {
            return null;
        }
        try {
            return Integer.signum(compare(type.toLowerCase(Locale.ROOT), left, right)) == side ? left : right;
        } catch (NumberFormatException e) {
            return left.equals(right) ? left : null;
        }
    }

    private static int compare(String type, String left, String right) {
        if (type.startsWith("int") || type.startsWith("uint") || type.startsWith("decimal") || type.equals("boolean")) {
            return new BigDecimal(left).compareTo(new BigDecimal(right));
        }
        if (type.startsWith("float")) {
            return Double.compare(real(left), real(right));
        }
        // Dates, times and uuids of one layout are ordered as their texts are; those before Christ give an unknown
        // bound.
        if (left.endsWith("(BC)")
                || right.endsWith("(BC)")
                || left.contains("infinity")
                || right.contains("infinity")) {
            throw new NumberFormatException(left);
        }
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static double real(String text) {
        return Double.parseDouble(text.replace("inf", "Infinity"));
    }

    void write() {
        if (first) {
            connection.update(
                    "INSERT INTO ducklake_table_stats(table_id, record_count, next_row_id, file_size_bytes) VALUES (?, ?, ?, ?)",
                    table,
                    rows,
                    nextRowId,
                    bytes);
        } else {
            connection.update(
                    "UPDATE ducklake_table_stats SET record_count = ?, next_row_id = ?, file_size_bytes = ? WHERE table_id = ?",
                    rows,
                    nextRowId,
                    bytes,
                    table);
        }
        List<@Nullable Object[]> values = new ArrayList<>();
        columns.forEach((id, m) -> {
            if (!m.equals(written.get(id))) {
                values.add(new @Nullable Object[] {m.nulls(), m.nan(), m.min(), m.max(), table, id});
            }
        });
        connection.updateAll(
                first
                        ? "INSERT INTO ducklake_table_column_stats(contains_null, contains_nan, min_value, max_value, table_id,"
                                + " column_id) VALUES (?, ?, ?, ?, ?, ?)"
                        : "UPDATE ducklake_table_column_stats SET contains_null = ?, contains_nan = ?, min_value = ?,"
                                + " max_value = ? WHERE table_id = ? AND column_id = ?",
                values);
    }

    /** Rows and bytes are there once more, in a file that took the place of others. */
    static void giveBack(CatalogConnection connection, long table, long rows, long bytes) {
        connection.update(
                "UPDATE ducklake_table_stats SET record_count = record_count + ?, file_size_bytes = file_size_bytes + ?"
                        + " WHERE table_id = ?",
                rows,
                bytes,
                table);
    }

    /** Whole files are gone. */
    static void takeAway(CatalogConnection connection, long table, long rows, long bytes) {
        connection.update(
                "UPDATE ducklake_table_stats SET record_count = CASE WHEN record_count > ? THEN record_count - ? ELSE 0 END,"
                        + " file_size_bytes = CASE WHEN file_size_bytes > ? THEN file_size_bytes - ? ELSE 0 END"
                        + " WHERE table_id = ?",
                rows,
                rows,
                bytes,
                bytes,
                table);
    }

    /** The row for a column that a table with rows gets: those rows are null in it. */
    static void addColumn(CatalogConnection connection, long table, long column) {
        connection.update(
                "INSERT INTO ducklake_table_column_stats(table_id, column_id, contains_null)"
                        + " SELECT table_id, ?, true FROM ducklake_table_stats WHERE table_id = ?",
                column,
                table);
    }

    static void insertFileStatistics(CatalogConnection connection, long file, long table, WrittenExtent extent) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        extent.columns()
                .forEach((id, s) -> rows.add(new @Nullable Object[] {
                    file,
                    table,
                    id,
                    s.bytes(),
                    unknownIfNegative(s.values()),
                    unknownIfNegative(s.nulls()),
                    s.min(),
                    s.max(),
                    s.nan()
                }));
        connection.updateAll(
                "INSERT INTO ducklake_file_column_stats(data_file_id, table_id, column_id, column_size_bytes, value_count,"
                        + " null_count, min_value, max_value, contains_nan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    private static @Nullable Long unknownIfNegative(long count) {
        return count < 0 ? null : count;
    }
}
