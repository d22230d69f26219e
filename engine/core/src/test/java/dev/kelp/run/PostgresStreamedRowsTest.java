package dev.kelp.run;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.NewerLayout;
import dev.kelp.store.PostgresServer;
import java.nio.file.Path;

/** The same with a catalogue of format 1.1 in PostgreSQL. */
class PostgresStreamedRowsTest extends StreamedRowsTest {
    @Override
    CatalogPlace place(Path folder) {
        return NewerLayout.at(
                CatalogPlace.postgres(folder, PostgresServer.running().freshUrl()));
    }
}
