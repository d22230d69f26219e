package dev.kelp.maintain;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Timespans;
import java.util.List;
import java.util.OptionalLong;

/** Drops extents whose rows were made longer ago than the retention policy of their table, or database, keeps them. */
final class Retention {
    private final Store store;

    Retention(Store store) {
        this.store = store;
    }

    /**
     * Drops them.
     *
     * @param now in ticks
     * @return how many
     */
    int dropExpired(long now) {
        Snapshot snapshot = store.snapshot();
        int dropped = 0;
        for (String database : snapshot.databases()) {
            for (TableDef table : snapshot.tables(database)) {
                OptionalLong kept = softDeletePeriod(store, snapshot, table);
                if (kept.isPresent()) {
                    List<Long> old = snapshot.details(table).stream()
                            .filter(e -> e.created() < now - kept.getAsLong())
                            .map(ExtentDetails::id)
                            .toList();
                    dropped += old.isEmpty() ? 0 : drop(table, old);
                }
            }
        }
        return dropped;
    }

    private int drop(TableDef table, List<Long> old) {
        try {
            store.commit().dropExtents(table, old).run();
            return old.size();
        } catch (KqlException e) {
            // Somebody else dropped the table or one of the extents, or merged some: the next run finds what is left.
            if (e.problem() != Problem.CONFLICT) {
                throw e;
            }
            return 0;
        }
    }

    /** How long a table's rows are kept, in ticks; empty for ever. */
    static OptionalLong softDeletePeriod(Store store, Snapshot snapshot, TableDef table) {
        return Policy.of(store, snapshot, table, "retention")
                .flatMap(p -> Policy.text(p, "SoftDeletePeriod"))
                .map(Timespans::parse)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
