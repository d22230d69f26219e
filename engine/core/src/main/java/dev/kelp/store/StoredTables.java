package dev.kelp.store;

import dev.kelp.tables.TableDef;
import java.util.List;
import java.util.Optional;

/** All databases and tables of one schema version, with their folders. */
record StoredTables(List<Database> databases, List<Table> tables) {

    /** @param location absolute folder, ending with a slash */
    record Database(long id, String name, String location) {}

    /** @param location absolute folder, ending with a slash */
    record Table(TableDef definition, String location) {
        /** The absolute path of a file that the catalogue names so. */
        String path(String stored, boolean relative) {
            return relative ? location + stored : stored;
        }

        /** Whether the catalogue names a file by its path below the table's folder. */
        boolean isInside(String path) {
            return path.startsWith(location);
        }

        /** What the catalogue calls a file. */
        String stored(String path) {
            return isInside(path) ? path.substring(location.length()) : path;
        }
    }

    StoredTables {
        databases = List.copyOf(databases);
        tables = List.copyOf(tables);
    }

    /** To other clients names are the same whatever their case. */
    Optional<Database> database(String name) {
        return databases.stream().filter(d -> d.name().equalsIgnoreCase(name)).findFirst();
    }

    Optional<Table> table(String database, String name) {
        return tables.stream()
                .filter(t -> t.definition().database().equals(database)
                        && t.definition().name().equalsIgnoreCase(name))
                .findFirst();
    }

    Optional<Table> table(long id) {
        return tables.stream().filter(t -> t.definition().id() == id).findFirst();
    }
}
