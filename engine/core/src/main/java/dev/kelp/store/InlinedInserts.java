package dev.kelp.store;

import dev.kelp.store.InlinedTables.Inlined;
import dev.kelp.tables.Extent;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.tables.InlinedCells;
import dev.kelp.tables.StreamedRows;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that one commit adds inside the catalogue; written last, when it is known which columns the tables have then. */
final class InlinedInserts {
    private final CatalogConnection connection;
    private final long snapshot;
    private final Map<Long, List<InlinedBatch>> batches = new LinkedHashMap<>();
    private final List<StreamedRows> streamed = new ArrayList<>();

    /** Where rows go, as far as it is known. */
    private final Map<Long, Inlined> places = new HashMap<>();

    InlinedInserts(CatalogConnection connection, long snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    /** What was written. */
    List<StreamedRows> streamed() {
        return streamed;
    }

    private InlinedCells cells(Inlined into, InlinedBatch batch, long firstRowId, long ticks) {
        int rows = batch.rows();
        long[] rowIds = new long[rows];
        Arrays.setAll(rowIds, row -> firstRowId + row);
        long[][] same = {{snapshot}, {InlinedCells.LIVE}, {ticks}};
        for (int i = 0; i < same.length; i++) {
            long value = same[i][0];
            same[i] = new long[rows];
            Arrays.fill(same[i], value);
        }
        List<@Nullable Object[]> columns = new ArrayList<>();
        for (long id : into.ids()) {
            int position = batch.columns().indexOf(id);
            columns.add(position < 0 ? new @Nullable Object[rows] : batch.cells()[position]);
        }
        return new InlinedCells(rowIds, same[0], same[1], same[2], columns.toArray(new @Nullable Object[0][]));
    }

    void add(long table, InlinedBatch batch) {
        batches.computeIfAbsent(table, id -> new ArrayList<>()).add(batch);
    }

    /** The tables that have no place for rows inside the catalogue yet; making it is a change of the schema. */
    List<Long> tablesToMake() {
        List<Long> missing = new ArrayList<>();
        for (long table : batches.keySet()) {
            new InlinedTables(connection, table)
                    .current()
                    .ifPresentOrElse(there -> places.put(table, there), () -> missing.add(table));
        }
        return missing;
    }

    /** @param reshaped the tables whose schema version is the new one */
    void write(Set<Long> reshaped, long version, long ticks) {
        for (long table : reshaped) {
            InlinedTables tables = new InlinedTables(connection, table);
            // Other clients add their rows to the newest one, which must have the table's present columns.
            if (batches.containsKey(table) || !tables.isEmpty()) {
                tables.create(version);
            }
            places.remove(table);
        }
        batches.forEach((table, added) -> {
            Inlined into = Optional.ofNullable(places.get(table))
                    .or(() -> new InlinedTables(connection, table).current())
                    .orElseThrow(
                            () -> Problem.NOT_SUPPORTED.here(
                                    "Rows inside the catalogue for a table with a column whose name or type has no place there"));
            TableStatistics statistics = new TableStatistics(connection, table);
            long known = Policies.remembersTime(connection, table) ? ticks : Extent.Arrival.FORGOTTEN;
            for (InlinedBatch batch : added) {
                InlinedTables.insert(connection, into, batch, statistics.nextRowId(), snapshot);
                streamed.add(
                        new StreamedRows(into.name(), snapshot, cells(into, batch, statistics.nextRowId(), known)));
                statistics.add(batch.rows(), 0, batch.statistics());
            }
            statistics.write();
        });
    }
}
