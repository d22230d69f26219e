package dev.kelp.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The named ingestion mappings of tables and databases. Thread-safe; each change is one transaction of the catalogue. */
public final class Mappings {
    private static final String COLUMNS =
            "SELECT name, kind, mapping, updated_ticks FROM kelp_mapping WHERE object_id = ?";

    private final Catalog catalog;

    /**
     * A mapping.
     *
     * @param kind in lower case, {@code csv}
     * @param json Kusto's JSON
     * @param updated when it was last changed, in ticks
     */
    public record Mapping(String name, String kind, String json, long updated) {}

    Mappings(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The mappings of a table or database, by its id, in the order of their names. */
    public List<Mapping> of(long object) {
        return catalog.read(connection -> KelpTables.MAPPING.isThere(connection)
                ? connection.query(COLUMNS + " ORDER BY name, kind", Mappings::mapping, object)
                : List.of());
    }

    public Optional<Mapping> of(long object, String kind, String name) {
        return catalog.read(connection -> find(connection, object, kind, name));
    }

    /**
     * Writes a mapping.
     *
     * @param change from the mapping that is there to the JSON of the new one, inside the transaction
     */
    public Mapping put(long object, String kind, String name, Function<Optional<Mapping>, String> change) {
        return catalog.write(connection -> {
            KelpTables.MAPPING.create(connection);
            String json = change.apply(find(connection, object, kind, name));
            Mapping mapping = new Mapping(name, kind, json, CatalogTime.ticks(CatalogTime.now()));
            delete(connection, object, kind, name);
            connection.update(
                    "INSERT INTO kelp_mapping(object_id, kind, name, mapping, updated_ticks) VALUES (?, ?, ?, ?, ?)",
                    object,
                    kind,
                    name,
                    json,
                    mapping.updated());
            return mapping;
        });
    }

    /** Answers the mapping that was dropped, empty where there is none. */
    public Optional<Mapping> drop(long object, String kind, String name) {
        return catalog.write(connection -> {
            Optional<Mapping> there = find(connection, object, kind, name);
            there.ifPresent(mapping -> delete(connection, object, kind, name));
            return there;
        });
    }

    private static void delete(CatalogConnection connection, long object, String kind, String name) {
        connection.update("DELETE FROM kelp_mapping WHERE object_id = ? AND kind = ? AND name = ?", object, kind, name);
    }

    private static Optional<Mapping> find(CatalogConnection connection, long object, String kind, String name) {
        return KelpTables.MAPPING.isThere(connection)
                ? connection.first(COLUMNS + " AND kind = ? AND name = ?", Mappings::mapping, object, kind, name)
                : Optional.empty();
    }

    private static Mapping mapping(CatalogConnection.Row row) {
        return new Mapping(row.textOrEmpty(1), row.textOrEmpty(2), row.textOrEmpty(3), row.number(4));
    }
}
