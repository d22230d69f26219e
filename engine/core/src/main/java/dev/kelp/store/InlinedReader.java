package dev.kelp.store;

import dev.kelp.store.InlinedTables.Inlined;
import dev.kelp.tables.Extent;
import dev.kelp.tables.InlinedCells;
import dev.kelp.tables.StreamedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Reads rows out of one of the tables inside a catalogue that hold some. */
final class InlinedReader {
    private final CatalogConnection connection;
    private final Inlined inlined;
    private final boolean remembersTime;

    /** @param table the number of the rows' table, whose policy says whether it remembers when they came in */
    InlinedReader(CatalogConnection connection, Inlined inlined, long table) {
        this.connection = connection;
        this.inlined = inlined;
        this.remembersTime = Policies.remembersTime(connection, table);
    }

    /** As {@link #rows} without those of some commits. */
    InlinedCells rowsBut(NavigableSet<Long> known, long after, long until) {
        List<InlinedCells> parts = new ArrayList<>();
        long from = after;
        for (long begin : known.subSet(after, false, until, true)) {
            if (begin > from + 1) {
                parts.add(rows(from, begin - 1));
            }
            from = begin;
        }
        if (from < until || parts.isEmpty()) {
            parts.add(rows(from, until));
        }
        return parts.size() == 1 ? parts.get(0) : StreamedRows.joined(parts);
    }

    /** The rows that came in after one commit and until another, in the order of their ids. */
    InlinedCells rows(long after, long until) {
        LongList rowIds = new LongList();
        LongList begins = new LongList();
        LongList ends = new LongList();
        LongList ticks = new LongList();
        List<List<@Nullable Object>> cells = new ArrayList<>();
        inlined.columns().forEach(c -> cells.add(new ArrayList<>()));
        Times times = new Times(connection);
        CatalogDialect dialect = connection.dialect();
        StringBuilder columns = new StringBuilder();
        inlined.columns().forEach(c -> columns.append(", ").append(Names.quoted(c.name())));
        connection.forEach(
                "SELECT " + inlined.rowId() + ", " + inlined.begin() + ", " + inlined.end() + columns + " FROM "
                        + inlined.quoted() + " WHERE " + inlined.begin() + " > ? AND " + inlined.begin() + " <= ?"
                        + " ORDER BY " + inlined.begin() + ", " + inlined.rowId(),
                row -> {
                    rowIds.add(row.number(1));
                    long begin = row.number(2);
                    begins.add(begin);
                    Long end = row.numberOrNull(3);
                    ends.add(end == null ? InlinedCells.LIVE : end);
                    ticks.add(remembersTime ? times.of(begin) : Extent.Arrival.FORGOTTEN);
                    for (int i = 0; i < cells.size(); i++) {
                        cells.get(i)
                                .add(inlined.columns().get(i).read(dialect, row, i + 1 + InlinedTables.SYSTEM_COLUMNS));
                    }
                },
                after,
                until);
        @Nullable Object[][] arrays = cells.stream().map(List::toArray).toArray(Object[][]::new);
        return new InlinedCells(rowIds.array(), begins.array(), ends.array(), ticks.array(), arrays);
    }

    /** The rows that were ended after one commit and until another. */
    List<Snapshot.EndedRow> ended(long after, long until) {
        return connection.query(
                "SELECT " + inlined.rowId() + ", " + inlined.begin() + ", " + inlined.end() + " FROM "
                        + inlined.quoted() + " WHERE " + inlined.end() + " > ? AND " + inlined.end() + " <= ?",
                r -> new Snapshot.EndedRow(r.number(1), r.number(2), r.number(3)),
                after,
                until);
    }

    /** When commits were made; rows of one commit lie together. */
    static final class Times {
        private final CatalogConnection connection;
        private long snapshot = -1;
        private long ticks;

        Times(CatalogConnection connection) {
            this.connection = connection;
        }

        long of(long asked) {
            if (asked != snapshot) {
                snapshot = asked;
                ticks = connection
                        .first(
                                "SELECT snapshot_time FROM ducklake_snapshot WHERE snapshot_id = ?",
                                r -> CatalogTime.ticks(r.textOrEmpty(1)),
                                asked)
                        .orElse(0L);
            }
            return ticks;
        }
    }

    /** Numbers without boxes. */
    private static final class LongList {
        private long[] values = new long[1024];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long[] array() {
            return java.util.Arrays.copyOf(values, size);
        }
    }
}
