package dev.kelp.soak;

import dev.kelp.Engine;
import dev.kelp.text.KqlException;
import dev.kelp.types.Ticks;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Rows that are streamed into two tables, with names for their batches and without. For one thread. */
final class Streams {
    private static final int ROWS = 40;

    private final Engine engine;
    private final Run run;
    private final Random random;
    private final Ledger events;
    private final Ledger shapes;

    Streams(Engine engine, Run run, Ledger events, Ledger shapes, long seed) {
        this.engine = engine;
        this.run = run;
        this.events = events;
        this.shapes = shapes;
        this.random = new Random(seed);
    }

    void step() {
        if (random.nextInt(8) == 0) {
            append(shapes);
        } else {
            append(events);
        }
    }

    private void append(Ledger ledger) {
        long batch = ledger.begin(ROWS);
        long first = batch * Ledger.SPAN;
        // One of ten is sent twice.
        boolean twice = random.nextInt(10) == 0;
        String name = twice || random.nextInt(10) == 0 ? "batch " + batch : "";
        try {
            for (int i = twice ? 2 : 1; i > 0; i--) {
                engine.stream().append("main", ledger.table(), rows(ledger, first), name);
            }
            ledger.done(batch);
            run.count("streaming appends");
        } catch (KqlException e) {
            // The table may have got another column between the look at its width and the append; nothing is added
            // then. Of a
            // batch that is sent again that is so of the second time alone.
            if (twice) {
                ledger.unknown(batch);
            } else {
                ledger.refused(batch);
            }
            run.refused("streaming append", e);
        }
    }

    private List<Object[]> rows(Ledger ledger, long first) {
        if (ledger == shapes) {
            int width = engine.snapshot()
                    .table("main", ledger.table())
                    .orElseThrow()
                    .columns()
                    .size();
            return LongStream.range(first, first + ROWS)
                    .mapToObj(id -> {
                        Object[] cells = new Object[width];
                        cells[0] = id;
                        return cells;
                    })
                    .toList();
        }
        Instant now = Instant.now();
        long ticks = Ticks.UNIX_EPOCH + now.getEpochSecond() * Ticks.PER_SECOND + now.getNano() / 100;
        return LongStream.range(first, first + ROWS)
                .mapToObj(id -> new Object[] {
                    id, ticks + id, "kind " + id % 5, "w" + id + " of the stream", id / 4.0, "{\"a\":[" + id + ",1]}"
                })
                .toList();
    }
}
