package dev.kelp.kernel.kql;

import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.run.Progress;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Shows how long a query has been running, once that is more than a second; gone when the query ends. */
final class ProgressDisplay implements Progress, AutoCloseable {
    private static final long FIRST_MILLIS = 1_000;
    private static final long EVERY_MILLIS = 500;
    private static final int BAR = 24;

    private static final ScheduledExecutorService TICKER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kelp-progress");
        thread.setDaemon(true);
        return thread;
    });

    private final CellOutput output;
    private final String id = UUID.randomUUID().toString();
    private final long start = System.nanoTime();
    private final ScheduledFuture<?> ticks;
    private volatile double fraction = -1;
    private volatile String what = "";
    private final boolean alone;
    private boolean shown;
    private boolean closed;

    ProgressDisplay(CellOutput output) {
        this.output = output;
        this.alone = !output.hasShown();
        this.ticks = TICKER.scheduleAtFixedRate(this::show, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void update(double done, String step) {
        fraction = done;
        what = step;
    }

    private synchronized void show() {
        if (closed) {
            return;
        }
        MimeBundle bundle = MimeBundle.text(text((System.nanoTime() - start) / 1e9, fraction, what));
        if (shown) {
            output.update(bundle, id);
        } else {
            output.display(bundle, id);
            shown = true;
        }
    }

    /** {@code ███████░░░░░ 58 %  3.5 s  reading}. */
    static String text(double seconds, double fraction, String what) {
        StringBuilder out = new StringBuilder();
        if (fraction >= 0) {
            int full = (int) Math.round(Math.min(1, fraction) * BAR);
            out.append("█".repeat(full)).append("░".repeat(BAR - full));
            out.append(String.format(Locale.ROOT, " %d %%  ", Math.round(Math.min(1, fraction) * 100)));
        }
        return out.append(String.format(Locale.ROOT, "%.1f s  %s", seconds, what))
                .toString()
                .strip();
    }

    /** Takes the display away: at once, for the result may come much later or never. What the cell showed before stays. */
    @Override
    public void close() {
        ticks.cancel(false);
        synchronized (this) {
            closed = true;
            if (shown && alone) {
                output.clear(false);
            } else if (shown) {
                output.update(MimeBundle.text(""), id);
            }
        }
    }
}
