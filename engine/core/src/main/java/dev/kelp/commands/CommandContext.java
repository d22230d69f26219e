package dev.kelp.commands;

import dev.kelp.Compiler;
import dev.kelp.run.DuckDb;
import dev.kelp.run.Executor;
import dev.kelp.run.HttpHosts;
import dev.kelp.run.Rows;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Suggestions;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a command works on.
 *
 * @param database the request's, a name of the catalogue
 * @param compile KQL to DuckDB's SQL over the same snapshot
 * @param query the rows of a query, or of a command that shows, as a request of its own
 * @param now in ticks
 * @param httpHosts where files may be fetched from
 * @param runner runs what goes on behind the request
 * @param renewal the same request on the newest snapshot
 */
public record CommandContext(
        Store store,
        Snapshot snapshot,
        DuckDb duckDb,
        Executor.Job job,
        String database,
        Function<String, Compiler.Program> compile,
        Function<String, Rows> query,
        long now,
        HttpHosts httpHosts,
        OperationRunner runner,
        Supplier<CommandContext> renewal) {

    /** The same under another job, for work that goes on behind the request. */
    CommandContext with(Executor.Job other) {
        return new CommandContext(
                store, snapshot, duckDb, other, database, compile, query, now, httpHosts, runner, renewal);
    }

    /** The same on the newest snapshot, under the same job. */
    private CommandContext renewed() {
        CommandContext newer = renewal.get();
        return newer.with(new Executor.Job(job.folder(), newer.snapshot(), job.progress(), job.cancellation()));
    }

    /**
     * Does what depends on the snapshot; again on a newer one where others changed the tables so that it is refused, a few times.
     *
     * @throws KqlException the last refusal, or any other failure
     */
    <T> T replanning(Function<CommandContext, T> work) {
        CommandContext context = this;
        for (int attempt = 1; ; attempt++) {
            try {
                return work.apply(context);
            } catch (KqlException e) {
                if (attempt == Commands.TRIES || !context.isOvertaken(e)) {
                    throw e;
                }
                context = context.renewed();
            }
        }
    }

    private boolean isOvertaken(KqlException e) {
        return e.problem() == Problem.CONFLICT
                || e.problem() == Problem.ALREADY_THERE && store.snapshot().id() > snapshot.id();
    }

    /** A table of the request's database, by the name a command gives. */
    TableDef table(Name name) {
        return snapshot.table(database, name.text()).orElseThrow(() -> {
            KqlException problem = Problem.UNKNOWN_TABLE.at(name.span(), name.text(), database);
            String hint = Suggestions.didYouMean(
                    name.text(),
                    snapshot.tables(database).stream().map(TableDef::name).toList());
            return hint == null ? problem : problem.hint(hint);
        });
    }
}
