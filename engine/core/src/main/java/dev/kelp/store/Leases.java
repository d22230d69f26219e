package dev.kelp.store;

import dev.kelp.types.Ticks;
import java.time.Duration;
import java.time.Instant;

/** The rows of {@code kelp_lease}: work that one of several processes does at a time. */
final class Leases {
    private record Held(String owner, long until) {}

    private Leases() {}

    /** Takes or renews a lease; false where another holds it. */
    static boolean take(CatalogConnection connection, String name, String owner, Duration time) {
        KelpTables.LEASE.create(connection);
        long now = Ticks.fromMicros(Instant.now().toEpochMilli() * 1000);
        Held held = connection
                .first(
                        "SELECT owner, until FROM kelp_lease WHERE name = ?",
                        r -> new Held(r.textOrEmpty(1), r.number(2)),
                        name)
                .orElse(null);
        if (held != null && !held.owner().equals(owner) && held.until() > now) {
            return false;
        }
        connection.update("DELETE FROM kelp_lease WHERE name = ?", name);
        connection.update(
                "INSERT INTO kelp_lease(name, owner, until) VALUES (?, ?, ?)",
                name,
                owner,
                now + time.toMillis() * Ticks.PER_MILLISECOND);
        return true;
    }

    static void give(CatalogConnection connection, String name, String owner) {
        if (KelpTables.LEASE.isThere(connection)) {
            connection.update("DELETE FROM kelp_lease WHERE name = ? AND owner = ?", name, owner);
        }
    }
}
