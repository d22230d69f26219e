package dev.kelp.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.ingest.InlinedFlush;
import dev.kelp.run.Cancellation;
import dev.kelp.store.CatalogPlace;
import dev.kelp.text.KqlException;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is left of what is gone: in the catalogue, in folders, in memory. */
class LeftoversTest {
    @TempDir
    Path folder;

    private Tables kelp;

    @BeforeEach
    void open() {
        kelp = new Tables(CatalogPlace.of(folder));
        kelp.run(".create table T (n:long, s:string)");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    private long catalogue(String query) throws SQLException {
        try (Connection catalogue = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                Statement statement = catalogue.createStatement()) {
            if (!query.startsWith("SELECT")) {
                return statement.executeUpdate(query);
            }
            try (ResultSet result = statement.executeQuery(query)) {
                return result.getLong(1);
            }
        }
    }

    private void stream(String table, Object... cells) {
        kelp.engine.stream().append("main", table, List.<Object[]>of(cells), "batch " + cells[0]);
    }

    private void flush() {
        new InlinedFlush(kelp.store, kelp.duckDb).run(InlinedFlush.Due.NOW, new Cancellation());
    }

    @Test
    void forgottenTablesLeaveNothing() throws Exception {
        kelp.run(".set Gone <| print n = 1");
        kelp.run(".append T <| print 1, 'a'");
        kelp.run(".alter table Gone policy retention '{\"SoftDeletePeriod\":\"9.00:00:00\"}'");
        kelp.run(".create table Gone ingestion csv mapping 'm' '[{\"Column\":\"n\",\"Properties\":{\"Ordinal\":0}}]'");
        kelp.run(".drop table Gone");
        kelp.store.expireBefore(Long.MAX_VALUE);
        kelp.store.deleteUnneeded(Long.MAX_VALUE);
        assertEquals(0, catalogue("SELECT count(*) FROM kelp_policy"));
        assertEquals(0, catalogue("SELECT count(*) FROM kelp_mapping"));
        Path gone = kelp.data().resolve("main/Gone");
        kelp.store.sweepOrphans();
        assertTrue(Files.isDirectory(gone), "A young folder may be that of a table to come.");
        for (Path old : List.of(gone, kelp.data().resolve("main/T"), kelp.data().resolve("main"))) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(600)));
        }
        kelp.run(".clear table T data");
        kelp.store.sweepOrphans();
        assertFalse(Files.exists(gone));
        assertTrue(Files.isDirectory(kelp.data().resolve("main/T")));
        kelp.run(".set Gone <| print n = 2");
        assertEquals(2L, kelp.run("Gone").get(0).get(0));
    }

    @Test
    void placesForRowsOfEarlierColumnsGo() throws SQLException {
        for (int i = 0; i < 5; i++) {
            stream("T", (long) i, "a");
            flush();
            kelp.run(".alter-merge table T (c" + i + ":long)");
            kelp.run(".drop column T.c" + i);
        }
        assertEquals(1, catalogue("SELECT count(*) FROM ducklake_inlined_data_tables"));
        assertEquals(
                1,
                catalogue(
                        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name GLOB 'ducklake_inlined_data_[0-9]*'"));
        assertEquals(5, kelp.count());
    }

    @Test
    void namesOfBatchesOperationsAndPurgesAreForgotten() throws Exception {
        stream("T", 1L, "a");
        assertThrows(KqlException.class, () -> kelp.run(".ingest inline into table T <|\nx,y"));
        assertTrue(catalogue("SELECT count(*) FROM kelp_operation") > 0);
        kelp.maintain();
        assertEquals(1, catalogue("SELECT count(*) FROM kelp_batch"));
        assertTrue(catalogue("SELECT count(*) FROM kelp_operation") > 0);
        catalogue("INSERT INTO kelp_meta(key, value) VALUES ('batches_kept', '1 hour'), ('operations_kept', '1 hour')");
        kelp.maintenance().run(Tables.now() + 2 * Ticks.PER_HOUR, new Cancellation());
        assertEquals(0, catalogue("SELECT count(*) FROM kelp_batch"));
        assertEquals(0, catalogue("SELECT count(*) FROM kelp_operation"));
    }

    /** Merged again and again with younger ones, rows would never come to their end. */
    @Test
    void mergesDoNotKeepRowsBeyondTheirRetention() throws IOException {
        kelp.run(".alter table T policy retention '{\"SoftDeletePeriod\":\"10.00:00:00\"}'");
        long day = Tables.now() - Math.floorMod(Tables.now(), Ticks.PER_DAY);
        for (int hour = 0; hour < 8 * 24; hour += 2) {
            kelp.run(".append T with (creationTime='" + Ticks.format(day - 8 * Ticks.PER_DAY + hour * Ticks.PER_HOUR)
                    + "') <| print " + hour + ", ''");
            if (hour % 24 == 22) {
                kelp.maintain();
            }
        }
        assertEquals(96, kelp.count());
        assertTrue(kelp.extents() < 20, () -> kelp.extents() + " extents");
        kelp.maintenance().run(day + 6 * Ticks.PER_DAY, new Cancellation());
        long left = kelp.count();
        assertTrue(left >= 48 && left <= 60, () -> left + " rows");
    }
}
