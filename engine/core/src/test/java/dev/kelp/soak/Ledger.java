package dev.kelp.soak;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * What of a table's rows was acknowledged, and must therefore be found: batches of rows, each whole or not at all, until their
 * retention has passed. Thread-safe.
 */
final class Ledger {
    /** A batch holds the ids from its number times this. */
    static final long SPAN = 1_000;

    private final String table;
    private final Times times;
    private final Map<Long, Batch> batches = new TreeMap<>();
    private long next = 1;
    private long added;

    private enum State {
        /** Its call has not ended. */
        BEGUN,
        THERE,
        /** It was cancelled or not acknowledged. */
        EITHER,
        GONE
    }

    /** @param begun milliseconds before its call */
    private record Batch(int rows, long begun, State state) {}

    Ledger(String table, Times times) {
        this.table = table;
        this.times = times;
    }

    String table() {
        return table;
    }

    synchronized long added() {
        return added;
    }

    /** A new batch, about to be added; answers its number. */
    synchronized long begin(int rows) {
        batches.put(next, new Batch(rows, System.currentTimeMillis(), State.BEGUN));
        return next++;
    }

    synchronized void done(long batch) {
        added++;
        set(batch, State.THERE);
    }

    /** Nothing of it was done. */
    synchronized void refused(long batch) {
        set(batch, State.GONE);
    }

    /** Nobody said whether it was done. */
    synchronized void unknown(long batch) {
        set(batch, State.EITHER);
    }

    synchronized void deleted(long batch) {
        set(batch, State.GONE);
    }

    private void set(long batch, State state) {
        batches.computeIfPresent(batch, (number, old) -> new Batch(old.rows(), old.begun(), state));
    }

    /** One that is there; -1 where there is none. */
    synchronized long any(Random random) {
        List<Long> there = batches.entrySet().stream()
                .filter(b -> b.getValue().state() == State.THERE)
                .map(Map.Entry::getKey)
                .toList();
        return there.isEmpty() ? -1 : there.get(random.nextInt(there.size()));
    }

    /** What is found otherwise than it must be; for when no call is under way. Forgets what has gone. */
    synchronized List<String> check(Engine engine) {
        long before = System.currentTimeMillis();
        Map<Long, long[]> found = found(engine);
        long after = System.currentTimeMillis();
        List<String> wrong = new ArrayList<>();
        found.forEach((number, rows) -> {
            Batch batch = batches.get(number);
            if (batch == null) {
                wrong.add(table + ": rows of batch " + number + ", which is gone");
            } else if (rows[0] != rows[1] || rows[0] != batch.rows()) {
                wrong.add(table + ": batch " + number + " (" + batch + ") has " + rows[0] + " rows, " + rows[1]
                        + " different ones");
            } else if (batch.state() == State.GONE) {
                wrong.add(table + ": batch " + number + " is there, and was refused or deleted");
            } else if (batch.begun() < before - times.longest().toMillis()) {
                wrong.add(table + ": batch " + number + " is " + (before - batch.begun()) / 1000
                        + " s old; its retention has not come");
            }
        });
        batches.entrySet().removeIf(entry -> {
            Batch batch = entry.getValue();
            boolean there = found.containsKey(entry.getKey());
            boolean young = batch.begun() > after - times.retention().toMillis();
            if (!there && young && batch.state() == State.THERE) {
                wrong.add(table + ": batch " + entry.getKey() + " (" + batch + ") is lost");
            }
            // One that is there and was not acknowledged may not go again before its time.
            if (there) {
                entry.setValue(new Batch(batch.rows(), batch.begun(), State.THERE));
            }
            return !there;
        });
        return wrong;
    }

    /** The numbers of rows and of different rows of each batch. */
    private Map<Long, long[]> found(Engine engine) {
        Map<Long, long[]> found = new HashMap<>();
        String query = table + " | summarize rows = count(), ids = count_distinct(id) by batch = id / " + SPAN
                + " | project batch, rows, ids";
        try (Answer answer = engine.execute(Request.of(query))) {
            Frame frame = answer.primary().frame();
            while (frame.next()) {
                for (int row = 0; row < frame.batch().getRowCount(); row++) {
                    found.put(number(frame, row, 0), new long[] {number(frame, row, 1), number(frame, row, 2)});
                }
            }
        }
        return found;
    }

    private static long number(Frame frame, int row, int column) {
        return (Long) Objects.requireNonNull(frame.value(row, column));
    }

    /** How many rows must be there or may be. */
    synchronized long rows() {
        return batches.values().stream()
                .filter(b -> b.state() == State.THERE)
                .mapToLong(Batch::rows)
                .sum();
    }
}
