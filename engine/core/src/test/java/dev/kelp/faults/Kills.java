package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.Arguments;
import dev.kelp.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills processes at random moments while they change one database, several at once: no row that was said to be in it is lost, none
 * is there twice, it opens at once, and files that nobody needs don't pile up.
 */
public final class Kills {
    private static final int MOST_STEPS = 12;
    private static final int MOST_MILLIS = 60;

    private final Path folder;
    private final Path archive;
    private final String jars;
    private final int seed;
    private final Map<Integer, Claims> claims = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> killedIn = new TreeMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private long slowest;
    private int most;

    private Kills(Path folder, int seed) {
        this.folder = folder.resolve("lake");
        this.archive = folder.resolve("worker.jsa");
        this.jars = Worker.jars(folder);
        this.seed = seed;
    }

    /** {@code --folder folder --kills 1000 --workers 4 --seed 1}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        List<String> wrong = of(
                Path.of(arguments.text("folder", "")),
                arguments.number("kills", 1000),
                arguments.number("workers", 4),
                arguments.number("seed", 1));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** What was wrong after so many kills. */
    static List<String> of(Path folder, int kills, int workers, int seed) throws Exception {
        return new Kills(folder, seed).run(kills, workers);
    }

    private List<String> run(int kills, int workers) throws Exception {
        try (Engine engine = Engine.open(folder)) {
            engine.execute(Request.of(".create table Events (id:long, text:string)"))
                    .close();
            engine.execute(Request.of(".create table Shaped (id:long)")).close();
        }
        // Class data shared by all: a worker starts in half the time.
        Worker.run(Worker.of(
                        jars,
                        KillWorker.class,
                        List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"),
                        arguments(next.getAndIncrement(), 20))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Future<?>> ended = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            ended.add(threads.submit((Callable<Void>) () -> {
                for (int number = next.getAndIncrement(); number <= kills; number = next.getAndIncrement()) {
                    kill(number);
                }
                return null;
            }));
        }
        for (Future<?> one : ended) {
            one.get();
        }
        threads.shutdown();
        finish(kills);
        return wrong;
    }

    private String[] arguments(int number, int steps) {
        return new String[] {
            "--folder", folder.toString(),
            "--number", String.valueOf(number),
            "--seed", String.valueOf(seed),
            "--steps", String.valueOf(steps)
        };
    }

    private void kill(int number) throws IOException, InterruptedException {
        Claims said = new Claims();
        Random random = new Random(seed * 1_000_003L + number);
        // DuckDB's driver puts its library, 70 MB, into the temporary folder, where a killed process leaves it.
        Path temporary = Files.createDirectories(archive.resolveSibling("tmp" + number));
        Process worker = Worker.of(
                        jars,
                        KillWorker.class,
                        List.of(
                                "-XX:SharedArchiveFile=" + archive,
                                "-Xlog:cds=off",
                                "-Xlog:cds+dynamic=off",
                                "-Djava.io.tmpdir=" + temporary),
                        arguments(number, Integer.MAX_VALUE))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (BufferedReader lines = worker.inputReader()) {
            String first = lines.readLine();
            if (!"ready".equals(first)) {
                wrong(number + " did not start: " + first);
            }
            // So many steps are let through, and a part of the next one.
            int steps = random.nextInt(MOST_STEPS);
            String line = lines.readLine();
            for (int done = 0; line != null; line = lines.readLine()) {
                said.hear(line);
                if (!line.startsWith("begin ") && ++done == steps || steps == 0 && done == 0) {
                    Thread.sleep(random.nextInt(MOST_MILLIS));
                    // SIGKILL: nothing of it runs any more, but what it said before is still to be read.
                    worker.toHandle().destroyForcibly();
                    break;
                }
            }
            lines.lines().forEach(said::hear);
        } catch (UncheckedIOException e) {
            wrong(number + ": " + e);
        }
        worker.waitFor();
        FailingCalls.delete(temporary);
        long start = System.nanoTime();
        try (Engine engine = Engine.open(folder)) {
            engine.snapshot();
            long opened = System.nanoTime() - start;
            List<String> found = said.check(engine, number * KillWorker.RANGE, (number + 1) * KillWorker.RANGE - 1);
            synchronized (this) {
                claims.put(number, said);
                killedIn.merge(said.last(), 1, Integer::sum);
                slowest = Math.max(slowest, opened);
                found.forEach(w -> wrong(number + ": " + w));
            }
        } catch (RuntimeException e) {
            wrong(number + ": " + e);
        }
        if (number % 50 == 0) {
            report(number);
        }
    }

    private synchronized void wrong(String text) {
        wrong.add(text);
        System.out.println("WRONG " + text);
    }

    private synchronized void report(int number) {
        int files = DataFiles.orphans(folder).size();
        most = Math.max(most, files);
        System.out.printf(
                Locale.ROOT,
                "%d kills, %d files in the catalogue, %d beside it, slowest opening %d ms, %d wrong%n",
                number,
                DataFiles.named(folder).size(),
                files,
                slowest / 1_000_000,
                wrong.size());
    }

    private void finish(int kills) {
        Map<String, Integer> done = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        long rows = 0;
        try (Engine engine = Engine.open(folder)) {
            for (Map.Entry<Integer, Claims> one : claims.entrySet()) {
                long from = one.getKey() * KillWorker.RANGE;
                one.getValue()
                        .check(engine, from, from + KillWorker.RANGE - 1)
                        .forEach(w -> wrong("at the end, " + one.getKey() + ": " + w));
                one.getValue().done.forEach((what, n) -> done.merge(what, n, Integer::sum));
                one.getValue().refused.forEach((what, n) -> refused.merge(what, n, Integer::sum));
                rows += one.getValue().rows();
            }
        }
        try (Store store = Store.open(folder)) {
            store.sweepOrphans();
            store.deleteUnneeded(Long.MAX_VALUE);
        }
        DataFiles.faults(folder).forEach(this::wrong);
        if (!DataFiles.orphans(folder).isEmpty()) {
            wrong("files left over: " + DataFiles.orphans(folder));
        }
        report(kills);
        System.out.println("done " + done + ", refused " + refused + ", killed in " + killedIn);
        System.out.println(kills + " kills, " + rows + " rows kept, " + wrong.size() + " wrong");
    }
}
