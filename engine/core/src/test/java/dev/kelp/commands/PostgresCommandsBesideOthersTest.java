package dev.kelp.commands;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.PostgresServer;
import java.nio.file.Path;

/** The same with the catalogue in PostgreSQL. */
class PostgresCommandsBesideOthersTest extends CommandsBesideOthersTest {
    @Override
    CatalogPlace place(Path folder) {
        return CatalogPlace.postgres(folder, PostgresServer.running().freshUrl());
    }
}
