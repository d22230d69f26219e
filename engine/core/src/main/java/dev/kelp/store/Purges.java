package dev.kelp.store;

import java.util.List;

/** The rows of {@code kelp_purge}: what was purged, when, and whether it is done. Thread-safe. */
public final class Purges {
    private final Catalog catalog;

    Purges(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * One purge.
     *
     * @param started in ticks
     * @param updated when its state was last written, in ticks
     * @param state {@code InProgress}, {@code Completed} or {@code Failed}
     */
    public record Purge(
            String id, String database, String table, long started, long updated, String state, String details) {
        public Purge in(String other, String why, long now) {
            return new Purge(id, database, table, started, now, other, why);
        }
    }

    /** Writes a purge, in the place of what was written of it before. */
    public void put(Purge purge) {
        catalog.write(connection -> {
            KelpTables.PURGE.create(connection);
            connection.update("DELETE FROM kelp_purge WHERE operation_id = ?", purge.id());
            return connection.update(
                    "INSERT INTO kelp_purge(operation_id, database_name, table_name, started_ticks, updated_ticks, state,"
                            + " details) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    purge.id(),
                    purge.database(),
                    purge.table(),
                    purge.started(),
                    purge.updated(),
                    purge.state(),
                    purge.details());
        });
    }

    /** Forgets those that were last heard of before a point in time, in ticks; answers how many. */
    static int forget(CatalogConnection connection, long before) {
        return KelpTables.PURGE.isThere(connection)
                ? connection.update("DELETE FROM kelp_purge WHERE updated_ticks < ?", before)
                : 0;
    }

    /** All of them, the latest first. */
    public List<Purge> all() {
        return catalog.read(connection -> KelpTables.PURGE.isThere(connection)
                ? connection.query(
                        "SELECT operation_id, database_name, table_name, started_ticks, updated_ticks, state, details"
                                + " FROM kelp_purge ORDER BY started_ticks DESC",
                        r -> new Purge(
                                r.textOrEmpty(1),
                                r.textOrEmpty(2),
                                r.textOrEmpty(3),
                                r.number(4),
                                r.number(5),
                                r.textOrEmpty(6),
                                r.textOrEmpty(7)))
                : List.<Purge>of());
    }
}
