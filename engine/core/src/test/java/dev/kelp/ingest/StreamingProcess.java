package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that adds rows, says which are there for good, and now and then moves what it finds to a file. */
final class StreamingProcess {
    static final int ROWS = 20;

    private StreamingProcess() {}

    /** Arguments: the folder, the number of the process, how many batches. */
    public static void main(String[] arguments) {
        long number = Long.parseLong(arguments[1]);
        try (Store store = Store.open(Path.of(arguments[0]));
                DuckDb duckDb = DuckDb.open()) {
            StreamingIngest streaming = new StreamingIngest(store, duckDb);
            InlinedFlush flush = new InlinedFlush(store, duckDb);
            String owner = "process " + number;
            for (int batch = 0; batch < Integer.parseInt(arguments[2]); batch++) {
                List<@Nullable Object[]> rows = new ArrayList<>();
                for (long row = 0; row < ROWS; row++) {
                    rows.add(new @Nullable Object[] {number * 1_000_000 + batch * 1000L + row, "row " + row});
                }
                streaming.append("main", "t", rows, owner + " " + batch);
                System.out.println(batch);
                if (batch % 7 == number % 7 && store.lease("flush", owner, Duration.ofSeconds(20))) {
                    flush.run(InlinedFlush.Due.NOW, new Cancellation());
                    store.endLease("flush", owner);
                }
            }
        }
    }
}
