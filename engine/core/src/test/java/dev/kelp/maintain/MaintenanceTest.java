package dev.kelp.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.Cancellation;
import dev.kelp.run.ExtentRewriter;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Snapshot;
import dev.kelp.tables.Extent;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance changes nothing that a query can see, except what it is for. */
class MaintenanceTest {
    @TempDir
    Path folder;

    private Tables kelp;

    CatalogPlace place(Path folder) {
        return CatalogPlace.of(folder);
    }

    @BeforeEach
    void open() {
        kelp = new Tables(place(folder));
        kelp.run(".create table T (n:long, s:string, d:dynamic, x:real, at:datetime, g:guid, m:decimal, t:timespan)");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    /** Ten rows from {@code i * 10} on. */
    private void append(int i, String tags) {
        kelp.run(".append T with (tags='[" + tags + "]') <| range n from " + i * 10 + " to " + (i * 10 + 9) + " step 1"
                + " | project n, s = strcat('v', n), d = dynamic({\"a\": [1, null]}), x = n / 4.0,"
                + " at = datetime(2020-01-01) + n * 1tick, g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642), m = decimal(1.25),"
                + " t = n * 1s");
    }

    @Test
    void smallExtentsBecomeOne() {
        for (int i = 0; i < 12; i++) {
            append(i, "\"ingest-by:" + i + "\"");
        }
        List<List<@Nullable Object>> all = kelp.run("T | order by n asc");
        List<List<@Nullable Object>> before = kelp.rows();
        long middle = kelp.store.snapshot().id() - 6;
        Object half = kelp.run("T | where cursor_after('" + middle + "') | count")
                .get(0)
                .get(0);
        assertEquals(60L, half);
        assertEquals(12, kelp.maintain().merged());
        assertEquals(1, kelp.extents());
        assertEquals(before, kelp.rows());
        assertEquals(all, kelp.run("T | order by n asc"));
        // Each snapshot sees the rows it saw, and a cursor tells the same rows apart.
        assertEquals(60, kelp.countAt(middle));
        assertEquals(
                half,
                kelp.run("T | where cursor_after('" + middle + "') | count")
                        .get(0)
                        .get(0));
        assertEquals(
                1L,
                kelp.run("T | where n == 5 and extent_tags() has 'ingest-by:11' | count")
                        .get(0)
                        .get(0));
        // What came in under a name is known by it still.
        assertThrows(KqlException.class, () -> kelp.run(".append T with (ingestIfNotExists='[\"3\"]') <| T | take 1"));
        assertEquals(120, kelp.count());
        append(12, "");
        append(13, "");
        assertTrue(kelp.maintain().merged() >= 2);
        assertEquals(120, kelp.countAt(kelp.store.snapshot().id() - 3));
        assertEquals(140, kelp.count());
    }

    @Test
    void extentsThatAreDroppedByTagsStayApart() {
        for (int i = 0; i < 16; i++) {
            append(i, "\"drop-by:" + i / 8 + "\"");
        }
        assertEquals(16, kelp.maintain().merged());
        assertEquals(2, kelp.extents());
        kelp.run(".drop extents <| .show table T extents where tags has 'drop-by:1'");
        assertEquals(80, kelp.count());
    }

    @Test
    void deletedRowsAreLeftOutInTime() {
        append(0, "\"a\"");
        append(1, "");
        kelp.run(".delete table T records <| T | where n < 7 or n == 15");
        List<List<@Nullable Object>> before = kelp.rows();
        long then = kelp.store.snapshot().id();
        assertEquals(1, kelp.maintain().rewritten());
        assertEquals(before, kelp.rows());
        assertEquals(12, kelp.countAt(then));
        assertEquals(20, kelp.countAt(then - 1));
        assertEquals(
                List.of(List.of(3L, 0L), List.of(10L, 1L)),
                kelp.run(
                        ".show table T extents | project RowCount = RowCount + DeletedRowCount, DeletedRowCount | order by RowCount asc"));
        kelp.run(".delete table T records <| T | where n == 9");
        assertEquals(11, kelp.count());
        // The rows' commits are those they had, so a cursor after them finds nothing.
        assertEquals(
                0L,
                kelp.run("T | where cursor_after('" + (then - 1) + "') | count")
                        .get(0)
                        .get(0));
    }

    @Test
    void rewrittenAndMovedExtentsAreMergedFromThereOn() {
        append(0, "");
        kelp.run(".set U <| T");
        kelp.run(".clear table U data");
        append(1, "");
        long then = kelp.store.snapshot().id();
        kelp.run(".delete table T records <| T | where n < 17 and n != 3");
        kelp.run(".move extents all from table T to table U");
        kelp.run(".move extents all from table U to table T");
        kelp.run(".delete table T records <| T | where n == 17 or n == 18");
        assertEquals(1, kelp.maintain().rewritten());
        assertEquals(2, kelp.count());
        long rewritten = kelp.store.snapshot().id();
        for (int i = 2; i < 10; i++) {
            append(i, "");
        }
        List<List<@Nullable Object>> before = kelp.rows();
        long cursor = kelp.store.snapshot().id();
        assertEquals(8, kelp.maintain().merged());
        List<List<@Nullable Object>> small = kelp.run(".show table T extents | where RowCount == 1 | project ExtentId");
        kelp.run(".merge T (" + small.get(0).get(0) + ", " + small.get(1).get(0) + ")");
        assertEquals(before, kelp.rows());
        assertEquals(82, kelp.count());
        assertEquals(2, kelp.countAt(rewritten));
        assertEquals(20, kelp.countAt(then));
        assertEquals(4, kelp.countAt(then + 1));
        assertEquals(82, kelp.countAt(cursor));
        assertEquals(
                0L,
                kelp.run("T | where cursor_after('" + cursor + "') | count")
                        .get(0)
                        .get(0));
        assertEquals(2, kelp.extents());
    }

    @Test
    void aMergeGivesWayToWhoeverWasFirst() {
        for (int i = 0; i < 8; i++) {
            append(i, "");
        }
        Snapshot snapshot = kelp.store.snapshot();
        List<Extent> extents = snapshot.extents(new ScanRequest(kelp.table(), List.of(), List.of()));
        RewrittenExtent written = new ExtentRewriter(
                        kelp.duckDb, snapshot, kelp.table(), snapshot.details(kelp.table()), new Cancellation())
                .write(extents, "", true);
        kelp.run(".delete table T records <| T | where n == 3");
        KqlException refused = assertThrows(
                KqlException.class,
                () -> ExtentMerge.commit(
                        kelp.store, kelp.store.commit().rewrite(kelp.table(), List.of(written), true), written));
        assertEquals(Problem.CONFLICT, refused.problem());
        assertEquals(79, kelp.count());
        assertEquals(9, kelp.files().size());
        // And a deletion to a merge.
        assertEquals(7, kelp.maintain().merged());
        KqlException late = assertThrows(KqlException.class, () -> kelp.store
                .commit()
                .dropExtents(kelp.table(), List.of(extents.get(4).id()))
                .run());
        assertEquals(Problem.CONFLICT, late.problem());
        assertEquals(79, kelp.count());
    }

    @Test
    void oldSnapshotsAndTheirFilesGo() {
        for (int i = 0; i < 8; i++) {
            append(i, "");
        }
        kelp.run(".delete table T records <| T | where n == 3");
        kelp.run(".set U <| T | take 3");
        kelp.run(".drop table U");
        kelp.maintain();
        assertEquals(79, kelp.count());
        long later = Tables.now() + 8 * Ticks.PER_DAY;
        Maintenance.Report report = kelp.maintenance().run(later, new Cancellation());
        assertTrue(report.expired() >= 10, report.toString());
        assertEquals(79, kelp.count());
        // The one with a deleted row and its deletion, and the merged one.
        assertEquals(3, kelp.files().size());
        assertEquals(0, kelp.maintenance().run(later, new Cancellation()).expired());
        append(9, "");
        assertEquals(89, kelp.count());
    }

    @Test
    void leftoversOfDeadProcessesGo() throws IOException {
        append(0, "");
        Path mine = kelp.data().resolve("main/T");
        String dead = "0123456789abcdef";
        Files.writeString(mine.resolve("kelp-" + dead + "-1-crc.parquet"), "x");
        Files.writeString(mine.resolve("tmp_kelp-" + dead + "-2-crc.parquet"), "x");
        Files.createDirectories(mine.resolve("spark-" + dead + "-3"));
        Files.writeString(mine.resolve("spark-" + dead + "-3/kelp-fedcba9876543210-4.parquet"), "x");
        Files.writeString(mine.resolve("ducklake-others.parquet"), "x");
        Files.createFile(kelp.data().resolve(".writers/" + dead + ".lock"));
        assertEquals(3, kelp.maintain().orphans());
        assertEquals(2, kelp.files().size());
        assertTrue(Files.notExists(mine.resolve("spark-" + dead + "-3")));
        assertTrue(Files.notExists(kelp.data().resolve(".writers/" + dead + ".lock")));
        assertEquals(10, kelp.count());
    }

    @Test
    void retentionDropsWhatIsOld() {
        append(0, "");
        kelp.run(".append T with (creationTime='2020-01-01') <| T");
        kelp.run(".alter table T policy retention '{\"SoftDeletePeriod\": \"365.00:00:00\"}'");
        assertEquals(20, kelp.count());
        assertEquals(1, kelp.maintain().dropped());
        assertEquals(10, kelp.count());
    }
}
