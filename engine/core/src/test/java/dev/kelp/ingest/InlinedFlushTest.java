package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.Cancellation;
import dev.kelp.run.TableFixture;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Snapshot;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows move from the catalogue to files, and nobody sees a difference. */
class InlinedFlushTest {
    @TempDir
    Path folder;

    private TableFixture fixture;
    private StreamingIngest streaming;
    private InlinedFlush flush;

    @BeforeEach
    void open() {
        fixture = new TableFixture(place(folder));
        streaming = new StreamingIngest(fixture.store, fixture.duckDb);
        flush = new InlinedFlush(fixture.store, fixture.duckDb);
    }

    /** Where the tables are. */
    CatalogPlace place(Path data) {
        return CatalogPlace.of(data);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everySnapshotSeesItsRowsAsBefore() throws SQLException {
        fixture.create(
                "t", new Field("n", KqlType.LONG), new Field("at", KqlType.DATETIME), new Field("s", KqlType.STRING));
        List<Snapshot> snapshots = new ArrayList<>(List.of(fixture.store.snapshot()));
        for (long i = 1; i <= 5; i++) {
            add(i);
            snapshots.add(fixture.store.snapshot());
        }
        fixture.store.commit().replace(fixture.table("t"), List.of()).run();
        snapshots.add(fixture.store.snapshot());
        for (long i = 6; i <= 8; i++) {
            add(i);
            snapshots.add(fixture.store.snapshot());
        }
        List<Set<String>> before = rows(snapshots);
        assertEquals(2 * 8, flush.run(InlinedFlush.Due.NOW, new Cancellation()));
        assertEquals(before, rows(snapshots));
        assertEquals(rows(fixture.store.snapshot()), before.get(before.size() - 1));
        List<Extent> extents = fixture.extents("t");
        assertEquals(1, extents.size());
        assertTrue(extents.get(0).mixture().rows() && extents.get(0).inlined() == null);
        // What is added afterwards lies in the catalogue again.
        add(9);
        assertEquals(2, fixture.extents("t").size());
        assertEquals(8, rows(fixture.store.snapshot()).size());
        assertEquals(2, flush.run(InlinedFlush.Due.NOW, new Cancellation()));
        assertEquals(8, rows(fixture.store.snapshot()).size());
        assertEquals(before, rows(snapshots));
        assertEquals(0, flush.run(InlinedFlush.Due.NOW, new Cancellation()));
    }

    @Test
    void anotherProcessThatHasReadTheRowsSeesThemOnce() throws SQLException {
        fixture.create(
                "t", new Field("n", KqlType.LONG), new Field("at", KqlType.DATETIME), new Field("s", KqlType.STRING));
        add(1);
        try (TableFixture other = new TableFixture(place(folder))) {
            TableDef table = other.table("t");
            ScanRequest all = new ScanRequest(table, table.columns(), List.of());
            Snapshot early = other.store.snapshot();
            assertEquals(2, other.rows(early, all).size());
            add(2);
            flush.run(InlinedFlush.Due.NOW, new Cancellation());
            add(3);
            assertEquals(2, other.rows(early, all).size());
            assertEquals(6, other.rows(other.store.snapshot(), all).size());
        }
    }

    @Test
    void rowsThatAreFewAndNewStay() {
        fixture.create(
                "t", new Field("n", KqlType.LONG), new Field("at", KqlType.DATETIME), new Field("s", KqlType.STRING));
        add(1);
        assertEquals(0, flush.run(new InlinedFlush.Due(3, Duration.ofHours(1)), new Cancellation()));
        assertEquals(2, flush.run(new InlinedFlush.Due(2, Duration.ofHours(1)), new Cancellation()));
    }

    @Test
    void oldColumnsAndNewOnesAreFlushedApart() throws SQLException {
        fixture.create("t", new Field("n", KqlType.LONG));
        streaming.append("main", "t", List.<@Nullable Object[]>of(new Object[] {1L}), "");
        fixture.store
                .commit()
                .addColumns(fixture.table("t"), List.of(new Field("s", KqlType.DYNAMIC)))
                .run();
        streaming.append("main", "t", List.<@Nullable Object[]>of(new Object[] {2L, "{\"a\":12.50}"}), "");
        Set<String> before = rows(fixture.store.snapshot());
        assertEquals(2, flush.run(InlinedFlush.Due.NOW, new Cancellation()));
        assertEquals(before, rows(fixture.store.snapshot()));
        assertEquals(2, before.size());
        streaming.append("main", "t", List.<@Nullable Object[]>of(new Object[] {3L, null}), "");
        assertEquals(3, rows(fixture.store.snapshot()).size());
    }

    /** Two rows, one of which has a datetime with seven digits. */
    private void add(long n) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {n, Ticks.UNIX_EPOCH + n, "a" + n});
        rows.add(new @Nullable Object[] {-n, null, ""});
        streaming.append("main", "t", rows, "");
    }

    private List<Set<String>> rows(List<Snapshot> snapshots) throws SQLException {
        List<Set<String>> all = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            all.add(rows(snapshot));
        }
        return all;
    }

    /** With the commit and the time of each row. */
    private Set<String> rows(Snapshot snapshot) throws SQLException {
        TableDef table = snapshot.table("main", "t").orElseThrow();
        List<ColumnDef> columns = new ArrayList<>(table.columns());
        columns.add(OriginColumn.SNAPSHOT.column());
        columns.add(OriginColumn.INGESTION_TIME.column());
        List<List<@Nullable Object>> rows = fixture.rows(snapshot, new ScanRequest(table, columns, List.of()));
        List<List<@Nullable Object>> plain = fixture.rows(snapshot, new ScanRequest(table, table.columns(), List.of()));
        assertEquals(plain.size(), rows.size());
        Set<String> texts = new TreeSet<>();
        rows.forEach(r -> texts.add(r.toString()));
        assertEquals(rows.size(), texts.size());
        return texts;
    }
}
