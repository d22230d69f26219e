package dev.kelp.store;

import java.nio.file.Path;

/** The same with the catalogue in PostgreSQL, where text has another order and casts can fail. */
class PostgresBoundsSqlTest extends BoundsSqlTest {
    @Override
    CatalogPlace place(Path folder) {
        return CatalogPlace.postgres(folder, PostgresServer.running().freshUrl());
    }
}
