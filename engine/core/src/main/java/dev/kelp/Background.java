package dev.kelp;

import dev.kelp.run.Cancellation;
import dev.kelp.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an engine that lives long does beside its queries. A task has a thread of its own; where it is one that several processes
 * share, one of them does it at a time. What fails is tried again, later and later, and noted once; no query hears of it.
 */
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    /** Longer than a task takes, as a rule; two at once do no harm, for the catalogue decides which commit is valid. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final long LONGEST_PAUSE = Duration.ofMinutes(5).toMillis();

    private final Store store;
    private final String owner = UUID.randomUUID().toString();
    private final List<Thread> threads = new ArrayList<>();

    /** Of what runs now. */
    private final Set<Cancellation> running = new HashSet<>();

    private boolean closed;

    /** Something to be done again and again. */
    interface Task {
        /** Names the task, and its lease. */
        String name();

        Duration every();

        /** Whether only one process is to do it at a time. */
        default boolean isShared() {
            return true;
        }

        /** Whether there is something to do; cheap. */
        default boolean isDue() {
            return true;
        }

        void run(Cancellation cancellation);
    }

    private Background(Store store) {
        this.store = store;
    }

    static Background start(Store store, List<Task> tasks) {
        Background background = new Background(store);
        for (Task task : tasks) {
            Thread thread = new Thread(() -> background.repeat(task), "kelp-" + task.name());
            thread.setDaemon(true);
            background.threads.add(thread);
            thread.start();
        }
        return background;
    }

    private void repeat(Task task) {
        String noted = "";
        int failures = 0;
        while (pause(task.every().toMillis() << Math.min(failures, 20))) {
            try {
                if (task.isDue()) {
                    run(task);
                }
                failures = 0;
            } catch (RuntimeException e) {
                failures++;
                String message = Objects.toString(e.getMessage(), e.toString());
                if (!isClosed() && !message.equals(noted)) {
                    LOG.warn("The task '{}' failed and will be tried again: {}", task.name(), message);
                    noted = message;
                }
            }
        }
    }

    private void run(Task task) {
        if (!task.isShared()) {
            cancellable(task);
        } else if (store.lease(task.name(), owner, LEASE)) {
            try {
                cancellable(task);
            } finally {
                store.endLease(task.name(), owner);
            }
        }
    }

    private void cancellable(Task task) {
        Cancellation cancellation = new Cancellation();
        synchronized (threads) {
            if (closed) {
                return;
            }
            running.add(cancellation);
        }
        try {
            task.run(cancellation);
        } finally {
            synchronized (threads) {
                running.remove(cancellation);
            }
        }
    }

    private boolean isClosed() {
        synchronized (threads) {
            return closed;
        }
    }

    /** Waits; false where it is time to end. */
    private boolean pause(long millis) {
        long end = System.nanoTime() + Math.min(Math.max(millis, 1), LONGEST_PAUSE) * 1_000_000;
        synchronized (threads) {
            while (!closed) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return true;
                }
                try {
                    threads.wait(left);
                } catch (InterruptedException e) {
                    return false;
                }
            }
            return false;
        }
    }

    /** Ends what runs and waits for it. */
    @Override
    public void close() {
        List<Cancellation> toCancel;
        synchronized (threads) {
            closed = true;
            toCancel = List.copyOf(running);
            threads.notifyAll();
        }
        toCancel.forEach(Cancellation::cancel);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
