package dev.kelp.functions.graph;

import dev.kelp.text.Problem;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a search whose steps are calls on a stack of its own: those of Spark's and DuckDB's threads are too small for long paths. */
final class DeepStack {
    /** Bytes; enough for {@link Budget#LONGEST_PATH} steps, compiled or not, several times over. */
    private static final long SIZE = 64L << 20;

    private DeepStack() {}

    static void run(Runnable search) {
        FutureTask<Void> task = new FutureTask<>(search, null);
        Thread thread = new Thread(null, task, "kelp-graph-search", SIZE);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get();
        } catch (InterruptedException e) {
            // The search looks at its thread's mark and ends.
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw Problem.CANCELLED.here();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the search of a graph failed", e.getCause());
        }
    }
}
