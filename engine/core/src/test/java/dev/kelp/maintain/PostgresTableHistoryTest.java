package dev.kelp.maintain;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.PostgresServer;
import java.nio.file.Path;

/** The same with the catalogue in PostgreSQL. */
class PostgresTableHistoryTest extends TableHistoryTest {
    @Override
    CatalogPlace place(Path folder) {
        return CatalogPlace.postgres(folder, PostgresServer.running().freshUrl());
    }
}
