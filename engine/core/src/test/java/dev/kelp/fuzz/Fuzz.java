package dev.kelp.fuzz;

import dev.kelp.Compiler;
import dev.kelp.functions.Dialect;
import dev.kelp.golden.GoldenFile;
import dev.kelp.text.KqlException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Throws generated, mutated and monstrous queries at the compiler: any exception but {@link KqlException} is a bug, and so is a
 * query that takes more than two seconds or memory that grows.
 */
public final class Fuzz {
    private static final long NOW = 638_400_000_000_000_000L;
    private static final long PATIENCE = 2_000_000_000L;
    private static final Profile PROFILE = Profile.forFuzz();

    private final long seed;
    private final List<String> corpus;
    private final Map<String, String> crashes = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> slow = new LinkedHashMap<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int accepted;

    /** What the watchdog looks at: the query being compiled and the CPU time at which it began. */
    private record Work(String query, long began) {}

    private volatile Work work = new Work("", Long.MAX_VALUE);

    public Fuzz(long seed) {
        this.seed = seed;
        this.corpus = corpus();
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.of(args);
        int count = arguments.number("queries", 1_000_000);
        Fuzz fuzz = new Fuzz(arguments.number("seed", 1));
        long before = 0;
        int from = arguments.number("from", 0);
        for (int part = 1; part <= 10; part++) {
            long start = System.nanoTime();
            fuzz.run(from + (int) (count * (part - 1L) / 10), from + (int) (count * (long) part / 10));
            long used = memory();
            before = part == 1 ? used : before;
            System.out.printf(
                    Locale.ROOT,
                    "%d %% in %d s more, %d accepted, %d kinds of crash, %d slow, %d MB (%+d since the first tenth)%n",
                    part * 10,
                    (System.nanoTime() - start) / 1_000_000_000,
                    fuzz.accepted,
                    fuzz.crashes.size(),
                    fuzz.slow.size(),
                    used >> 20,
                    (used - before) >> 20);
        }
        fuzz.report();
        System.exit(fuzz.crashes.isEmpty() && fuzz.slow.isEmpty() ? 0 : 1);
    }

    private static long memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The golden queries. */
    private static List<String> corpus() {
        List<String> queries = new ArrayList<>();
        try {
            URI uri = Objects.requireNonNull(Fuzz.class.getResource("/golden")).toURI();
            for (GoldenFile file : GoldenFile.below(Path.of(uri))) {
                file.cases().forEach(c -> queries.add(c.query()));
            }
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return queries;
    }

    /** What went wrong, by its kind, with a query that shows it. */
    public Map<String, String> crashes() {
        return crashes;
    }

    /** Compiles the queries of some indices. */
    public void run(int from, int to) {
        Thread compiler = Thread.currentThread();
        Thread watchdog = new Thread(() -> watch(compiler));
        watchdog.setDaemon(true);
        watchdog.start();
        for (int i = from; i < to; i++) {
            Chance chance = new Chance(seed, i);
            String query = query(chance, i);
            work = new Work(query, threads.getThreadCpuTime(compiler.getId()));
            compile(query, chance.percent(20) ? Dialect.SPARK : Dialect.DUCKDB);
        }
        work = new Work("", Long.MAX_VALUE);
        watchdog.interrupt();
    }

    private String query(Chance chance, int index) {
        int kind = chance.below(100);
        if (kind < 2) {
            return Monsters.of(chance);
        }
        String base = kind < 50 ? chance.of(corpus) : Queries.query(seed, index, PROFILE);
        return kind < 70 ? Mutations.of(base, chance.of(corpus), chance) : base;
    }

    private void compile(String query, Dialect dialect) {
        try {
            Compiler.compile(query, Tables.ALL, "db", NOW, Map.of(), dialect);
            accepted++;
        } catch (KqlException e) {
            if (e.message().isBlank()) {
                note("an error without a message", query);
            }
        } catch (RuntimeException | Error e) {
            note(kind(e), query);
        }
    }

    private void note(String kind, String query) {
        counts.merge(kind, 1, Integer::sum);
        crashes.merge(kind, query, (old, young) -> young.length() < old.length() ? young : old);
    }

    private static String kind(Throwable e) {
        StringBuilder kind = new StringBuilder(e.getClass().getName());
        String message = String.valueOf(e.getMessage());
        kind.append(": ").append(message, 0, Math.min(100, message.length()));
        int frames = 0;
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.kelp.")
                    && !frame.getClassName().startsWith("dev.kelp.fuzz")
                    && frames++ < 3) {
                kind.append("\n    at ").append(frame);
            }
        }
        return kind.toString();
    }

    private void watch(Thread compiler) {
        String told = "";
        try {
            while (true) {
                Thread.sleep(200);
                Work now = work;
                if (threads.getThreadCpuTime(compiler.getId()) - now.began() > PATIENCE && !told.equals(now.query())) {
                    told = now.query();
                    StringBuilder stack = new StringBuilder();
                    for (StackTraceElement frame : compiler.getStackTrace()) {
                        stack.append("\n    at ").append(frame);
                    }
                    slow.put(now.query(), stack.substring(0, Math.min(1500, stack.length())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        crashes.forEach((kind, query) -> System.out.println(counts.get(kind) + " × " + kind + "\n  " + cut(query)));
        slow.forEach((query, stack) -> System.out.println("SLOW " + cut(query) + stack));
        System.out.printf(Locale.ROOT, "%d kinds of crash, %d slow queries%n", crashes.size(), slow.size());
    }

    private static String cut(String query) {
        return query.length() < 600 ? query : query.substring(0, 300) + " … " + query.substring(query.length() - 100);
    }
}
