package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.Frame;
import dev.kelp.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is counted, once, by every query that begins afterwards, while rows move to files. */
class StreamedCountsTest {
    private static final int ROUNDS = Integer.getInteger("kelp.streamed.rounds", 3);
    private static final int WRITERS = 4;
    private static final int BATCHES = 60;
    private static final int ROWS = 400;

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    void everyAcknowledgedRowIsCountedOnce(@TempDir Path folder) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            begun.set(0);
            acknowledged.set(0);
            round(folder.resolve("round" + round));
        }
    }

    private void round(Path folder) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicBoolean writing = new AtomicBoolean(true);
        try (Engine engine = Engine.open(folder);
                Engine other = Engine.open(folder)) {
            engine.execute(Request.of(".create table T (n: long, s: string)")).close();
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                // One of them in another engine, as another process would be.
                Engine own = writer == 0 ? other : engine;
                writers.add(threads.submit(() -> write(own)));
            }
            List<Future<?>> beside = List.of(
                    threads.submit(() -> read(engine, writing)),
                    threads.submit(() -> read(other, writing)),
                    threads.submit(() -> flush(folder, writing)));
            for (Future<?> writer : writers) {
                writer.get();
            }
            writing.set(false);
            for (Future<?> each : beside) {
                each.get();
            }
            assertEquals((long) WRITERS * BATCHES * ROWS, count(engine));
            assertEquals((long) WRITERS * BATCHES * ROWS, count(other));
        } finally {
            threads.shutdownNow();
        }
    }

    private void write(Engine engine) {
        for (int batch = 0; batch < BATCHES; batch++) {
            @Nullable Object[][] columns = new @Nullable Object[2][ROWS];
            for (int row = 0; row < ROWS; row++) {
                columns[0][row] = (long) row;
                columns[1][row] = "row " + row;
            }
            begun.addAndGet(ROWS);
            engine.stream().append("main", "T", columns, ROWS, "");
            acknowledged.addAndGet(ROWS);
        }
    }

    private void read(Engine engine, AtomicBoolean writing) {
        while (writing.get()) {
            long least = acknowledged.get();
            long count = count(engine);
            long most = begun.get();
            assertTrue(least <= count && count <= most, () -> least + " to " + most + " rows, counted " + count);
        }
    }

    private static void flush(Path folder, AtomicBoolean writing) {
        try (Store store = Store.open(folder);
                DuckDb duckDb = DuckDb.open()) {
            InlinedFlush flush = new InlinedFlush(store, duckDb);
            while (writing.get()) {
                flush.run(InlinedFlush.Due.NOW, new Cancellation());
            }
        }
    }

    private static long count(Engine engine) {
        try (Answer answer = engine.execute(Request.of("T | summarize n = count(), sum(strlen(s))"))) {
            Frame frame = answer.primary().frame();
            frame.next();
            return (Long) Objects.requireNonNull(frame.value(0, 0));
        }
    }
}
