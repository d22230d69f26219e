package dev.kelp.cli;

import dev.kelp.run.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows on a terminal how far a query has come, once it has taken a second. It is wiped before the answer. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;
    private static final long STEP_MILLIS = 200;
    private static final int BAR = 20;
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream err;
    private final long began = System.nanoTime();
    private double fraction = -1;
    private String what = "";
    private boolean shown;
    private final CountDownLatch ended = new CountDownLatch(1);

    private ProgressLine(PrintStream err) {
        this.err = err;
    }

    /** A line that shows itself when it is time. */
    static ProgressLine start(Streams streams) {
        ProgressLine line = new ProgressLine(streams.err());
        if (streams.errIsTerminal()) {
            Thread painter = new Thread(line::paint, "kelp-progress");
            painter.setDaemon(true);
            painter.start();
        }
        return line;
    }

    @Override
    public synchronized void update(double newFraction, String newWhat) {
        fraction = newFraction;
        what = newWhat;
    }

    private void paint() {
        try {
            if (ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            do {
                show();
            } while (!ended.await(STEP_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        if (ended.getCount() > 0) {
            shown = true;
            err.print(WIPE + text(fraction, what, (System.nanoTime() - began) / 1e9));
            err.flush();
        }
    }

    static String text(double fraction, String what, double seconds) {
        StringBuilder out = new StringBuilder();
        if (fraction >= 0) {
            int full = (int) Math.round(Math.min(1, fraction) * BAR);
            out.append('[')
                    .append("█".repeat(full))
                    .append(" ".repeat(BAR - full))
                    .append(String.format(Locale.ROOT, "] %3.0f %% ", Math.min(1, fraction) * 100));
        }
        return out.append(String.format(Locale.ROOT, "%.1f s %s", seconds, what.isEmpty() ? "running" : what))
                .toString()
                .stripTrailing();
    }

    /** Makes room for the answer; nothing is shown from now on. */
    synchronized void wipe() {
        ended.countDown();
        if (shown) {
            shown = false;
            err.print(WIPE);
            err.flush();
        }
    }

    @Override
    public void close() {
        wipe();
    }
}
