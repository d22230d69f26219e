package dev.kelp.bench;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streaming appends of log lines: how long 100 rows take until they are on disk, and until a query has seen them; and how many rows a
 * second several threads add in batches of 1,000, while rows are moved to files behind. Beside them the same disk's fsync. Run by
 * {@code ./kelp bench streaming [seconds] [threads]}.
 */
public final class StreamingAppends {
    private static final int WARM_UP = 200;
    private static final int APPENDS = 1000;
    private static final int SMALL = 100;
    private static final int LARGE = 1000;
    private static final String[] LEVELS = {"debug", "info", "info", "info", "warning", "error"};

    private StreamingAppends() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        Path folder = Files.createTempDirectory("kelp-bench");
        try {
            print("fsync of 4 KB", fsync(folder.resolve("fsync")));
            try (Engine engine = Engine.open(folder).withBackground()) {
                command(
                        engine,
                        ".create table Logs (at:datetime, level:string, service:string, node:string, message:string,"
                                + " duration:real, request:long, trace:string)");
                latency(engine);
                throughput(engine, seconds, threads);
            }
        } finally {
            delete(folder);
        }
    }

    private static void latency(Engine engine) {
        double[] durable = new double[APPENDS];
        double[] seen = new double[APPENDS];
        for (int i = -WARM_UP; i < APPENDS; i++) {
            @Nullable Object[][] rows = rows(i * SMALL, SMALL);
            long start = System.nanoTime();
            engine.stream().append("main", "Logs", rows, SMALL, "");
            long middle = System.nanoTime();
            long count = i % 10 == 0 ? count(engine) : 0;
            if (i >= 0) {
                durable[i] = (middle - start) / 1e6;
                seen[i] = (System.nanoTime() - start) / 1e6;
            }
            if (count > 0 && count != (long) (i + WARM_UP + 1) * SMALL) {
                throw new IllegalStateException(count + " rows after " + (i + WARM_UP + 1) + " appends");
            }
        }
        print("append of 100 rows", durable);
        print(
                "append and count",
                Stream.iterate(0, i -> i + 10)
                        .limit(APPENDS / 10)
                        .mapToDouble(i -> seen[i])
                        .toArray());
    }

    private static void throughput(Engine engine, int seconds, int threads) throws InterruptedException {
        long before = count(engine);
        AtomicLong rows = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Double> times = new ArrayList<>();
        List<Thread> producers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            producers.add(new Thread(() -> {
                @Nullable Object[][][] batches = new @Nullable Object[16][][];
                for (int b = 0; b < batches.length; b++) {
                    batches[b] = rows((thread * 16 + b) * LARGE, LARGE);
                }
                for (int b = 0; System.nanoTime() < end; b++) {
                    long start = System.nanoTime();
                    engine.stream().append("main", "Logs", batches[b % batches.length], LARGE, "");
                    rows.addAndGet(LARGE);
                    synchronized (times) {
                        times.add((System.nanoTime() - start) / 1e6);
                    }
                }
            }));
        }
        long start = System.nanoTime();
        long cpu = cpu();
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join();
        }
        double took = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-22s%,12.0f rows a second, %d threads, %.1f s, %.1f us of processor a row%n",
                "batches of 1,000",
                rows.get() / took,
                threads,
                took,
                (cpu() - cpu) / 1e3 / rows.get());
        print("append of 1,000 rows", times.stream().mapToDouble(d -> d).toArray());
        start = System.nanoTime();
        cpu = cpu();
        long there = count(engine) - before;
        System.out.printf(
                Locale.ROOT,
                "%-22s%,12d rows, %s, counted in %.1f ms, %.1f of processor%n",
                "then in the table",
                there,
                extents(engine),
                (System.nanoTime() - start) / 1e6,
                (cpu() - cpu) / 1e6);
        if (there != rows.get()) {
            throw new IllegalStateException(there + " rows of " + rows.get());
        }
    }

    private static @Nullable Object[][] rows(int first, int count) {
        @Nullable Object[][] columns = new @Nullable Object[8][count];
        long now = Ticks.fromMicros(System.currentTimeMillis() * 1000);
        for (int row = 0; row < count; row++) {
            int i = first + row;
            columns[0][row] = now + row * 10L;
            columns[1][row] = LEVELS[Math.floorMod(i * 31, LEVELS.length)];
            columns[2][row] = "service-" + Math.floorMod(i, 20);
            columns[3][row] = "node-" + Math.floorMod(i * 7, 100);
            columns[4][row] = "request " + i + " of user " + i * 7919 % 100_000
                    + " took longer than the 250 ms that its path /api/v1/items allows";
            columns[5][row] = Math.floorMod(i * 37, 10_000) / 10.0;
            columns[6][row] = (long) i * 7919;
            columns[7][row] = Long.toHexString(i * 0x9E3779B97F4A7C15L);
        }
        return columns;
    }

    private static long count(Engine engine) {
        try (Answer answer = engine.execute(Request.of("Logs | count"))) {
            Frame frame = answer.tables().get(0).frame();
            frame.next();
            return (Long) java.util.Objects.requireNonNull(frame.value(0, 0));
        }
    }

    private static String extents(Engine engine) {
        return engine.snapshot()
                        .size(engine.snapshot().table("main", "Logs").orElseThrow())
                        .extents() + " extents";
    }

    /** What the process has used, in nanoseconds: on a machine with other work, the fairer figure. */
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void command(Engine engine, String text) {
        engine.execute(Request.of(text)).close();
    }

    private static double[] fsync(Path file) throws IOException {
        double[] times = new double[500];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < times.length; i++) {
                channel.write(ByteBuffer.allocate(4096), i * 4096L);
                long start = System.nanoTime();
                channel.force(false);
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return times;
    }

    private static void print(String what, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-22s%9.2f ms median%9.2f ms p99%9.2f ms worst%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1]);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
