package dev.kelp.kernel.session;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.kernel.display.Table;
import dev.kelp.language.LanguageService;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Progress;
import dev.kelp.store.Snapshot;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a notebook: which folder, database and executor its cells ask, and what the last answer was. Thread-safe. */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private Path data;
    private String database = "";
    private String executor = "";
    private @Nullable Engine engine;
    private @Nullable Result last;

    public Session(Path data) {
        this.data = data.toAbsolutePath().normalize();
    }

    /** The engine, opened at its first use. */
    public synchronized Engine engine() {
        Engine open = engine;
        if (open == null) {
            open = Engine.open(data).withBackground();
            engine = open;
        }
        return open;
    }

    /** Opens the engine and asks it something, so that the first cell need not wait; a failure shows when a cell asks. */
    public void warm() {
        try {
            engine().execute(Request.of("print 1")).close();
        } catch (RuntimeException e) {
            LOG.debug("the engine is not ready", e);
        }
    }

    /** The tables of the database in use; none where the engine can't be opened. */
    public List<TableDef> tables() {
        try {
            Snapshot snapshot = engine().snapshot();
            return snapshot.database(database()).map(snapshot::tables).orElse(List.of());
        } catch (KqlException e) {
            return List.of();
        }
    }

    /** What answers questions about texts as they are written; knows no tables where the engine can't be opened. */
    public LanguageService language() {
        try {
            return LanguageService.of(engine().snapshot(), database());
        } catch (KqlException e) {
            return LanguageService.withoutTables();
        }
    }

    /** Turns to another folder and its default database. */
    public synchronized void useData(Path folder) {
        close();
        data = folder.toAbsolutePath().normalize();
        database = "";
    }

    public synchronized void useDatabase(String name) {
        database = name;
    }

    /** @param name {@code duckdb}, {@code spark}, or empty for the engine's own choice */
    public synchronized void useExecutor(String name) {
        executor = name;
    }

    public synchronized Path data() {
        return data;
    }

    public synchronized String database() {
        return database;
    }

    public synchronized String executor() {
        return executor;
    }

    /** Asks the engine in KQL and reads every result table. */
    public List<Result> ask(String text, Progress progress, Cancellation cancellation) {
        Request request = request(text, progress, cancellation);
        return read(() -> engine().execute(request));
    }

    /** Asks the engine in DuckDB's SQL. */
    public List<Result> askSql(String text, Progress progress, Cancellation cancellation) {
        Request request = request(text, progress, cancellation);
        return read(() -> engine().sql(request));
    }

    private Request request(String text, Progress progress, Cancellation cancellation) {
        return Request.of(text)
                .database(database())
                .executor(executor())
                .progress(progress)
                .cancellation(cancellation);
    }

    private List<Result> read(Supplier<Answer> asking) {
        long start = System.nanoTime();
        List<Result> results = new ArrayList<>();
        try (Answer answer = asking.get()) {
            for (Answer.ResultTable table : answer.tables()) {
                Table rows = Table.read(table.frame());
                results.add(new Result(rows, table.visualization(), System.nanoTime() - start));
            }
        }
        if (!results.isEmpty()) {
            remember(results.get(results.size() - 1));
        }
        return results;
    }

    public synchronized void remember(Result result) {
        last = result;
    }

    /** The last result of any cell, null before the first. */
    public synchronized @Nullable Result last() {
        return last;
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
