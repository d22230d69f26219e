package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.faults.FaultyDisk.Fault;
import dev.kelp.fuzz.Arguments;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes every writing call of a database's life fail in turn and looks after each failure: a step is done or not done, never half,
 * what was done before stays, and the next try succeeds. Runs with the faulty disk under its folder.
 */
public final class FailingCalls {
    private final FaultyDisk disk;
    private final Path folder;
    private final Path input;
    private final Path work;
    private final DuckDb duckDb = DuckDb.open();
    /** The numbers of calls that are no writes. */
    private final Set<Long> others = new HashSet<>();

    private int runs;
    private int failures;
    private int done;
    private int orphans;
    private final List<String> wrong = new ArrayList<>();

    private FailingCalls(FaultyDisk disk, Path folder, Path input) {
        this.disk = disk;
        this.folder = folder;
        this.input = input;
        this.work = folder.resolve("lake");
    }

    /** {@code --orders file --folder faulty --input folder --stride 1 --from 1 --faults ONCE,FOR_EVER,TORN,SHORT}. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.of(args);
        FailingCalls calls = new FailingCalls(
                new FaultyDisk(Path.of(arguments.text("orders", ""))),
                Path.of(arguments.text("folder", "")),
                Path.of(arguments.text("input", "")));
        calls.life(0, Fault.ONCE, 0);
        System.out.println("a life takes " + calls.disk.calls() + " calls");
        for (String name : arguments.text("faults", "ONCE,FOR_EVER,TORN,SHORT").split(",")) {
            calls.all(Fault.valueOf(name), arguments.number("from", 1), arguments.number("stride", 1));
        }
        System.out.printf(
                Locale.ROOT,
                "%d lives, %d failed steps (%d of them done nevertheless), %d files left over, %d faults%n",
                calls.runs,
                calls.failures,
                calls.done,
                calls.orphans,
                calls.wrong.size());
        System.exit(calls.wrong.isEmpty() ? 0 : 1);
    }

    /** Makes every call fail in this way; those that don't write can't be done by half. */
    private void all(Fault fault, long from, int stride) throws IOException {
        boolean halves = fault == Fault.TORN || fault == Fault.SHORT;
        // Each kind of fault begins elsewhere, so that a coarse stride meets different calls.
        long at = from + (long) fault.ordinal() * stride / 4;
        int error = fault == Fault.FOR_EVER ? FaultyDisk.ENOSPC : FaultyDisk.EIO;
        int before = runs;
        while (halves && others.contains(at) || life(at, fault, error)) {
            if (!disk.failedCall().contains("write")) {
                others.add(at);
            }
            at += stride;
        }
        System.out.printf(Locale.ROOT, "%s: %d calls, %d lives%n", fault, at - stride, runs - before);
    }

    /** One life with one fault in it; false when the life ended before. */
    private boolean life(long at, Fault fault, int error) throws IOException {
        runs++;
        delete(folder);
        Files.createDirectories(folder);
        List<Steps> steps = Steps.all(input);
        disk.failAt(at, fault, error);
        Contents contents = Contents.NOTHING;
        Engine engine = null;
        Store store = null;
        int next = 0;
        int tries = 0;
        while (next < steps.size()) {
            Steps step = steps.get(next);
            String what = engine == null ? "open" : step.what();
            try {
                if (engine == null) {
                    engine = Engine.open(work);
                }
                if (store == null) {
                    store = Store.open(work);
                }
                what = step.what();
                step.work().on(engine, store, duckDb);
                contents = step.effect().apply(contents);
                next++;
                tries = 0;
            } catch (RuntimeException | Error e) {
                failures++;
                String call = fault + " " + at + " " + disk.failedCall() + " in " + what + ": ";
                if (disk.failed() == 0 || !(e instanceof KqlException)) {
                    wrong(call + e, e);
                }
                if (disk.failed() == 0 || ++tries == 3) {
                    wrong(call + "not done by the next try", null);
                    break;
                }
                disk.heal();
                if (engine != null) {
                    Contents after = step.effect().apply(contents);
                    Contents there = look(engine, contents, after, call);
                    crash(contents, after, call);
                    if (fault == Fault.FOR_EVER) {
                        // Whoever opens the database next must find the same.
                        engine.close();
                        if (store != null) {
                            store.close();
                            store = null;
                        }
                        engine = Engine.open(work);
                        there = look(engine, contents, after, call + "opened again: ");
                    }
                    if (there.equals(after) && !after.equals(contents)) {
                        done++;
                        next++;
                    }
                    contents = there;
                }
            }
        }
        close(store, fault + " " + at + ": ");
        close(engine, fault + " " + at + ": ");
        disk.heal();
        check(contents, fault + " " + at + " " + disk.failedCall() + ": ");
        return disk.failed() > 0;
    }

    private void close(AutoCloseable open, String call) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (KqlException e) {
            // What was said to be done is looked at below.
        } catch (Exception e) {
            wrong(call + "close: " + e, e);
        }
    }

    private Contents look(Engine engine, Contents before, Contents after, String call) {
        try {
            Contents there = Contents.of(engine);
            if (!there.equals(before) && !there.equals(after)) {
                wrong(call + "found " + there + " instead of " + before + " or " + after, null);
            }
            return there;
        } catch (RuntimeException e) {
            wrong(call + "reading: " + e, e);
            return before;
        }
    }

    /** What would be found if the process were killed now: a copy of its files, without the memory that processes share. */
    private void crash(Contents before, Contents after, String call) throws IOException {
        Path copy = folder.resolveSibling("crashed");
        delete(copy);
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(f -> !f.toString().endsWith("-shm")).toList()) {
                Files.copy(file, copy.resolve(work.relativize(file).toString()));
            }
        }
        try (Engine engine = Engine.open(copy)) {
            look(engine, before, after, call + "after a crash: ");
        }
        DataFiles.faults(copy).forEach(fault -> wrong(call + "after a crash: " + fault, null));
    }

    private void check(Contents expected, String call) throws IOException {
        try (Engine engine = Engine.open(work)) {
            look(engine, expected, expected, call + "at the end ");
        }
        DataFiles.faults(work).forEach(fault -> wrong(call + fault, null));
        List<String> left = DataFiles.orphans(work);
        orphans += left.size();
        if (left.size() > 2) {
            wrong(call + "left over " + left, null);
        }
    }

    private void wrong(String text, Throwable cause) {
        wrong.add(text);
        System.out.println("WRONG " + text);
        if (cause != null && !(cause instanceof KqlException)) {
            cause.printStackTrace(System.out);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
