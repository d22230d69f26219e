package dev.kelp.store;

import dev.kelp.tables.TableDef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The policies of tables and databases, as Kusto's JSON, by the policy's name in lower case. Thread-safe; each change is one
 * transaction of the catalogue.
 */
public final class Policies {
    /** Whether a table remembers when rows came in: {@code {"IsEnabled":false}} where it doesn't. */
    static final String INGESTION_TIME = "ingestiontime";

    private final Catalog catalog;

    Policies(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The policy of a table or database itself, by its id. */
    public Optional<String> of(long object, String policy) {
        return catalog.read(connection -> find(connection, object, policy));
    }

    /** The policy that holds for a table: its own, else its database's. */
    public Optional<String> effective(Snapshot snapshot, TableDef table, String policy) {
        Map<Long, String> all = all(policy);
        String own = all.get(table.id());
        return Optional.ofNullable(own != null ? own : all.get(snapshot.databaseId(table.database())));
    }

    /** One policy of all tables and databases that have it, by their ids. */
    public Map<Long, String> all(String policy) {
        return catalog.read(connection -> {
            Map<Long, String> found = new HashMap<>();
            if (KelpTables.POLICY.isThere(connection)) {
                connection.query(
                        "SELECT object_id, content FROM kelp_policy WHERE policy = ?",
                        row -> found.put(row.number(1), row.textOrEmpty(2)),
                        policy);
            }
            return found;
        });
    }

    /**
     * Writes a policy.
     *
     * @param change from the policy that is there to the new one, inside the transaction
     */
    public String put(long object, String policy, Function<Optional<String>, String> change) {
        return catalog.write(connection -> {
            String content = change.apply(find(connection, object, policy));
            insert(connection, object, policy, content);
            return content;
        });
    }

    /** Whether a table remembers when rows come in. */
    static boolean remembersTime(CatalogConnection connection, long table) {
        return find(connection, table, INGESTION_TIME)
                .filter(policy -> policy.contains("\"IsEnabled\":false"))
                .isEmpty();
    }

    static void insert(CatalogConnection connection, long object, String policy, String content) {
        KelpTables.POLICY.create(connection);
        delete(connection, object, policy);
        connection.update(
                "INSERT INTO kelp_policy(object_id, policy, content) VALUES (?, ?, ?)", object, policy, content);
    }

    public void delete(long object, String policy) {
        catalog.write(connection ->
                KelpTables.POLICY.isThere(connection) ? delete(connection, object, policy) : Integer.valueOf(0));
    }

    private static int delete(CatalogConnection connection, long object, String policy) {
        return connection.update("DELETE FROM kelp_policy WHERE object_id = ? AND policy = ?", object, policy);
    }

    static Optional<String> find(CatalogConnection connection, long object, String policy) {
        return KelpTables.POLICY.isThere(connection)
                ? connection.first(
                        "SELECT content FROM kelp_policy WHERE object_id = ? AND policy = ?",
                        row -> row.textOrEmpty(1),
                        object,
                        policy)
                : Optional.empty();
    }
}
