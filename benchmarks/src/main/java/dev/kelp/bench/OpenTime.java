package dev.kelp.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.kelp.Answer;
import dev.kelp.Compiler;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import dev.kelp.sql.SqlText;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Extent;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Opening a database of many extents and planning on it. Each extent holds a minute of logs in ten columns; the catalogue knows all
 * of them, on disk are only those of the minutes that the query asks for. Medians of 15 runs after 5 for warming up, and of 5 new
 * processes, in which classes and native libraries are loaded too (from {@code Engine.open}, without the start of the JVM). Beside
 * them, in turn, as many new processes on a database of 10 extents: the difference is what many extents cost there.
 *
 * <p>Arguments: extents (10000). Run by {@code ./kelp bench open}.
 */
public final class OpenTime {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARM_UP = 5;
    private static final int RUNS = 15;
    private static final int PROCESSES = 5;
    private static final int PER_COMMIT = 100;
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int ASKED = 3;

    private static final int FEW = 10;

    /** Milliseconds; the processor's are those of the whole process, where it is a new one. */
    private record Times(double open, double firstAnswer, double processor) {}

    private OpenTime() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2) {
            Times times = open(Path.of(arguments[0]), arguments[1]);
            System.out.println(times.open() + " " + times.firstAnswer() + " " + times.processor());
            return;
        }
        int extents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        Path folder = Files.createTempDirectory("kelp-bench");
        try {
            make(folder.resolve("many"), extents);
            make(folder.resolve("few"), FEW);
            measure(folder.resolve("many"), query(extents / 2));
            List<Times> many = new ArrayList<>();
            List<Times> few = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                many.add(process(folder.resolve("many"), query(extents / 2)));
                few.add(process(folder.resolve("few"), query(FEW / 2)));
            }
            print(extents, many);
            print(FEW, few);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        }
    }

    private static void print(int extents, List<Times> times) {
        System.out.printf(
                "new process, %,d extents: opened after %.0f ms, first answer after %.0f ms, %.0f ms of processor%n",
                extents,
                median(times.stream().mapToDouble(Times::open).toArray()),
                median(times.stream().mapToDouble(Times::firstAnswer).toArray()),
                median(times.stream().mapToDouble(Times::processor).toArray()));
    }

    private static void measure(Path folder, String query) {
        double[] opens = new double[RUNS];
        double[] answers = new double[RUNS];
        double[] plans = new double[RUNS];
        double[] again = new double[RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            Times times = open(folder, query);
            try (Engine engine = Engine.open(folder)) {
                double first = plan(engine, query);
                double second = plan(engine, query);
                if (run >= 0) {
                    opens[run] = times.open();
                    answers[run] = times.firstAnswer();
                    plans[run] = first;
                    again[run] = second;
                }
            }
        }
        System.out.printf(
                "same process: opened after %.1f ms, first answer after %.1f ms%n", median(opens), median(answers));
        System.out.printf(
                "planning, text to chosen extents: %.1f ms at first, %.1f ms again%n", median(plans), median(again));
    }

    private static Times open(Path folder, String query) {
        long start = System.nanoTime();
        try (Engine engine = Engine.open(folder)) {
            engine.snapshot();
            double opened = (System.nanoTime() - start) / 1e6;
            try (Answer answer = engine.execute(Request.of(query))) {
                Frame frame = answer.primary().frame();
                if (!frame.next() || !Long.valueOf(ASKED * 60L).equals(frame.value(0, 0))) {
                    throw new IllegalStateException("a wrong answer");
                }
            }
            double answered = (System.nanoTime() - start) / 1e6;
            return new Times(opened, answered, PROCESS.getProcessCpuTime() / 1e6);
        }
    }

    private static double plan(Engine engine, String query) {
        long start = System.nanoTime();
        Snapshot snapshot = engine.snapshot();
        Compiler.Program program = engine.explain(Request.of(query));
        int extents = 0;
        for (Compiler.Compiled compiled : program.queries()) {
            for (SqlText.ScanSlot slot : compiled.sql().scans()) {
                extents += snapshot.extents(slot.request()).size();
            }
        }
        if (extents != ASKED) {
            throw new IllegalStateException(extents + " extents");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static Times process(Path folder, String query) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        for (String module : List.of("nio", "lang", "util")) {
            command.add("--add-opens=java.base/java." + module + "=ALL-UNNAMED");
        }
        command.addAll(
                List.of("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(OpenTime.class.getName(), folder.toString(), query));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] times = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        process.waitFor();
        return new Times(Double.parseDouble(times[0]), Double.parseDouble(times[1]), Double.parseDouble(times[2]));
    }

    private static String query(int minute) {
        return "Logs | where Timestamp between (datetime(" + START.plusMinutes(minute) + ":00) .. datetime("
                + START.plusMinutes(minute + ASKED - 1L) + ":59)) | summarize count()";
    }

    private static void make(Path folder, int extents) {
        int asked = extents / 2;
        try (Engine engine = Engine.open(folder)) {
            String columns = String.join(
                    ", ",
                    Arrays.stream(LogFile.COLUMNS).map(c -> c[0] + ": " + c[1]).toList());
            run(engine, ".create table Logs (" + columns + ")");
            for (int minute = asked; minute < asked + ASKED; minute++) {
                run(
                        engine,
                        ".set-or-append Logs <| range i from 0 to 59 step 1 | project Timestamp = datetime("
                                + START.plusMinutes(minute)
                                + ":00) + i * 1s, Level = 'Information', Source = 'S', Node = 'n', Component = 'c',"
                                + " RequestId = i, Row = i, DurationMs = toreal(i), Message = 'm', Properties = dynamic(null)");
            }
        }
        try (Store store = Store.open(folder)) {
            TableDef table = store.snapshot().tables("main").get(0);
            String location = store.snapshot().location(table) + "/";
            for (int first = 0; first < extents; first += PER_COMMIT) {
                List<WrittenExtent> batch = new ArrayList<>();
                for (int minute = first; minute < Math.min(extents, first + PER_COMMIT); minute++) {
                    if (minute < asked || minute >= asked + ASKED) {
                        batch.add(new WrittenExtent(
                                location + Extent.OWN_PREFIX + "of-minute-" + minute + ".parquet",
                                60,
                                4_000,
                                900,
                                statistics(table, minute),
                                Map.of()));
                    }
                }
                Commit commit = store.commit();
                commit.append(table, batch).run();
            }
        }
    }

    private static Map<Long, ColumnStats> statistics(TableDef table, int minute) {
        Map<Long, ColumnStats> statistics = new HashMap<>();
        for (ColumnDef column : table.columns()) {
            String min = column.type() == KqlType.DATETIME
                    ? START.plusMinutes(minute).format(SECONDS)
                    : column.type().isNumber() ? "0" : "a";
            String max = column.type() == KqlType.DATETIME
                    ? START.plusMinutes(minute).plusSeconds(59).format(SECONDS)
                    : column.type().isNumber() ? "59" : "z";
            statistics.put(
                    column.id(), new ColumnStats(100, 60, 0, min, max, column.type() == KqlType.REAL ? false : null));
        }
        return statistics;
    }

    private static void run(Engine engine, String text) {
        try (Answer answer = engine.execute(Request.of(text))) {
            Frame frame = answer.primary().frame();
            while (frame.next()) {
                frame.batch().getRowCount();
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
