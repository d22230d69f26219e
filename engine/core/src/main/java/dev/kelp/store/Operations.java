package dev.kelp.store;

import dev.kelp.store.Operation.State;
import dev.kelp.types.Ticks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of operations, those of other processes among them. One that a process left unfinished when it ended is shown as
 * abandoned. Thread-safe.
 */
public final class Operations {
    /** Older ones are forgotten, as Kusto's. */
    private static final long KEPT = 14 * Ticks.PER_DAY;

    private static final String COLUMNS =
            "operation_id, kind, database_name, table_name, started_ticks, updated_ticks, state,"
                    + " status, source, error_code, properties, details";

    private final Catalog catalog;
    private final Writers writers;

    Operations(Catalog catalog, Writers writers) {
        this.catalog = catalog;
        this.writers = writers;
    }

    /** Writes what an operation is now. */
    public void put(Operation operation) {
        catalog.write(connection -> {
            KelpTables.OPERATION.create(connection);
            connection.update("DELETE FROM kelp_operation WHERE updated_ticks < ?", operation.updated() - KEPT);
            String cancelled = cancelled(connection, operation.id());
            connection.update("DELETE FROM kelp_operation WHERE operation_id = ?", operation.id());
            return connection.update(
                    "INSERT INTO kelp_operation(" + COLUMNS + ", owner, cancelled)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    operation.id(),
                    operation.kind(),
                    operation.database(),
                    operation.table(),
                    operation.started(),
                    operation.updated(),
                    operation.state().name(),
                    operation.status(),
                    operation.source(),
                    operation.errorCode(),
                    operation.properties(),
                    operation.details(),
                    Writers.self(),
                    cancelled);
        });
    }

    /** All, the youngest first. */
    public List<Operation> all() {
        return catalog.read(connection -> KelpTables.OPERATION.isThere(connection)
                ? connection.query(
                        "SELECT " + COLUMNS + ", owner FROM kelp_operation ORDER BY started_ticks DESC, operation_id",
                        this::operation)
                : List.of());
    }

    public Optional<Operation> of(String id) {
        return all().stream().filter(o -> o.id().equalsIgnoreCase(id)).findFirst();
    }

    /** Says how far a running operation has come. */
    public void progress(String id, String status) {
        catalog.write(connection -> connection.update(
                "UPDATE kelp_operation SET status = ?, updated_ticks = ? WHERE operation_id = ? AND state = ?",
                status,
                CatalogTime.ticks(CatalogTime.now()),
                id,
                State.IN_PROGRESS.name()));
    }

    /**
     * Asks an operation to stop, whichever process runs it.
     *
     * @return whether it was still running
     */
    public boolean cancel(String id, String reason) {
        return catalog.write(connection -> KelpTables.OPERATION.isThere(connection)
                && connection.update(
                                "UPDATE kelp_operation SET cancelled = ? WHERE operation_id = ? AND state = ?",
                                reason,
                                id,
                                State.IN_PROGRESS.name())
                        > 0);
    }

    /** Why an operation was asked to stop, empty where it wasn't. */
    public Optional<String> cancelled(String id) {
        return catalog.read(connection -> KelpTables.OPERATION.isThere(connection)
                ? Optional.ofNullable(cancelled(connection, id))
                : Optional.empty());
    }

    /** Forgets those that were last heard of before a point in time, in ticks; answers how many. */
    static int forget(CatalogConnection connection, long before) {
        return KelpTables.OPERATION.isThere(connection)
                ? connection.update("DELETE FROM kelp_operation WHERE updated_ticks < ?", before)
                : 0;
    }

    private static @Nullable String cancelled(CatalogConnection connection, String id) {
        List<String> found = connection.query(
                "SELECT cancelled FROM kelp_operation WHERE operation_id = ? AND cancelled IS NOT NULL",
                row -> row.textOrEmpty(1),
                id);
        return found.isEmpty() ? null : found.get(0);
    }

    private Operation operation(CatalogConnection.Row row) {
        Operation operation = new Operation(
                row.textOrEmpty(1),
                row.textOrEmpty(2),
                row.textOrEmpty(3),
                row.textOrEmpty(4),
                row.number(5),
                row.number(6),
                State.valueOf(row.textOrEmpty(7)),
                row.textOrEmpty(8),
                row.textOrEmpty(9),
                row.textOrEmpty(10),
                row.textOrEmpty(11),
                row.textOrEmpty(12));
        boolean left = operation.state() == State.IN_PROGRESS && !writers.isAlive(row.textOrEmpty(13));
        return left
                ? new Operation(
                        operation.id(),
                        operation.kind(),
                        operation.database(),
                        operation.table(),
                        operation.started(),
                        operation.updated(),
                        State.ABANDONED,
                        "The process that ran it ended before it did.",
                        operation.source(),
                        operation.errorCode(),
                        operation.properties(),
                        "")
                : operation;
    }
}
