package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are there for the next query. */
class StreamingIngestTest {
    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void open() {
        engine = Engine.open(folder).withBackground();
        ask(".create table t (n: long, s: string)");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void manyThreadsShareCommits() throws Exception {
        int threads = 8;
        int each = 25;
        long before = engine.snapshot().id();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                long first = t * 1000L;
                running.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        append("t", "", row(first + i, "s"));
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } finally {
            pool.shutdown();
        }
        assertEquals("200 200", ask("t | summarize strcat(count(), ' ', dcount(n, 4))"));
        assertTrue(engine.snapshot().id() - before <= threads * each);
    }

    @Test
    void rowsOfANameAreAddedOnce() {
        append("t", "a", row(1, "x"));
        append("t", "a", row(1, "x"));
        append("t", "b", row(2, "x"));
        assertEquals("2", ask("t | count"));
        ask(".create table u (n: long, s: string)");
        append("u", "a", row(1, "x"));
        assertEquals("1", ask("u | count"));
    }

    @Test
    void whatCannotBeAddedIsRefusedWhole() {
        KqlException tooMany = assertThrows(KqlException.class, () -> engine.stream()
                .append("main", "t", List.<@Nullable Object[]>of(new Object[] {1L, "a"}, new Object[] {1L}), ""));
        assertEquals(Problem.INGESTION, tooMany.problem());
        assertEquals("0", ask("t | count"));
        assertThrows(KqlException.class, () -> append("nothing", "", row(1, "")));
        assertThrows(KqlException.class, () -> engine.stream()
                .append("main", "t", List.<@Nullable Object[]>of(new Object[] {1L}), ""));
    }

    @Test
    void aTableMayChangeMeanwhile() {
        append("t", "", row(1, "a"));
        ask(".alter-merge table t (x: datetime)");
        engine.stream().append("main", "t", List.<@Nullable Object[]>of(new Object[] {2L, "b", 17L}), "");
        assertEquals(
                "2 1", ask("t | summarize strcat(count(), ' ', countif(x == datetime(0001-01-01 00:00:00.0000017)))"));
        ask(".rename table t to v");
        append3("v", 3);
        assertEquals("3", ask("v | count"));
        ask(".drop table v");
        assertThrows(KqlException.class, () -> append3("v", 4));
    }

    @Test
    void inlineRowsTakeThisWayWhereThePolicyIsOn() {
        ask(".alter table t policy streamingingestion '{\"IsEnabled\": true}'");
        ask(".ingest inline into table t <|\n1,a\n2,\"b,c\"\n");
        assertEquals("2 b,c", ask("t | summarize strcat(count(), ' ', max(s))"));
        assertEquals(0, extents());
        ask(".alter table t policy streamingingestion '{\"IsEnabled\": false}'");
        ask(".ingest inline into table t <|\n3,d\n");
        assertEquals("3", ask("t | count"));
        assertEquals(1, extents());
    }

    @Test
    void cursorsAndTimesAreThoseOfTheRows() {
        append("t", "", row(1, "a"));
        String cursor = ask("print cursor_current()");
        append("t", "", row(2, "b"));
        assertEquals("2", ask("t | where cursor_after('" + cursor + "') | summarize max(n)"));
        assertEquals("1", ask("t | where ingestion_time() >= toscalar(t | summarize max(ingestion_time())) | count"));
        ask(".append t <| print n = 3, s = 'c'");
        assertEquals(
                "2,3",
                ask("t | where cursor_after('" + cursor
                        + "') | sort by n asc | summarize strcat_array(make_list(n), ',')"));
    }

    private long extents() {
        return engine.snapshot()
                .size(engine.snapshot().table("main", "t").orElseThrow())
                .extents();
    }

    private void append3(String table, long n) {
        engine.stream().append("main", table, List.<@Nullable Object[]>of(new @Nullable Object[] {n, "s", null}), "");
    }

    private static @Nullable Object[] row(long n, String s) {
        return new @Nullable Object[] {n, s};
    }

    private void append(String table, String batch, @Nullable Object[]... rows) {
        engine.stream().append("main", table, List.of(rows), batch);
    }

    private String ask(String kql) {
        try (Answer answer = engine.execute(Request.of(kql))) {
            Frame frame = answer.tables().get(0).frame();
            return frame.next() ? String.valueOf(frame.value(0, 0)) : "";
        }
    }
}
