package dev.kelp.language;

import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import java.util.List;
import java.util.Optional;

/** A catalogue in which nothing is. */
enum NoTables implements TableCatalog {
    NONE;

    @Override
    public List<String> databases() {
        return List.of("");
    }

    @Override
    public Optional<String> database(String name) {
        return name.isEmpty() ? Optional.of("") : Optional.empty();
    }

    @Override
    public List<TableDef> tables(String database) {
        return List.of();
    }
}
