package dev.kelp.commands;

import dev.kelp.Compiler;
import dev.kelp.Request;
import dev.kelp.bind.Session;
import dev.kelp.functions.Dialect;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.Executor;
import dev.kelp.run.HttpHosts;
import dev.kelp.run.Progress;
import dev.kelp.run.Rows;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.text.Source;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Runs a command on a snapshot that others have left behind: what the first plan of it reads was the newest, and then comes what they
 * do. Each further plan finds the newest snapshot, after which the next of them come in.
 */
final class Interleaved implements AutoCloseable {
    final EngineFixture others;
    private final CatalogPlace place;
    private final Store store;
    private final DuckDb duckDb = DuckDb.open();
    private final OperationRunner runner;
    private int plans;

    Interleaved(CatalogPlace place) {
        this.place = place;
        store = Store.open(place);
        others = new EngineFixture(place.folder());
        runner = new OperationRunner(store);
    }

    /**
     * @param between what others do between the first plan and its commit, then between the second and its own, and so on
     * @return the command's rows
     */
    List<List<Object>> run(String command, String... between) {
        plans = 0;
        Deque<String> waiting = new ArrayDeque<>(List.of(between));
        CommandContext context = context(command, waiting);
        return Commands.run(new Source(command), context).rows().cells().stream()
                .map(Arrays::asList)
                .toList();
    }

    /** How often the last command was planned. */
    int plans() {
        return plans;
    }

    private CommandContext context(String command, Deque<String> between) {
        plans++;
        Snapshot snapshot = store.snapshot();
        Executor.Job job = new Executor.Job(place.folder(), snapshot, Progress.SILENT, new Cancellation());
        if (!between.isEmpty()) {
            for (String other : between.remove().split(";;")) {
                others.run(other);
            }
        }
        return new CommandContext(
                store,
                snapshot,
                duckDb,
                job,
                "main",
                kql -> Compiler.compile(kql, Dialect.DUCKDB, new Session(snapshot, "main", 0, Map.of())),
                text -> shown(snapshot, text),
                0,
                HttpHosts.NONE,
                runner,
                () -> context(command, between));
    }

    private Rows shown(Snapshot snapshot, String text) {
        Rows rows = Rows.of("ExtentId:guid, TableName:string");
        others.run(Request.of(text).options(Map.of("kelp_snapshot", String.valueOf(snapshot.id()))))
                .forEach(row -> rows.add(row.toArray()));
        return rows;
    }

    @Override
    public void close() {
        runner.close();
        others.close();
        store.close();
        duckDb.close();
    }
}
