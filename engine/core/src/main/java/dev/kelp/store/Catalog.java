package dev.kelp.store;

import dev.kelp.store.CatalogConnection.CatalogFault;
import dev.kelp.text.Problem;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The database of a catalogue, SQLite or PostgreSQL: reads and transactions on connections that are kept for the next caller.
 * Thread-safe, and safe beside other processes.
 */
final class Catalog implements AutoCloseable {
    private static final int TRIES = 50;
    private static final int IDLE = 8;

    /** Pages of 4 KB. */
    private static final int LONG_LOG = 16_384;

    private final CatalogSource source;
    private final ConcurrentLinkedDeque<CatalogConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicReference<@Nullable CatalogConnection> anchor = new AtomicReference<>();
    private volatile boolean closed;
    private volatile boolean checkpointed;

    Catalog(CatalogSource source) {
        this.source = source;
    }

    CatalogSource source() {
        return source;
    }

    /** Runs reads that see one state of the catalogue. */
    <T> T read(Function<CatalogConnection, T> reads) {
        return tried(() -> {
            CatalogConnection connection = take();
            boolean ended = false;
            try {
                connection.update(source.dialect().beginRead());
                T result = reads.apply(connection);
                connection.update("COMMIT");
                ended = true;
                return result;
            } finally {
                give(connection, ended);
            }
        });
    }

    /**
     * Runs one write transaction, alone among all of Kelp's writers; again from the start where another process is in the way.
     * Whatever it throws undoes all of it.
     *
     * @throws dev.kelp.text.KqlException also where the connection was lost so late that nobody knows whether it was done
     */
    <T> T write(Function<CatalogConnection, T> writes) {
        return write(writes, connection -> {
            throw Problem.RUNTIME.here("The connection to the catalogue " + source.shown()
                    + " was lost while changes were committed; they may have been done or not.");
        });
    }

    /**
     * As {@link #write(Function)}.
     *
     * @param isDone asked where the connection was lost during the commit: whether it was done all the same
     */
    <T> T write(Function<CatalogConnection, T> writes, Predicate<CatalogConnection> isDone) {
        return tried(() -> {
            CatalogConnection connection = take();
            boolean ended = false;
            try {
                if (checkpointed) {
                    connection.leaveLog();
                }
                connection.update(source.dialect().beginWrite());
                lockWriters(connection);
                T result = writes.apply(connection);
                try {
                    connection.update("COMMIT");
                } catch (CatalogFault fault) {
                    // The server may still be at it; the lock that the question waits for is free when it is over.
                    if (!fault.isLost() || !write(isDone::test, again -> false)) {
                        throw fault;
                    }
                    return result;
                }
                ended = true;
                return result;
            } finally {
                give(connection, ended);
            }
        });
    }

    /**
     * Moves what was committed from SQLite's log into its file. Writers go on meanwhile, unless the log has grown long: then they wait
     * a moment, after which the log is begun anew.
     */
    void checkpoint() {
        if (source.dialect() != CatalogDialect.SQLITE) {
            return;
        }
        CatalogConnection connection = take();
        boolean ended = false;
        try {
            checkpointed = true;
            long pages = connection
                    .query("PRAGMA wal_checkpoint(PASSIVE)", r -> r.number(2))
                    .get(0);
            if (pages > LONG_LOG) {
                connection.query("PRAGMA wal_checkpoint(RESTART)", r -> r.number(2));
            }
            ended = true;
        } catch (CatalogFault fault) {
            if (!fault.passes()) {
                throw fault.shown(source.shown());
            }
        } finally {
            give(connection, ended);
        }
    }

    /** Waits until no other writer of this kind is there; to be called again by a write that made the schema itself. */
    static void lockWriters(CatalogConnection connection) {
        String lock = connection.dialect().lockWriters();
        if (!lock.isEmpty()) {
            connection.query(lock, r -> 1);
        }
    }

    private interface Work<T> {
        T run();
    }

    private <T> T tried(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (CatalogFault fault) {
                if (!fault.passes() && !(fault.isLost() && attempt <= IDLE + 1)) {
                    throw fault.shown(source.shown());
                }
                if (attempt == TRIES) {
                    throw Problem.CONFLICT
                            .here("Other writers kept the catalogue " + source.shown() + " busy for too long.")
                            .because(fault);
                }
                pause();
            }
        }
    }

    private CatalogConnection take() {
        if (closed) {
            throw Problem.RUNTIME.here("The store of " + source.shown() + " is closed.");
        }
        CatalogConnection connection = idle.poll();
        if (connection != null) {
            return connection;
        }
        holdOpen();
        return connect();
    }

    private CatalogConnection connect() {
        try {
            return new CatalogConnection(source.connect(), source.dialect());
        } catch (SQLException e) {
            throw new CatalogFault(e);
        }
    }

    /**
     * Keeps one connection to SQLite open: with the last one its files beside the catalogue go away, and on a full disk there would
     * be no room to make them anew, not even for reading.
     */
    private void holdOpen() {
        if (source.dialect() == CatalogDialect.SQLITE && anchor.get() == null) {
            CatalogConnection connection = connect();
            connection.query("SELECT count(*) FROM sqlite_master", r -> 1);
            if (!anchor.compareAndSet(null, connection)) {
                connection.close();
            }
        }
    }

    private void give(CatalogConnection connection, boolean ended) {
        if (ended && !closed && idle.size() < IDLE) {
            idle.push(connection);
        } else {
            // Closing rolls back, whatever state a failure left.
            connection.close();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, 50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.CANCELLED.here().because(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        CatalogConnection held = anchor.getAndSet(null);
        if (held != null) {
            held.close();
        }
        for (CatalogConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
