package dev.kelp.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The same with the catalogue in PostgreSQL. */
class PostgresConflictsTest extends ConflictsTest {
    private @Nullable String url;

    @Override
    synchronized CatalogPlace place(Path folder) {
        if (url == null) {
            url = PostgresServer.running().freshUrl();
        }
        return CatalogPlace.postgres(folder, url);
    }
}
