package dev.kelp.run;

import dev.kelp.functions.Dialect;
import dev.kelp.sql.SqlText;
import dev.kelp.store.Snapshot;
import java.nio.file.Path;

/**
 * Runs SQL of its dialect. DuckDB's is built in; others are found by {@link java.util.ServiceLoader} under their dialect's
 * label. Thread-safe.
 */
public interface Executor extends AutoCloseable {

    Dialect dialect();

    /**
     * Starts a query.
     *
     * @return its rows, computed while they are read; the caller closes it
     * @throws dev.kelp.text.KqlException where it fails before the first row
     */
    Frame run(SqlText query, Job job);

    @Override
    void close();

    /**
     * What a query runs on and under.
     *
     * @param folder the store's folder
     * @param snapshot the tables as the query was bound to them
     */
    record Job(Path folder, Snapshot snapshot, Progress progress, Cancellation cancellation) {}
}
