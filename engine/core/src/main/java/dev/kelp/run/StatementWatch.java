package dev.kelp.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Looks after a statement that writes a file, until it is closed: says how far it has come, and stops it when that is asked. DuckDB
 * forgets that a statement was cancelled which had not begun to run, so it is told again.
 */
final class StatementWatch implements AutoCloseable {
    private static final int MILLIS = 200;
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kelp-statement-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Statement statement;
    private final Path file;
    private final Progress progress;
    private final Cancellation cancellation;
    private final ScheduledFuture<?> timer;
    private boolean closed;

    StatementWatch(Statement statement, Path file, Progress progress, Cancellation cancellation) {
        this.statement = statement;
        this.file = file;
        this.progress = progress;
        this.cancellation = cancellation;
        this.timer = TIMER.scheduleWithFixedDelay(this::look, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        cancellation.onCancel(this::cancel);
    }

    private void look() {
        if (cancellation.isCancelled()) {
            cancel();
        } else if (progress != Progress.SILENT) {
            try {
                double fraction = statement instanceof DuckDBPreparedStatement running
                        ? running.getQueryProgress().getPercentage() / 100
                        : -1;
                progress.update(fraction, written());
            } catch (SQLException e) {
                // It has ended.
            }
        }
    }

    private String written() {
        for (Path path : new Path[] {file, file.resolveSibling("tmp_" + file.getFileName())}) {
            try {
                return String.format(Locale.ROOT, "%.1f MB written", Files.size(path) / 1e6);
            } catch (IOException e) {
                // It is not there yet, or goes by its other name.
            }
        }
        return "reading";
    }

    private synchronized void cancel() {
        if (!closed) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It has ended by itself.
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel(false);
    }
}
