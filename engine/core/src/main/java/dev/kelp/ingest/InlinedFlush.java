package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.InlinedFile;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Snapshot.Waiting;
import dev.kelp.store.Store;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.FlushedRows;
import dev.kelp.tables.Storage;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Moves rows that lie inside the catalogue to files, where there are many of them or they have lain there for long. No snapshot sees
 * a difference: each row keeps its identity, its commit and its time.
 */
public final class InlinedFlush {
    /** @param rows enough rows; @param age long enough */
    public record Due(long rows, Duration age) {
        /** As the background does it. */
        public static final Due USUAL = new Due(500_000, Duration.ofSeconds(60));

        /** All there is. */
        public static final Due NOW = new Due(1, Duration.ZERO);
    }

    private final Store store;
    private final DuckDb duckDb;

    public InlinedFlush(Store store, DuckDb duckDb) {
        this.store = store;
        this.duckDb = duckDb;
    }

    /** Whether there is something to move. Costs a look into the catalogue, and prepares what the next query would else have to. */
    public boolean isDue(Due due) {
        Snapshot snapshot = store.snapshot();
        List<Waiting> waiting = snapshot.waiting();
        duckDb.inlined().settle(snapshot, waiting);
        return !due(snapshot, waiting, due).isEmpty();
    }

    /**
     * Moves what is due.
     *
     * @return the number of rows moved
     */
    public long run(Due due, Cancellation cancellation) {
        long moved = 0;
        Set<String> done = new HashSet<>();
        while (!cancellation.isCancelled()) {
            // One flush would be in the way of another that was planned before it.
            Snapshot snapshot = store.snapshot();
            Optional<Waiting> next = due(snapshot, snapshot.waiting(), due).stream()
                    .filter(w -> done.add(w.rows().source()))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            moved += flush(snapshot, next.get(), cancellation);
        }
        return moved;
    }

    private List<Waiting> due(Snapshot snapshot, List<Waiting> waiting, Due due) {
        if (waiting.isEmpty()) {
            return waiting;
        }
        long now = Ticks.fromMicros(Instant.now().toEpochMilli() * 1000);
        Map<Long, String> policies = store.policies().all("ingestionbatching");
        return waiting.stream()
                .filter(w -> w.count() >= due.rows() || w.sinceTicks() <= now - age(snapshot, w.table(), policies, due))
                .filter(w -> isOwn(w.table()))
                .toList();
    }

    /** What the batching policy of a table or its database says, where that is sooner. */
    private static long age(Snapshot snapshot, TableDef table, Map<Long, String> policies, Due due) {
        long usual = due.age().toMillis() * Ticks.PER_MILLISECOND;
        String own = policies.get(table.id());
        String policy = own != null ? own : policies.get(snapshot.databaseId(table.database()));
        return policy != null
                        && Json.parse(policy) instanceof Json.Bag bag
                        && bag.properties().get("MaximumBatchingTimeSpan") instanceof Json.Text time
                ? Math.min(usual, Objects.requireNonNullElse(Timespans.parse(time.value()), usual))
                : usual;
    }

    /** Values of other forms than Kelp's are left to the clients that made them. */
    private static boolean isOwn(TableDef table) {
        return !table.layout().isHashed()
                && table.columns().stream().map(ColumnDef::storage).allMatch(InlinedFlush::isPlain);
    }

    private static boolean isPlain(Storage storage) {
        return storage.sqlType()
                .equals(Storage.of(Storage.kqlType(storage.sqlType())).sqlType());
    }

    private long flush(Snapshot snapshot, Waiting waiting, Cancellation cancellation) {
        Optional<FlushedRows> written =
                new InlinedFile(duckDb, waiting.table(), waiting.rows(), cancellation).write(snapshot);
        if (written.isEmpty()) {
            return 0;
        }
        FlushedRows flushed = written.get();
        boolean done = false;
        try {
            store.commit(snapshot).flush(waiting.table(), flushed).run();
            done = true;
            return flushed.file().rows();
        } catch (KqlException e) {
            if (e.problem() == Problem.CONFLICT) {
                // Others deleted, moved or reshaped meanwhile; the next time it is planned on that.
                return 0;
            }
            throw e;
        } finally {
            if (!done) {
                store.discard(flushed.files());
            }
        }
    }
}
