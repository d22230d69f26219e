package dev.kelp.bind;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code restrict access to} leaves to be seen.
 *
 * @param hidden the names, declared before it, of tables that may no more be used
 * @param tables the stored tables that may be read
 */
record Restriction(Set<String> hidden, List<Allowed> tables) {

    /** Tables of a database whose names match. */
    record Allowed(String database, Pattern names) {}

    Restriction {
        hidden = Set.copyOf(hidden);
        tables = List.copyOf(tables);
    }

    boolean hides(String name) {
        return hidden.contains(name);
    }

    boolean allows(String database, String table) {
        return tables.stream()
                .anyMatch(t -> t.database().equals(database)
                        && t.names().matcher(table).matches());
    }
}
