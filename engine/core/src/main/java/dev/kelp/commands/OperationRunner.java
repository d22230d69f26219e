package dev.kelp.commands;

import dev.kelp.run.Cancellation;
import dev.kelp.run.Executor;
import dev.kelp.run.Rows;
import dev.kelp.store.Operation;
import dev.kelp.store.Operation.State;
import dev.kelp.store.Operations;
import dev.kelp.store.Store;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands as operations that the catalogue knows of: in the background, or at once. Thread-safe; closing it waits for those
 * that run, and cancels them where they take too long.
 */
public final class OperationRunner implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int PATIENCE_SECONDS = 60;
    private static final int WATCH_SECONDS = 1;

    private final Operations operations;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(THREADS, work -> daemon(work, "kelp-operation"));
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "kelp-operation-watch"));

    /** What a command does once it is understood. */
    @FunctionalInterface
    interface Work {
        Outcome run(CommandContext context);
    }

    /**
     * What came of it.
     *
     * @param skipped how many records were left out because they are wrong
     * @param faults what is wrong with the first of them
     */
    record Outcome(Rows rows, long skipped, List<String> faults) {
        Outcome(Rows rows) {
            this(rows, 0, List.of());
        }
    }

    private static final class Running {
        private final Operation operation;
        private final Cancellation cancellation = new Cancellation();
        private volatile String progress = "";
        private String written = "";

        private Running(Operation operation) {
            this.operation = operation;
        }
    }

    public OperationRunner(Store store) {
        this.operations = store.operations();
        watch.scheduleWithFixedDelay(this::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts an operation and answers its id. */
    Rows start(Operation operation, CommandContext context, Work work) {
        Running one = new Running(operation);
        operations.put(operation);
        running.put(operation.id(), one);
        Executor.Job job = new Executor.Job(
                context.job().folder(),
                context.snapshot(),
                (fraction, what) -> one.progress = fraction < 0
                        ? what
                        : String.format(Locale.ROOT, "%.0f %% %s", fraction * 100, what)
                                .strip(),
                one.cancellation);
        workers.execute(() -> {
            try {
                run(operation, context.with(job), true, true, work);
            } catch (RuntimeException e) {
                // It is written down already.
            } finally {
                running.remove(operation.id());
            }
        });
        return Rows.of("OperationId:guid").add(operation.id());
    }

    /**
     * Runs an operation at once. A failure is written down, and thrown.
     *
     * @param told whether success is written down, too
     * @param details whether its answer is
     */
    Rows run(Operation operation, CommandContext context, boolean told, boolean details, Work work) {
        Outcome outcome;
        try {
            outcome = work.run(context);
        } catch (RuntimeException e) {
            failed(operation, e);
            throw e;
        }
        if (told || details || outcome.skipped() > 0) {
            operations.put(operation.now(
                    outcome.skipped() > 0 ? State.PARTIALLY_SUCCEEDED : State.COMPLETED,
                    status(outcome),
                    outcome.skipped() > 0 ? Problem.INGESTION.code() : "",
                    details ? OperationDetails.write(outcome.rows()) : ""));
        }
        return outcome.rows();
    }

    private static String status(Outcome outcome) {
        if (outcome.skipped() == 0) {
            return "";
        }
        String left =
                outcome.skipped() == 1 ? "1 record was left out. " : outcome.skipped() + " records were left out. ";
        return left + String.join(" ", outcome.faults());
    }

    private void failed(Operation operation, RuntimeException failure) {
        Problem problem = failure instanceof KqlException told ? told.problem() : Problem.BUG;
        State state = problem == Problem.CANCELLED
                ? State.CANCELED
                : problem == Problem.ALREADY_INGESTED ? State.SKIPPED : State.FAILED;
        try {
            String reason = state == State.CANCELED
                    ? operations.cancelled(operation.id()).orElse("")
                    : failure instanceof KqlException told ? told.message() : String.valueOf(failure);
            operations.put(operation.now(state, reason, problem.code(), ""));
        } catch (KqlException e) {
            // The failure itself is what counts; it may be that the catalogue cannot be written.
            failure.addSuppressed(e);
        }
    }

    /** Whether an operation of this process was asked to stop. */
    boolean cancel(String id) {
        Running one = running.get(id);
        if (one != null) {
            one.cancellation.cancel();
        }
        return one != null;
    }

    /** Hears what other processes want of the operations here, and tells them how far those have come. */
    private void watch() {
        for (Running one : running.values()) {
            try {
                if (operations.cancelled(one.operation.id()).isPresent()) {
                    one.cancellation.cancel();
                }
                String progress = one.progress;
                if (!progress.equals(one.written)) {
                    one.written = progress;
                    operations.progress(one.operation.id(), progress);
                }
            } catch (KqlException e) {
                // The next look may succeed.
            }
        }
    }

    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                running.values().forEach(one -> one.cancellation.cancel());
                workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            running.values().forEach(one -> one.cancellation.cancel());
            Thread.currentThread().interrupt();
        }
        watch.shutdownNow();
    }
}
