package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.Arguments;
import dev.kelp.ingest.InlinedFlush;
import dev.kelp.maintain.Maintenance;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Changes a database until it is killed, and says what it begins and what is done, a line each:
 *
 * <pre>
 * ready | begin add TABLE FIRST LAST | begin delete TABLE FIRST LAST | begin other … | done | refused …
 * </pre>
 */
public final class KillWorker {
    /** The ids that a worker's rows lie in. */
    static final long RANGE = 1_000_000;

    private static final int ROWS = 20;
    private final Engine engine;
    private final Store store;
    private final DuckDb duckDb;
    private final Random random;
    private final long number;
    private final List<long[]> added = new ArrayList<>();
    private long batch;

    private KillWorker(Engine engine, Store store, DuckDb duckDb, long number, long seed) {
        this.engine = engine;
        this.store = store;
        this.duckDb = duckDb;
        this.number = number;
        this.random = new Random(seed * 31 + number);
    }

    /** {@code --folder lake --number 7 --seed 1 --steps 1000000}. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.of(args);
        Path folder = Path.of(arguments.text("folder", ""));
        try (Engine engine = Engine.open(folder);
                Store store = Store.open(folder);
                DuckDb duckDb = DuckDb.open()) {
            KillWorker worker =
                    new KillWorker(engine, store, duckDb, arguments.number("number", 0), arguments.number("seed", 1));
            say("ready");
            for (int i = arguments.number("steps", Integer.MAX_VALUE); i > 0; i--) {
                worker.step();
            }
        }
        System.exit(0);
    }

    private void step() {
        switch (random.nextInt(13)) {
            case 0, 1 -> add("Events", ".append Events <| range id from %1$d to %2$d step 1 | project id, text = 'x'");
            case 2, 3 -> add("Shaped", null);
            case 4 -> add("Events", ".ingest inline into table Events <|\n%3$s");
            case 5 -> delete();
            case 6 -> maintain();
            case 7 -> other(".create-merge table Shaped (c" + random.nextInt(30) + ":long)");
            case 8 -> other(".drop column Shaped.c" + random.nextInt(30) + " ifexists");
            case 9 -> flush();
            case 10, 11 -> stream();
            default -> {
                other(".set Own" + number + " <| range id from 1 to 100 step 1");
                other(".append Own" + number + " <| range id from 101 to 200 step 1");
                other(".drop table Own" + number);
            }
        }
    }

    private void add(String table, String command) {
        long first = number * RANGE + batch++ * ROWS;
        long last = first + ROWS - 1;
        String text = command == null
                ? ".ingest inline into table Shaped with (format='multijson') <|\n" + lines(first, last, "{\"id\": %d}")
                : String.format(Locale.ROOT, command, first, last, lines(first, last, "%d,x"));
        if (run("add " + table + " " + first + " " + last, text)) {
            added.add(new long[] {table.equals("Events") ? 1 : 0, first, last});
        }
    }

    /** Rows that go into the catalogue. */
    private void stream() {
        long first = number * RANGE + batch++ * ROWS;
        List<Object[]> rows = LongStream.range(first, first + ROWS)
                .mapToObj(id -> new Object[] {id, "streamed"})
                .toList();
        if (run("add Events " + first + " " + (first + ROWS - 1) + " streamed", () -> engine.stream()
                .append("main", "Events", rows, ""))) {
            added.add(new long[] {1, first, first + ROWS - 1});
        }
    }

    /** From the catalogue into files. */
    private void flush() {
        run("other flush rows", () -> {
            if (store.lease("flush", "worker " + number, Duration.ofSeconds(1))) {
                new InlinedFlush(store, duckDb).run(InlinedFlush.Due.NOW, new Cancellation());
                store.endLease("flush", "worker " + number);
            }
        });
    }

    /** Merges, rewrites what has deleted rows, sweeps what killed processes left. */
    private void maintain() {
        run("other maintain tables", () -> {
            long now = Ticks.UNIX_EPOCH + System.currentTimeMillis() * Ticks.PER_SECOND / 1000;
            new Maintenance(store, duckDb).run(now, new Cancellation());
        });
    }

    private static String lines(long first, long last, String line) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> String.format(Locale.ROOT, line, id))
                .collect(Collectors.joining("\n"));
    }

    private void delete() {
        if (added.isEmpty()) {
            return;
        }
        long[] one = added.remove(random.nextInt(added.size()));
        String table = one[0] == 1 ? "Events" : "Shaped";
        run(
                "delete " + table + " " + one[1] + " " + one[2],
                ".delete table " + table + " records <| " + table + " | where id between (" + one[1] + " .. " + one[2]
                        + ")");
    }

    private void other(String command) {
        run("other " + command.substring(0, Math.min(30, command.length())), command);
    }

    /** Other workers may be in the way, so a command may be refused; then nothing of it is done. */
    private boolean run(String what, String command) {
        return run(what, () -> engine.execute(Request.of(command)).close());
    }

    private boolean run(String what, Runnable work) {
        say("begin " + what);
        try {
            work.run();
            say("done");
            return true;
        } catch (KqlException e) {
            say("refused " + (e.problem() == Problem.CONFLICT ? "CONFLICT" : e.getMessage()));
            return false;
        }
    }

    private static void say(String line) {
        System.out.println(line.replace('\n', ' '));
        System.out.flush();
    }
}
