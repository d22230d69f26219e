package dev.kelp;

import dev.kelp.bind.Session;
import dev.kelp.commands.CommandContext;
import dev.kelp.commands.CommandText;
import dev.kelp.commands.Commands;
import dev.kelp.commands.OperationRunner;
import dev.kelp.functions.Dialect;
import dev.kelp.ingest.OutsideCalls;
import dev.kelp.ingest.StreamingIngest;
import dev.kelp.run.DuckDb;
import dev.kelp.run.DuckDbExecutor;
import dev.kelp.run.Executor;
import dev.kelp.run.Frame;
import dev.kelp.run.HttpHosts;
import dev.kelp.run.Rows;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A folder of tables and everything that answers questions about it. Thread-safe; close it to free its memory and files. */
public final class Engine implements AutoCloseable {
    /** The name of a command's rows in the query piped behind it; short, so that it fits where the command stood. */
    private static final String COMMAND_RESULTS = "$c";

    private final Path folder;
    private final HttpHosts httpHosts;
    private final Store store;
    private final StreamingIngest streaming;
    private @Nullable Background background;
    private final DuckDb duckDb = DuckDb.open();
    private final DuckDbExecutor duckDbSql;
    private final OperationRunner operations;
    private final Map<Dialect, Executor> executors = new ConcurrentHashMap<>();

    private Engine(Path folder, HttpHosts httpHosts) {
        this.folder = folder;
        this.httpHosts = httpHosts;
        this.store = Store.open(folder);
        this.streaming = new StreamingIngest(store, duckDb);
        this.duckDbSql = new DuckDbExecutor(duckDb);
        this.operations = new OperationRunner(store);
        executors.put(Dialect.DUCKDB, duckDbSql);
    }

    /**
     * Opens the database in a folder, making it where there is none. Queries may call the hosts that the variable
     * {@value HttpHosts#VARIABLE} names.
     */
    public static Engine open(Path data) {
        return open(data, HttpHosts.ofEnvironment());
    }

    /** As {@link #open(Path)}; queries may call just these hosts by HTTP. */
    public static Engine open(Path data, HttpHosts httpHosts) {
        return new Engine(data.toAbsolutePath().normalize(), httpHosts);
    }

    /** The tables as they are now. */
    public Snapshot snapshot() {
        return store.snapshot();
    }

    /**
     * Does from now on, beside all queries, what the tables need: rows inside the catalogue are moved to files. For engines that live
     * long; several processes may do so, of which one works at a time.
     */
    public Engine withBackground() {
        return withBackground(BackgroundTasks.UPKEEP);
    }

    /** @param upkeep as {@link #withBackground()}, looking so often for extents, snapshots and files that are to go */
    public synchronized Engine withBackground(Duration upkeep) {
        if (background == null) {
            background = Background.start(store, BackgroundTasks.of(store, duckDb, upkeep));
        }
        return this;
    }

    /** Adds rows that are on disk, and seen by every query, when a call returns. */
    public StreamingIngest stream() {
        return streaming;
    }

    /** Runs a query or a command; the frames of the answer are read by the caller, who closes it. */
    public Answer execute(Request request) {
        Source source = new Source(request.text());
        try {
            return CommandText.isCommand(request.text()) ? command(request, source) : query(request);
        } catch (KqlException e) {
            throw e.in(source);
        }
    }

    /** Runs a query in DuckDB's SQL, in which the tables of the request's database are views. */
    public Answer sql(Request request) {
        Snapshot snapshot = PointInTime.snapshot(store, request);
        Executor.Job job = new Executor.Job(folder, snapshot, request.progress(), request.cancellation());
        Frame frame = duckDbSql.sql(request.text(), database(request, snapshot), job);
        return new Answer(List.of(new Answer.ResultTable("PrimaryResult", frame, null)));
    }

    private Answer command(Request request, Source source) {
        if (!CommandText.isShow(request.text())) {
            PointInTime.refuse(request);
        }
        CommandContext context = context(request);
        Commands.Result result = Commands.run(source, context);
        if (!result.text().isPiped()) {
            return new Answer(
                    List.of(new Answer.ResultTable("Table_0", result.rows().frame(), null)));
        }
        // A query behind a command reads the command's rows.
        Session session = session(request, context.database(), duckDbSql, context.job());
        session.give(COMMAND_RESULTS, result.rows().schema(), result.rows().cells());
        Compiler.Program program = Compiler.compile(result.text().pipeline(COMMAND_RESULTS), Dialect.DUCKDB, session);
        return answer(program, duckDbSql, context.job());
    }

    private CommandContext context(Request request) {
        Snapshot snapshot = PointInTime.snapshot(store, request);
        String database = database(request, snapshot);
        Executor.Job job = new Executor.Job(folder, snapshot, request.progress(), request.cancellation());
        return new CommandContext(
                store,
                snapshot,
                duckDb,
                job,
                database,
                kql -> Compiler.compile(kql, Dialect.DUCKDB, session(request, database, duckDbSql, job)),
                text -> shown(request, snapshot, text),
                now(),
                httpHosts,
                operations,
                () -> context(request));
    }

    /** The rows of a query inside a command, which may be a command that shows something; on the command's snapshot. */
    private Rows shown(Request request, Snapshot snapshot, String text) {
        if (CommandText.isCommand(text) && !CommandText.isShow(text)) {
            throw Problem.SEMANTIC.here("Inside a command only queries and .show commands can stand.");
        }
        try (Answer answer = execute(PointInTime.of(request.asking(text), snapshot))) {
            Frame frame = answer.primary().frame();
            Rows rows = new Rows(frame.schema());
            frame.rows().forEach(rows::add);
            return rows;
        }
    }

    private Answer query(Request request) {
        Snapshot snapshot = PointInTime.snapshot(store, request);
        Executor executor = executor(request.executor());
        Executor.Job job = new Executor.Job(folder, snapshot, request.progress(), request.cancellation());
        Session session = session(request, database(request, snapshot), executor, job);
        return answer(Compiler.compile(request.text(), executor.dialect(), session), executor, job);
    }

    /** A session whose tables may depend on the data: what binding must know of them is asked of the query's own executor. */
    private Session session(Request request, String database, Executor executor, Executor.Job job) {
        return new Session(job.snapshot(), database, now(), request.parameters())
                .options(request.options())
                .asking(new OutsideCalls(duckDb, httpHosts, job.cancellation()))
                .probing(table -> rows(
                        executor.run(Compiler.compile(table, executor.dialect()).sql(), job)));
    }

    private static List<@Nullable Object[]> rows(Frame answer) {
        try (Frame frame = answer) {
            return frame.rows();
        }
    }

    private static Answer answer(Compiler.Program program, Executor executor, Executor.Job job) {
        List<Answer.ResultTable> tables = new ArrayList<>();
        try {
            for (Compiler.Compiled query : program.queries()) {
                Frame frame = executor.run(query.sql(), job);
                String name = query.name() == null ? "PrimaryResult" : query.name();
                tables.add(new Answer.ResultTable(name, frame, query.visualization()));
            }
            return new Answer(tables);
        } catch (RuntimeException e) {
            tables.forEach(t -> t.frame().close());
            throw e;
        }
    }

    /** What a query would run, for people: the SQL of each of its statements. Runs nothing. */
    public Compiler.Program explain(Request request) {
        Snapshot snapshot = PointInTime.snapshot(store, request);
        String database = database(request, snapshot);
        Dialect dialect = dialect(request.executor());
        return Compiler.compile(request.text(), snapshot, database, now(), request.parameters(), dialect);
    }

    private static String database(Request request, Snapshot snapshot) {
        return snapshot.database(request.database()).orElseThrow(() -> Problem.UNKNOWN_DATABASE
                .here(request.database())
                .hint("The databases are " + String.join(", ", snapshot.databases()) + "."));
    }

    private static long now() {
        Instant now = Instant.now();
        return Ticks.UNIX_EPOCH + now.getEpochSecond() * Ticks.PER_SECOND + now.getNano() / 100;
    }

    private static Dialect dialect(String name) {
        if (name.isEmpty()) {
            return Dialect.DUCKDB;
        }
        for (Dialect dialect : Dialect.values()) {
            if (dialect.label().equals(name)) {
                return dialect;
            }
        }
        throw Problem.SEMANTIC.here("No executor '" + name + "'.").hint("The executors are duckdb and spark.");
    }

    private Executor executor(String name) {
        return executors.computeIfAbsent(dialect(name), dialect -> {
            for (Executor executor : ServiceLoader.load(Executor.class)) {
                if (executor.dialect() == dialect) {
                    return executor;
                }
            }
            throw Problem.SEMANTIC
                    .here("The executor '" + dialect.label() + "' is not on the class path.")
                    .hint("Start Kelp by its launcher, ./kelp, with --executor " + dialect.label() + ".");
        });
    }

    @Override
    public synchronized void close() {
        operations.close();
        if (background != null) {
            background.close();
        }
        executors.values().forEach(Executor::close);
        store.close();
    }
}
