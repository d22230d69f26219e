package dev.kelp.commands;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.PostgresServer;
import dev.kelp.store.Store;
import java.nio.file.Path;

/** The same with the catalogue in PostgreSQL. */
class PostgresExactValuesTest extends ExactValuesTest {
    @Override
    Path place(Path database) {
        // The first opening names the database in the folder.
        Store.open(CatalogPlace.postgres(database, PostgresServer.running().freshUrl()))
                .close();
        return database;
    }
}
