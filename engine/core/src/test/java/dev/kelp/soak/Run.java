package dev.kelp.soak;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What the threads of a run share: its end, its pace, what was done and what was wrong. Thread-safe. */
final class Run {
    private static final int REPEATED = 20;

    private final double cores;
    private final long start = System.nanoTime();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final ReadWriteLock working = new ReentrantReadWriteLock(true);
    private volatile boolean ended;

    /** @param cores so much of the machine the process may take */
    Run(double cores) {
        this.cores = cores;
    }

    /** Repeats a step with pauses until the run ends. */
    Thread start(String name, int millis, Runnable step) {
        Thread thread = new Thread(
                () -> {
                    while (!ended) {
                        step(step);
                        pause(millis);
                        while (isTooFast() && !ended) {
                            pause(50);
                        }
                    }
                },
                "soak-" + name);
        thread.start();
        return thread;
    }

    private void step(Runnable step) {
        Lock lock = working.readLock();
        lock.lock();
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            wrong(e.toString());
            e.printStackTrace(System.out);
        } finally {
            lock.unlock();
        }
    }

    /** Does something between all steps. */
    void alone(Runnable work) {
        working.writeLock().lock();
        try {
            work.run();
        } finally {
            working.writeLock().unlock();
        }
    }

    private boolean isTooFast() {
        double used = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        return used > cores * (System.nanoTime() - start) + 2e9;
    }

    void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }

    void end() {
        ended = true;
    }

    long seconds() {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    void done(String command) {
        count(command.split("[\\s(]+(into|async|table|column|Files|Shapes|Own).*", 2)[0].strip());
    }

    synchronized void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Refusals because of others are what the format asks for; all else is wrong. */
    void refused(String command, KqlException why) {
        count("refused because of others");
        boolean known = why.problem() == Problem.CONFLICT
                || why.problem() == Problem.UNKNOWN_COLUMN
                || why.problem() == Problem.ALREADY_THERE
                || why.getMessage().contains("columns; ");
        if (!known) {
            wrong(command.lines().findFirst().orElse("") + ": " + why.getMessage());
        }
    }

    synchronized void wrong(String text) {
        wrong.add(text);
        if (wrong.size() <= REPEATED) {
            System.out.println("WRONG " + text);
        }
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
