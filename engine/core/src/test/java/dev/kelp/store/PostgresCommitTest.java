package dev.kelp.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a catalogue on a server can meet. */
class PostgresCommitTest {
    @TempDir
    Path folder;

    @Test
    void aCommitWhoseAnswerIsLostIsDoneOnce() throws IOException {
        PostgresServer server = PostgresServer.running();
        String url = server.freshUrl();
        try (CutWire wire = new CutWire(server.port());
                Store store = Store.open(
                        CatalogPlace.postgres(folder, url.replace(":" + server.port(), ":" + wire.port())))) {
            store.commit().createDatabase("first").run();
            wire.cutAfterCommit();
            Snapshot after = store.commit().createDatabase("second").run();
            assertTrue(wire.hasCut());
            assertEquals(2, after.id());
            assertEquals(List.of("main", "first", "second"), after.databases());
        }
    }

    @Test
    void anotherClientThatTakesTheSameNumberIsWaitedFor() throws Exception {
        CatalogPlace place =
                CatalogPlace.postgres(folder, PostgresServer.running().freshUrl());
        try (Store store = Store.open(place);
                Connection rival = place.source().connect();
                Statement statement = rival.createStatement()) {
            rival.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO ducklake_snapshot SELECT 1, snapshot_time, schema_version + 1, next_catalog_id + 1,"
                            + " next_file_id FROM ducklake_snapshot WHERE snapshot_id = 0");
            statement.execute(
                    "INSERT INTO ducklake_schema SELECT 1, gen_random_uuid(), 1, NULL, 'theirs', 'theirs/', true");
            CompletableFuture<Snapshot> ours = CompletableFuture.supplyAsync(
                    () -> store.commit().createDatabase("ours").run());
            awaitBlocked(place);
            assertFalse(ours.isDone());
            statement.execute("INSERT INTO ducklake_snapshot_changes VALUES (1, 'created_schema:\"theirs\"')");
            rival.commit();
            Snapshot after = ours.get(1, TimeUnit.MINUTES);
            assertEquals(2, after.id());
            assertEquals(List.of("main", "ours", "theirs"), after.databases());
        }
    }

    /** Until a session of the server waits for another one's row. */
    private static void awaitBlocked(CatalogPlace place) throws SQLException, InterruptedException {
        CatalogSource source = place.source();
        try (CatalogConnection watching = new CatalogConnection(source.connect(), source.dialect())) {
            while (watching.query("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'", r -> 1)
                    .isEmpty()) {
                Thread.sleep(5);
            }
        }
    }

    @Test
    void theFolderIsEnoughOnceItsCatalogueIsNamedAndNoPasswordIsShown() throws IOException {
        String url = PostgresServer.running().freshUrl();
        String secret = url.replace("kelp@", "kelp:s3cret@");
        CatalogPlace place = CatalogPlace.postgres(folder, secret);
        assertFalse(place.toString().contains("s3cret"));
        try (Store store = Store.open(place)) {
            store.commit().createDatabase("there").run();
        }
        assertFalse(Files.readString(folder.resolve("catalog.postgres")).contains("s3cret"));
        try (Store store = Store.open(folder)) {
            assertEquals(List.of("main", "there"), store.snapshot().databases());
        }
        KqlException other =
                assertThrows(KqlException.class, () -> Store.open(CatalogPlace.postgres(folder, secret + "_other"))
                        .close());
        assertFalse(other.getMessage().contains("s3cret"), other.getMessage());
        Path nobody = folder.resolve("nobody");
        String refused = url.replaceFirst("@127[^/]*", ":s3cret@127.0.0.1:1");
        KqlException closed = assertThrows(KqlException.class, () -> Store.open(CatalogPlace.postgres(nobody, refused))
                .close());
        assertFalse(closed.getMessage().contains("s3cret"), closed.getMessage());
        KqlException malformed = assertThrows(
                KqlException.class, () -> Store.open(CatalogPlace.postgres(nobody, "postgresql://a:s3cret@b/c/d/e"))
                        .close());
        assertFalse(malformed.getMessage().contains("s3cret"), malformed.getMessage());
    }
}
