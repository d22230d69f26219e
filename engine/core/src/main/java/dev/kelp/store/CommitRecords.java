package dev.kelp.store;

import java.time.Duration;
import java.util.UUID;

/**
 * The rows of {@code kelp_batch}: commits by names of their own, so that one whose answer got lost with the connection can be told
 * from one that was never done. A file has no connection to lose.
 */
final class CommitRecords {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int SWEEP = 256;

    private CommitRecords() {}

    static void insert(CatalogConnection connection, String batch, long snapshot) {
        if (connection.dialect() == CatalogDialect.SQLITE) {
            return;
        }
        KelpTables.BATCH.create(connection);
        record(connection, batch, snapshot);
    }

    /** Notes that rows of this name are added to a table; false where they were before. An empty name is always new. */
    static boolean isFirst(CatalogConnection connection, long table, String batchId, long snapshot) {
        if (batchId.isEmpty()) {
            return true;
        }
        KelpTables.BATCH.create(connection);
        String name = "stream:" + table + ":" + batchId;
        if (isDone(connection, name)) {
            return false;
        }
        record(connection, name, snapshot);
        return true;
    }

    /** Writes something that changes nothing. A write of what is there already would be left out by SQLite. */
    static void settle(CatalogConnection connection) {
        KelpTables.BATCH.create(connection);
        record(connection, UUID.randomUUID().toString(), Store.head(connection).snapshot());
    }

    private static void record(CatalogConnection connection, String batch, long snapshot) {
        connection.update(
                "INSERT INTO kelp_batch(batch_id, snapshot_id, committed_at) VALUES (?, ?, ?)",
                batch,
                snapshot,
                CatalogTime.now());
        if (snapshot % SWEEP == 0) {
            connection.update("DELETE FROM kelp_batch WHERE committed_at < ?", CatalogTime.ago(KEPT));
        }
    }

    /** Forgets those from before a point in time, in ticks; answers how many. */
    static int forget(CatalogConnection connection, long before) {
        return KelpTables.BATCH.isThere(connection)
                ? connection.update("DELETE FROM kelp_batch WHERE committed_at < ?", CatalogTime.text(before))
                : 0;
    }

    static boolean isDone(CatalogConnection connection, String batch) {
        return KelpTables.BATCH.isThere(connection)
                && connection
                        .first("SELECT 1 FROM kelp_batch WHERE batch_id = ?", r -> 1, batch)
                        .isPresent();
    }
}
