package dev.kelp;

import dev.kelp.Background.Task;
import dev.kelp.ingest.InlinedFlush;
import dev.kelp.maintain.Maintenance;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import dev.kelp.types.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What there is to do in the background. */
final class BackgroundTasks {
    static final Duration UPKEEP = Duration.ofMinutes(1);

    private BackgroundTasks() {}

    /** @param upkeep how often it is looked what extents, snapshots and files are to go */
    static List<Task> of(Store store, DuckDb duckDb, Duration upkeep) {
        return List.of(
                new Flush(new InlinedFlush(store, duckDb)),
                new Upkeep(new Maintenance(store, duckDb), upkeep),
                new Checkpoint(store));
    }

    /** Moves rows out of the catalogue where they are many or old. */
    private record Flush(InlinedFlush flush) implements Task {
        @Override
        public String name() {
            return "flush";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(500);
        }

        @Override
        public boolean isDue() {
            return flush.isDue(InlinedFlush.Due.USUAL);
        }

        @Override
        public void run(Cancellation cancellation) {
            flush.run(InlinedFlush.Due.USUAL, cancellation);
        }
    }

    /** Merges small extents, and lets go of what is old. */
    private record Upkeep(Maintenance maintenance, Duration every) implements Task {
        @Override
        public String name() {
            return "maintenance";
        }

        @Override
        public void run(Cancellation cancellation) {
            maintenance.run(Ticks.fromMicros(Instant.now().toEpochMilli() * 1000), cancellation);
        }
    }

    /** Moves what was committed from the catalogue's log into its file, which commits then need not do. */
    private record Checkpoint(Store store) implements Task {
        @Override
        public String name() {
            return "checkpoint";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(200);
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public void run(Cancellation cancellation) {
            store.checkpoint();
        }
    }
}
