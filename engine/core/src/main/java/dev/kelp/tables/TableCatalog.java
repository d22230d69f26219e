package dev.kelp.tables;

import dev.kelp.text.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables one snapshot shows; what names mean while a query is bound. Answers don't change over its life. */
public interface TableCatalog {

    /** The databases, the default one first. */
    List<String> databases();

    /** The database a (case-insensitive) name means, with {@code NetDefaultDB} and the empty name as the default one. */
    Optional<String> database(String name);

    /** The tables of a database by name. {@code database} is a name out of {@link #databases()}. */
    List<TableDef> tables(String database);

    /** The point up to which rows have come in, as a text that only grows; empty where nothing comes in. */
    default String cursor() {
        return "";
    }

    /** The names in a database that mean queries in SQL, made by other clients. */
    default List<String> views(String database) {
        return List.of();
    }

    /**
     * The history of a table, with the columns it had at the end of the range.
     *
     * @param to the catalogue's own point in time for none
     * @throws dev.kelp.text.KqlException where a part of that history is forgotten, or never was; those who know no history don't look
     */
    default TableDef changes(
            String database,
            String table,
            ChangeRange.Kind kind,
            ChangeRange.Bound from,
            ChangeRange.@Nullable Bound to) {
        return table(database, table)
                .orElseThrow(() -> Problem.UNKNOWN_TABLE.here(table, database))
                .with(new ChangeRange(0, 0, kind));
    }

    default Optional<TableDef> table(String database, String name) {
        return tables(database).stream().filter(t -> t.name().equals(name)).findFirst();
    }
}
