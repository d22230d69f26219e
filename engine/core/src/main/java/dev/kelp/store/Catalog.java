package dev.kelp.store;

import dev.kelp.store.CatalogConnection.CatalogFault;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file of a catalogue: reads and transactions on connections that are kept for the next caller. Thread-safe, and safe
 * beside other processes.
 */
final class Catalog implements AutoCloseable {
    private static final int BUSY_MILLIS = 20_000;
    private static final int TRIES = 50;

    private final Path file;
    private final ConcurrentLinkedDeque<CatalogConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Catalog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Runs reads that see one state of the catalogue. */
    <T> T read(Function<CatalogConnection, T> reads) {
        try {
            return transaction("BEGIN", reads);
        } catch (CatalogFault fault) {
            throw fault.shown(file.toString());
        }
    }

    /**
     * Runs one write transaction, alone among all writers; again from the start where another process is in the way. Whatever it
     * throws undoes all of it.
     */
    <T> T write(Function<CatalogConnection, T> writes) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction("BEGIN IMMEDIATE", writes);
            } catch (CatalogFault fault) {
                if (!fault.isBusy()) {
                    throw fault.shown(file.toString());
                }
                if (attempt == TRIES) {
                    throw Problem.CONFLICT
                            .here("Other writers kept the catalogue " + file + " busy for too long.")
                            .because(fault);
                }
                pause();
            }
        }
    }

    private <T> T transaction(String begin, Function<CatalogConnection, T> work) {
        CatalogConnection connection = take();
        boolean committed = false;
        try {
            connection.update(begin);
            T result = work.apply(connection);
            connection.update("COMMIT");
            committed = true;
            return result;
        } finally {
            if (committed && !closed) {
                idle.push(connection);
            } else {
                // Closing rolls back, whatever state a failure left.
                connection.close();
            }
        }
    }

    private CatalogConnection take() {
        if (closed) {
            throw Problem.RUNTIME.here("The store of " + file + " is closed.");
        }
        CatalogConnection connection = idle.poll();
        return connection != null ? connection : new CatalogConnection(connect());
    }

    private Connection connect() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        try {
            return config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw new CatalogFault(e).shown(file.toString());
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
        for (CatalogConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
