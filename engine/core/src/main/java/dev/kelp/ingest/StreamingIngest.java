package dev.kelp.ingest;

import dev.kelp.run.DuckDb;
import dev.kelp.run.InlinedCache;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.store.StoredCells;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows at once: they are on disk, and seen by the next query of every process, when a call returns. They lie inside the
 * catalogue until many of them are moved to a file.
 *
 * <p>Thread-safe. What several threads add at the same time shares one transaction, so that the disk is waited for once.
 */
public final class StreamingIngest {
    private static final int TRIES = 5;

    /** More would make those wait long who come next. */
    private static final int MOST_ROWS = 50_000;

    private final Store store;
    private final @Nullable InlinedCache cache;
    private final ReentrantLock committing = new ReentrantLock(true);
    private final List<Append> waiting = new ArrayList<>();

    /** Rows that wait for their commit; what came of it is written once, under the lock of {@link #committing}. */
    private static final class Append {
        private final TableDef table;
        private final InlinedBatch rows;
        private final String batchId;
        private boolean done;
        private long snapshot;
        private @Nullable RuntimeException failure;

        Append(TableDef table, InlinedBatch rows, String batchId) {
            this.table = table;
            this.rows = rows;
            this.batchId = batchId;
        }
    }

    /** For a process that runs no queries. */
    public StreamingIngest(Store store) {
        this.store = store;
        this.cache = null;
    }

    /** @param duckDb the one that queries run in, which need not read again what was added here */
    public StreamingIngest(Store store, DuckDb duckDb) {
        this.store = store;
        this.cache = duckDb.inlined();
    }

    /**
     * Adds rows of carriers.
     *
     * @param columns an array for each column of the table, in their order; never changed afterwards
     * @param batchId the sender's name of these rows, under which they are added once however often they are sent within two days;
     *     empty for none
     * @return the number of the commit, or of the last one where rows of this name were there already
     * @throws dev.kelp.text.KqlException where there is no such table, or it cannot hold a value; nothing is added then
     */
    public long append(String database, String table, @Nullable Object[][] columns, int rows, String batchId) {
        for (int attempt = 1; ; attempt++) {
            TableDef now = table(database, table);
            if (now.columns().size() != columns.length) {
                throw Problem.INGESTION.here("Table '" + table + "' has "
                        + now.columns().size() + " columns; the rows have " + columns.length + ".");
            }
            try {
                return commit(new Append(now, StoredCells.of(now, columns, rows), batchId));
            } catch (KqlException e) {
                // Another writer changed the table's columns meanwhile.
                if (e.problem() != Problem.CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** As {@link #append(String, String, Object[][], int, String)}, row by row. */
    public long append(String database, String table, List<@Nullable Object[]> rows, String batchId) {
        int width = table(database, table).columns().size();
        @Nullable Object[][] columns = new @Nullable Object[width][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            @Nullable Object[] cells = rows.get(row);
            if (cells.length != width) {
                throw Problem.INGESTION.here("Table '" + table + "' has " + width + " columns; row " + (row + 1)
                        + " has " + cells.length + ".");
            }
            for (int column = 0; column < width; column++) {
                columns[column][row] = cells[column];
            }
        }
        return append(database, table, columns, rows.size(), batchId);
    }

    private TableDef table(String database, String table) {
        Snapshot snapshot = store.snapshot();
        String name = snapshot.database(database).orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(database));
        return snapshot.table(name, table).orElseThrow(() -> Problem.UNKNOWN_TABLE.here(table, name));
    }

    /** One of the waiting threads commits for all. */
    private long commit(Append append) {
        synchronized (waiting) {
            waiting.add(append);
        }
        committing.lock();
        try {
            while (!append.done) {
                commit(next());
            }
        } finally {
            committing.unlock();
        }
        if (append.failure != null) {
            throw append.failure;
        }
        return append.snapshot;
    }

    private List<Append> next() {
        synchronized (waiting) {
            int rows = 0;
            int count = 0;
            while (count < waiting.size()
                    && (count == 0 || rows + waiting.get(count).rows.rows() <= MOST_ROWS)) {
                rows += waiting.get(count++).rows.rows();
            }
            List<Append> taken = new ArrayList<>(waiting.subList(0, count));
            waiting.subList(0, count).clear();
            return taken;
        }
    }

    private void commit(List<Append> appends) {
        try {
            Commit commit = store.commit();
            appends.forEach(a -> commit.stream(a.table, a.rows, a.batchId));
            Snapshot done = commit.run();
            long snapshot = done.id();
            if (cache != null) {
                cache.offer(done.store(), commit.streamed());
            }
            appends.forEach(a -> {
                a.snapshot = snapshot;
                a.done = true;
            });
        } catch (RuntimeException e) {
            if (appends.size() > 1) {
                // One of them may be to blame, and the others not.
                appends.forEach(a -> commit(List.of(a)));
            } else {
                appends.get(0).failure = e;
                appends.get(0).done = true;
            }
        }
    }
}
