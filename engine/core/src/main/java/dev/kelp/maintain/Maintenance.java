package dev.kelp.maintain;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import dev.kelp.types.Ticks;
import java.util.OptionalLong;

/**
 * All that a store needs from time to time. One process at a time should run it; two do no harm, but the same work twice.
 *
 * <p>Its settings are the format's own, which official clients show and set too: {@code expire_older_than} (how long snapshots can be
 * travelled to; 7 days here where nothing is set) and {@code delete_older_than} (how long files that nothing needs stay for queries that
 * still run; 2 days). Settings of Kelp's own lie in {@code kelp_meta}: {@code batches_kept} (how long names of batches are known; 2 days)
 * and {@code operations_kept} (how long operations and purges are; 14 days).
 */
public final class Maintenance {
    private final Store store;
    private final DuckDb duckDb;

    /**
     * What a run did.
     *
     * @param dropped extents that their retention had passed
     * @param rewritten extents with many deleted rows
     * @param merged extents that became part of larger ones
     * @param expired snapshots forgotten
     * @param deleted files that nothing needed any more
     * @param orphans files of processes that ended before their commit
     */
    public record Report(int dropped, int rewritten, int merged, int expired, int deleted, int orphans) {}

    /** @param duckDb the engine's; files are written by its sister */
    public Maintenance(Store store, DuckDb duckDb) {
        this.store = store;
        this.duckDb = duckDb;
    }

    /**
     * Does all that is due, once.
     *
     * @param now in ticks
     * @throws dev.kelp.text.KqlException where a task fails or is cancelled; those before it are done
     */
    public Report run(long now, Cancellation cancellation) {
        int dropped = new Retention(store).dropExpired(now);
        int rewritten = new DeletionRewrite(store, duckDb, cancellation).rewriteDue();
        int merged = new ExtentMerge(store, duckDb, cancellation).mergeDue();
        OptionalLong history = Periods.of(store, "expire_older_than", "7 days");
        int expired = history.isPresent() ? store.expireBefore(now - history.getAsLong()) : 0;
        OptionalLong grace = Periods.of(store, "delete_older_than", "2 days");
        int deleted = grace.isPresent() ? store.deleteUnneeded(now - grace.getAsLong()) : 0;
        OptionalLong batches = Periods.of(store, "batches_kept", "2 days");
        OptionalLong operations = Periods.of(store, "operations_kept", "14 days");
        store.forgetRecords(now - batches.orElse(2 * Ticks.PER_DAY), now - operations.orElse(14 * Ticks.PER_DAY));
        return new Report(dropped, rewritten, merged, expired, deleted, store.sweepOrphans());
    }
}
