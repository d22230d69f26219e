package dev.kelp.kernel.java;

import dev.kelp.Engine;
import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.session.Result;
import dev.kelp.kernel.session.Session;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Progress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a Java cell calls {@code kelp}: the session's engine, its last result, and ways to show things. */
public final class Kelp {
    private final Session session;
    private final ValueViews views;
    private volatile @Nullable CellOutput output;
    private volatile CellStreams.@Nullable Printers printers;

    Kelp(Session session, ValueViews views) {
        this.session = session;
        this.views = views;
    }

    /** The run that display and input belong to from now on. */
    void enter(CellOutput run, CellStreams.@Nullable Printers streams) {
        output = run;
        printers = streams;
    }

    public Engine engine() {
        return session.engine();
    }

    /** The data folder. */
    public Path data() {
        return session.data();
    }

    /** The result of the last KQL, SQL or Spark cell; null before the first. */
    public @Nullable Result last() {
        return session.last();
    }

    /**
     * Runs KQL and returns the last result table.
     *
     * @throws dev.kelp.text.KqlException where it fails
     */
    public @Nullable Result kql(String text) {
        Cancellation cancellation = new Cancellation();
        CellOutput run = output;
        if (run != null) {
            run.onInterrupt(cancellation::cancel);
        }
        var results = session.ask(text, Progress.SILENT, cancellation);
        return results.isEmpty() ? null : results.get(results.size() - 1);
    }

    /** Shows a value: a result or a Spark frame as a table, a bundle as it is, all else as text. */
    public void display(@Nullable Object value) {
        CellStreams.Printers streams = printers;
        CellOutput run = output;
        if (streams != null) {
            streams.flush();
        }
        if (run != null) {
            run.display(views.of(value));
        }
    }

    /** Shows HTML. */
    public void html(String html) {
        display(MimeBundle.html(html, html));
    }

    /** Asks the reader of the notebook for a line of text. */
    public String input(String prompt) throws CellFailure {
        CellOutput run = output;
        if (run == null) {
            throw CellFailure.of("NoInput", "No cell is running.");
        }
        return run.input(prompt, false);
    }
}
