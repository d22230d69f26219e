package dev.kelp.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code .ingest into} of a file of logs, until its rows are durable and can be queried, against DuckDB's own COPY of the same columns
 * from its typed reader to zstd Parquet, without ORDER BY: CSV and JSON lines, the two in turn in one process, each round in its own
 * new database. Prints a row per round and the median of the rounds' ratios, of time and of the processor's time.
 *
 * <p>Arguments: megabytes per file (1000), rounds (5). Run by {@code ./kelp bench ingest}.
 */
public final class IngestRatio {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private record Cost(double seconds, double processor) {}

    private interface Work {
        void run() throws IOException, SQLException;
    }

    private IngestRatio() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        long bytes = (arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000) * 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path folder = Files.createTempDirectory("kelp-bench");
        try {
            System.out.printf(
                    "%-6s%6s%10s%10s%8s%14s%16s%8s%n",
                    "", "round", "Kelp s", "COPY s", "ratio", "Kelp cpu s", "COPY cpu s", "ratio");
            for (String format : List.of("csv", "json")) {
                compare(format, folder, bytes, rounds);
            }
        } finally {
            clear(folder);
        }
    }

    private static void compare(String format, Path folder, long bytes, int rounds) throws IOException, SQLException {
        Path file = folder.resolve("logs." + format);
        long rows = LogFile.write(file, bytes, format.equals("json"));
        double[] time = new double[rounds];
        double[] processor = new double[rounds];
        // The first round warms up.
        for (int round = -1; round < rounds; round++) {
            Path store = folder.resolve("store");
            Cost kelp;
            try (Engine engine = Engine.open(store)) {
                kelp(engine, ".create table Logs (" + columns(1, "%s: %s") + ")");
                kelp = cost(
                        () -> kelp(engine, ".ingest into table Logs (@'" + file + "') with (format='" + format + "')"));
                check(engine, rows);
            }
            clear(store);
            Path copy = folder.resolve("copy.parquet");
            Cost duckDb;
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                duckDb = cost(() -> statement.execute("COPY (SELECT * FROM " + reader(format, file) + ") TO '" + copy
                        + "' (FORMAT parquet, COMPRESSION zstd)"));
            }
            Files.delete(copy);
            if (round >= 0) {
                time[round] = kelp.seconds() / duckDb.seconds();
                processor[round] = kelp.processor() / duckDb.processor();
                System.out.printf(
                        "%-6s%6d%10.2f%10.2f%8.2f%14.2f%16.2f%8.2f%n",
                        format,
                        round + 1,
                        kelp.seconds(),
                        duckDb.seconds(),
                        time[round],
                        kelp.processor(),
                        duckDb.processor(),
                        processor[round]);
            }
        }
        System.out.printf(
                "%s: median ratio %.2f (processor %.2f) over %d rounds of %d rows%n",
                format, median(time), median(processor), rounds, rows);
        Files.delete(file);
    }

    private static Cost cost(Work work) throws IOException, SQLException {
        long processor = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - processor) / 1e9);
    }

    private static String columns(int type, String form) {
        return Arrays.stream(LogFile.COLUMNS)
                .map(c -> form.formatted(c[0], c[type]))
                .collect(Collectors.joining(", "));
    }

    private static String reader(String format, Path file) {
        String columns = "columns = {" + columns(2, "'%s': '%s'") + "}, auto_detect = false";
        return format.equals("csv")
                ? "read_csv('" + file + "', " + columns + ", delim = ',', quote = '\"', escape = '\"', header = false)"
                : "read_json('" + file + "', " + columns + ", format = 'newline_delimited')";
    }

    private static void check(Engine engine, long rows) {
        try (Answer answer = engine.execute(Request.of("Logs | count"))) {
            Frame frame = answer.primary().frame();
            if (!frame.next() || !Long.valueOf(rows).equals(frame.value(0, 0))) {
                throw new IllegalStateException("not all rows are there");
            }
        }
    }

    private static void kelp(Engine engine, String text) {
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

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }
}
