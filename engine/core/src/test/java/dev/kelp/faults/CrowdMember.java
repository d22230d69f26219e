package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.Arguments;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.store.StoredCells;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One process of a {@link Crowd}: some writers, and readers that read until these have ended. */
public final class CrowdMember {
    static final int TAGS = 5;
    static final int RIVALS = 8;
    /** One writer in so many writes files, the others rows into the catalogue. */
    static final int WITH_FILES = 8;

    private final Engine engine;
    private final Store store;
    private volatile boolean ended;

    private CrowdMember(Engine engine, Store store) {
        this.engine = engine;
        this.store = store;
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        Path folder = Path.of(arguments.text("folder", ""));
        int first = arguments.number("first", 0);
        try (Engine engine = Engine.open(folder).withBackground();
                Store store = Store.open(folder)) {
            new CrowdMember(engine, store)
                    .run(
                            first,
                            arguments.number("writers", 8),
                            arguments.number("readers", 4),
                            arguments.number("batches", 200));
        }
        System.exit(0);
    }

    static long id(int writer, long row) {
        return writer * 1_000_000L + row;
    }

    static boolean hasFiles(int writer) {
        return writer % WITH_FILES == 0;
    }

    private void run(int first, int writers, int readers, int batches) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Void>> writing = new ArrayList<>();
        List<Future<Void>> reading = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            reading.add(threads.submit(this::read));
        }
        for (int writer = first; writer < first + writers; writer++) {
            int number = writer;
            writing.add(threads.submit((Callable<Void>) () -> {
                // Those that write files bring the same tags, two of each process.
                if (number % (WITH_FILES / 2) == 0) {
                    tag(number);
                }
                for (int batch = 0; batch < batches; batch++) {
                    if (hasFiles(number)) {
                        file(id(number, (long) batch * Crowd.ROWS));
                    } else {
                        stream(id(number, (long) batch * Crowd.ROWS));
                    }
                }
                return null;
            }));
        }
        for (Future<Void> one : writing) {
            one.get();
        }
        ended = true;
        for (Future<Void> one : reading) {
            one.get();
        }
        threads.shutdown();
    }

    private void tag(int writer) {
        for (int tag = 0; tag < TAGS; tag++) {
            String name = "\"tag " + tag + "\"";
            try {
                execute(".append Tagged with (tags='[\"ingest-by:tag " + tag + "\"]', ingestIfNotExists='[" + name
                        + "]') <| range id from 1 to " + Crowd.ROWS + " step 1 | extend n = long(" + writer + ")");
            } catch (KqlException e) {
                // Another one was first.
                if (!e.problem().code().equals("KQ4004")) {
                    throw e;
                }
            }
        }
    }

    private void file(long from) {
        execute(".append Extents <| range id from " + from + " to " + (from + Crowd.ROWS - 1)
                + " step 1 | extend n = id");
    }

    /** Into two tables at once. */
    private void stream(long from) {
        Object[][] columns = new Object[2][Crowd.ROWS];
        for (int row = 0; row < Crowd.ROWS; row++) {
            columns[0][row] = from + row;
            columns[1][row] = from + row;
        }
        Snapshot snapshot = store.snapshot();
        TableDef left = snapshot.table("main", "Left").orElseThrow();
        TableDef right = snapshot.table("main", "Right").orElseThrow();
        store.commit().stream(left, StoredCells.of(left, columns, Crowd.ROWS)).stream(
                        right, StoredCells.of(right, columns, Crowd.ROWS))
                .run();
    }

    private Void read() {
        List<Long> before = List.of(0L, 0L, 0L, 0L, 0L);
        while (!ended) {
            List<Long> now = Contents.numbers(
                    engine,
                    "union (Left | summarize v = count() | extend o = 0), (Right | summarize v = count() | extend o = 1),"
                            + " (Left | summarize v = coalesce(sum(n), 0) | extend o = 2),"
                            + " (Right | summarize v = coalesce(sum(n), 0) | extend o = 3),"
                            + " (Extents | summarize v = count() | extend o = 4)"
                            + " | sort by o asc | project v");
            boolean whole = now.get(0).equals(now.get(1))
                    && now.get(2).equals(now.get(3))
                    && now.get(0) % Crowd.ROWS == 0
                    && now.get(4) % Crowd.ROWS == 0;
            if (!whole || now.get(0) < before.get(0) || now.get(4) < before.get(4)) {
                throw new IllegalStateException("a reader saw " + now + " after " + before);
            }
            before = now;
        }
        return null;
    }

    private void execute(String command) {
        engine.execute(Request.of(command)).close();
    }
}
