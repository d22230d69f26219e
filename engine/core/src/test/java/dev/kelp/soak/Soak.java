package dev.kelp.soak;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lives with a database for long, in little time, and judges whether memory, files or catalogue grow. */
public final class Soak {
    private static final String DUCKDB_MEMORY = "SELECT string_agg(tag || ' ' || memory_usage_bytes // 1024, ', ')"
            + " FROM duckdb_memory() WHERE memory_usage_bytes > 0";

    private final Path folder;
    private final Path lake;
    private final Times times;
    private final Run run;
    private final Set<String> only;
    private final double haste;
    private final List<Figures> samples = new ArrayList<>();

    private Soak(Path folder, Duration length, double cores, Set<String> only, double haste) {
        this.only = only;
        this.haste = haste;
        this.folder = folder;
        this.lake = folder.resolve("lake");
        this.times = new Times(length);
        this.run = new Run(cores);
    }

    /** {@code --folder new --minutes 30 --seed 1 --cores 0.5}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        Soak soak = new Soak(
                Path.of(arguments.text("folder", "")).toAbsolutePath(),
                Duration.ofMinutes(arguments.number("minutes", 30)),
                Double.parseDouble(arguments.text("cores", "0.5")),
                arguments.text("only", "").isEmpty()
                        ? Set.of()
                        : Set.of(arguments.text("only", "").split(",")),
                Double.parseDouble(arguments.text("haste", "1")));
        soak.run(arguments.number("seed", 1));
        System.exit(soak.judged().isEmpty() ? 0 : 1);
    }

    /** What was lost, or otherwise wrong, in a run too short to say what grows. */
    static List<String> of(Path folder, Duration length, int seed) throws Exception {
        Soak soak = new Soak(folder, length, 2, Set.of(), 1);
        soak.run(seed);
        return soak.run.wrong();
    }

    private void run(int seed) throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        Ledger events = new Ledger("Events", times);
        Ledger files = new Ledger("Files", times);
        Ledger shapes = new Ledger("Shapes", times);
        List<Ledger> ledgers = List.of(events, files, shapes);
        try (Engine engine = Engine.open(lake)) {
            make(engine);
            set();
            engine.withBackground(times.upkeep());
            Streams streams = new Streams(engine, run, events, shapes, seed);
            Streams others = new Streams(engine, run, events, shapes, seed + 1);
            Changes changes = new Changes(engine, run, files, shapes, input, seed + 2);
            Questions questions = new Questions(engine, run, seed + 3);
            List<Thread> threads = new ArrayList<>();
            start(threads, "streams", 60, streams::step);
            start(threads, "more-streams", 90, others::step);
            start(threads, "changes", 150, changes::step);
            start(threads, "questions", 150, questions::step);
            start(threads, "visitors", 5_000, this::visit);
            System.out.println(Figures.HEADER);
            for (long at = 1; at * times.sample().toMillis() <= times.run().toMillis(); at++) {
                run.pause((int) Math.max(0, at * times.sample().toMillis() - run.seconds() * 1000));
                run.alone(() -> sample(engine, ledgers));
            }
            run.end();
            for (Thread thread : threads) {
                thread.join();
            }
            run.alone(() -> {
                ledgers.forEach(ledger -> ledger.check(engine).forEach(run::wrong));
                System.out.println("DuckDB's memory, KB: " + Answers.sqlCell(engine, DUCKDB_MEMORY));
            });
        }
    }

    private void start(List<Thread> threads, String name, int millis, Runnable step) {
        if (only.isEmpty() || only.contains(name)) {
            threads.add(run.start(name, (int) (millis / haste), step));
        }
    }

    /** Another engine on the same folder, for a moment. */
    private void visit() {
        try (Engine visitor = Engine.open(lake)) {
            if (run.seconds() % 2 == 0) {
                visitor.withBackground();
            }
            Answers.rows(visitor, Request.of("Events | summarize count() by kind"));
            run.count("visits of another engine");
        }
    }

    private void make(Engine engine) {
        for (String command : List.of(
                ".create table Events (id:long, at:datetime, kind:string, text:string, value:real, bag:dynamic)",
                ".create table Files (id:long, at:datetime, text:string, value:real, bag:dynamic)",
                ".create table Shapes (id:long)",
                ".alter table Events policy streamingingestion enable",
                ".alter table Shapes policy streamingingestion enable",
                ".alter database main policy retention '{\"SoftDeletePeriod\":\"" + Times.timespan(times.retention())
                        + "\"}'",
                ".alter database main policy ingestionbatching '{\"MaximumBatchingTimeSpan\":\""
                        + Times.timespan(times.batching()) + "\"}'")) {
            engine.execute(Request.of(command)).close();
        }
    }

    /** The settings that have no command, as another client would set them. */
    private void set() throws SQLException {
        Map<String, Duration> settings =
                Map.of("expire_older_than", times.history(), "delete_older_than", times.grace());
        Map<String, Duration> own = Map.of("batches_kept", times.records(), "operations_kept", times.records());
        try (Connection catalogue = DriverManager.getConnection("jdbc:sqlite:" + lake.resolve("catalog.sqlite"));
                Statement statement = catalogue.createStatement()) {
            for (Map.Entry<String, Duration> one : settings.entrySet()) {
                statement.executeUpdate("INSERT INTO ducklake_metadata(key, value) VALUES ('" + one.getKey() + "', '"
                        + one.getValue().toSeconds() + " seconds')");
            }
            for (Map.Entry<String, Duration> one : own.entrySet()) {
                statement.executeUpdate("INSERT INTO kelp_meta(key, value) VALUES ('" + one.getKey() + "', '"
                        + one.getValue().toSeconds() + " seconds')");
            }
        }
    }

    private void sample(Engine engine, List<Ledger> ledgers) {
        ledgers.forEach(ledger -> ledger.check(engine).forEach(run::wrong));
        long rows = ledgers.stream().mapToLong(Ledger::rows).sum();
        samples.add(Figures.of(run.seconds(), rows, lake, folder.resolve("tmp")));
        System.out.println(samples.get(samples.size() - 1));
    }

    private List<String> judged() throws SQLException {
        System.out.println("done " + run.counts());
        Figures.WATCHED.forEach(kind -> System.out.println(Trend.judged(samples, kind)));
        List<String> wrong = new ArrayList<>(run.wrong());
        wrong.addAll(Trend.growing(samples));
        System.out.println("records of the catalogue, the most: " + Records.most(lake));
        System.out.println(wrong.isEmpty() ? "nothing grows, nothing is lost" : wrong.size() + " wrong");
        return wrong;
    }
}
