package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands in the background: told by id, seen by other processes, stopped, and remembered. */
@Timeout(120)
class Operations_Test {
    /** Runs far longer than any test waits. */
    private static final String ENDLESS =
            ".set async Big <| range a from 1 to 3000000 step 1 | extend k = a % 7 | join kind=inner"
                    + " (range b from 1 to 3000000 step 1 | extend k = b % 7) on k | summarize n = count() by x = a * b % 1000003";

    @TempDir
    Path folder;

    private EngineFixture db;

    @BeforeEach
    void open() {
        db = new EngineFixture(folder);
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** The state of an operation once it is another than running. */
    private static String ended(EngineFixture in, @Nullable Object id) throws InterruptedException {
        while (true) {
            String state = String.valueOf(in.cell(".show operations " + id + " | project State"));
            if (!state.equals("InProgress")) {
                return state;
            }
            Thread.sleep(20);
        }
    }

    @Test
    void deletionsInTheBackground() throws InterruptedException {
        db.run(".set T <| range n from 1 to 10 step 1");
        Object id = db.cell(".delete async table T records <| T | where n > 6");
        assertEquals("Completed", ended(db, id));
        assertEquals(6L, db.cell("T | count"));
        assertEquals(
                List.of(List.of(4L)), db.run(".show operation " + id + " details | project RecordsMatchPredicate"));
        assertEquals(
                Problem.UNKNOWN_TABLE,
                db.refused(".delete async table X records <| X | where n > 6").problem());
    }

    @Test
    void inTheBackground() throws InterruptedException {
        Object id = db.cell(".set async T <| range n from 1 to 1000 step 1");
        assertEquals("Completed", ended(db, id));
        assertEquals(1000L, db.cell("T | count"));
        assertEquals(List.of(List.of(1000L)), db.run(".show operation " + id + " details | project RowCount"));
        assertEquals(
                List.of(List.of("TableSet", "main", true)),
                db.run(".show operations " + id + " | project Operation, Database, Duration >= 0s"));
        // Another process, and one that comes later, see the same.
        try (EngineFixture other = new EngineFixture(folder)) {
            assertEquals("Completed", ended(other, id));
            assertEquals(List.of(List.of(1000L)), other.run(".show operation '" + id + "' details | project RowCount"));
        }
        assertTrue(db.refused(".show operations x").describe().contains("guid"));
        db.refused(".show operation 00000000-0000-0000-0000-000000000001 details");
    }

    @Test
    void whatFailsIsTold() throws Exception {
        db.run(".create table T (n:long)");
        Path file = Files.writeString(folder.resolve("a.csv"), "1\nx\n");
        Object id = db.cell(".ingest async into table T ('" + file + "') with (format='csv')");
        assertEquals("Failed", ended(db, id));
        List<List<@Nullable Object>> failures = db.run(
                ".show ingestion failures with (OperationId='" + id
                        + "') | project Table, IngestionSourcePath, Details, FailureKind, OperationKind, ErrorCode, IngestionProperties");
        assertEquals(1, failures.size());
        assertEquals("T", failures.get(0).get(0));
        assertEquals(file.toString(), failures.get(0).get(1));
        assertTrue(String.valueOf(failures.get(0).get(2)).contains("ine 2"), failures.toString());
        assertEquals(
                List.of("Permanent", "DataIngestPull", "KQ4001", "format='csv'"),
                failures.get(0).subList(3, 7));
        KqlException refused = db.refused(".show operation " + id + " details");
        assertTrue(refused.message().contains("Failed"), refused.describe());
        // One that runs at once, too.
        db.refused(".ingest inline into table T <| x");
        assertEquals(2, db.run(".show ingestion failures").size());
        assertEquals(0L, db.cell("T | count"));
        assertEquals(
                "Skipped",
                ended(
                        db,
                        twice(
                                ".append async T with (tags='[\"ingest-by:a\"]', ingestIfNotExists='[\"a\"]') <| print 1")));
    }

    private @Nullable Object twice(String command) throws InterruptedException {
        ended(db, db.cell(command));
        return db.cell(command);
    }

    @Test
    void stopped() throws InterruptedException {
        Object id = db.cell(ENDLESS);
        assertEquals(
                List.of(List.of(String.valueOf(id), "TableSet", "Cancelled successfully", "enough")),
                db.run(".cancel operation " + id
                        + " with (reason='enough') | project OperationId=tostring(OperationId),"
                        + " Operation, CancellationState, ReasonPhrase"));
        assertEquals("Canceled", ended(db, id));
        assertEquals("enough", db.cell(".show operations " + id + " | project Status"));
        assertFalse(db.engine.snapshot().table("main", "Big").isPresent());
        assertEquals("Cancel failed", db.cell(".cancel operation " + id + " | project CancellationState"));
    }

    @Test
    void stoppedByAnotherProcess() throws InterruptedException {
        Object id = db.cell(ENDLESS);
        try (EngineFixture other = new EngineFixture(folder)) {
            assertEquals("InProgress", other.cell(".show operations " + id + " | project State"));
            other.run(".cancel operation '" + id + "'");
            assertEquals("Canceled", ended(other, id));
        }
    }

    @Test
    void detailsOfWhatRunsAtOnceAreKeptOnDemand() {
        db.run(".set T <| print 1");
        assertEquals(0, db.run(".show operations").size());
        db.run(".append T with (persistDetails=true) <| print 2");
        Object id = db.cell(".show operations | project OperationId");
        assertEquals(1L, db.cell(".show operation '" + id + "' details | project RowCount"));
    }

    @Test
    void whatIsWrongWithTheCommandIsSaidAtOnce() {
        assertEquals(
                Problem.UNKNOWN_TABLE, db.refused(".append async T <| print 1").problem());
        db.run(".set async <| print 1");
        assertEquals(1L, db.cell("async | count"));
        assertEquals(0, db.run(".show operations").size());
    }
}
