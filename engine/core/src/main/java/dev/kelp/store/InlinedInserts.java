package dev.kelp.store;

import dev.kelp.store.InlinedTables.Inlined;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows that one commit adds inside the catalogue; written last, when it is known which columns the tables have then. */
final class InlinedInserts {
    private final CatalogConnection connection;
    private final long snapshot;
    private final Map<Long, List<InlinedBatch>> batches = new LinkedHashMap<>();

    InlinedInserts(CatalogConnection connection, long snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    void add(long table, InlinedBatch batch) {
        batches.computeIfAbsent(table, id -> new ArrayList<>()).add(batch);
    }

    /** The tables that have no place for rows inside the catalogue yet; making it is a change of the schema. */
    List<Long> tablesToMake() {
        return batches.keySet().stream()
                .filter(table -> new InlinedTables(connection, table).current().isEmpty())
                .toList();
    }

    /** @param reshaped the tables whose schema version is the new one */
    void write(Set<Long> reshaped, long version) {
        for (long table : reshaped) {
            InlinedTables tables = new InlinedTables(connection, table);
            // Other clients add their rows to the newest one, which must have the table's present columns.
            if (batches.containsKey(table) || !tables.isEmpty()) {
                tables.create(version);
            }
        }
        batches.forEach((table, added) -> {
            Inlined into = new InlinedTables(connection, table)
                    .current()
                    .orElseThrow(
                            () -> Problem.NOT_SUPPORTED.here(
                                    "Rows inside the catalogue for a table with a column whose name or type has no place there"));
            TableStatistics statistics = new TableStatistics(connection, table);
            for (InlinedBatch batch : added) {
                InlinedTables.insert(connection, into, batch, statistics.nextRowId(), snapshot);
                statistics.add(batch.rows(), 0, batch.statistics());
            }
            statistics.write();
        });
    }
}
