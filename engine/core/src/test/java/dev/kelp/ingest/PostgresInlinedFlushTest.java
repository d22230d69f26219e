package dev.kelp.ingest;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.PostgresServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The same with the catalogue in PostgreSQL. */
class PostgresInlinedFlushTest extends InlinedFlushTest {
    private @Nullable String url;

    @Override
    synchronized CatalogPlace place(Path folder) {
        if (url == null) {
            url = PostgresServer.running().freshUrl();
        }
        return CatalogPlace.postgres(folder, url);
    }
}
