package dev.kelp.cli;

import dev.kelp.Request;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A request, who is asked, and how the answer is printed. */
record Question(Session session, Request request, Format format) {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int CANCELLED = 130;

    /**
     * Asks, prints the answer's tables one after another, and tells the rest on standard error.
     *
     * @return the exit status that fits
     */
    int answer(Streams streams) {
        PrintStream err = streams.err();
        try (ProgressLine progress = ProgressLine.start(streams)) {
            try {
                print(streams, progress);
                return DONE;
            } catch (KqlException e) {
                progress.wipe();
                err.println(e.describe());
                return e.problem() == Problem.CANCELLED ? CANCELLED : FAILED;
            } catch (RemoteFailure e) {
                progress.wipe();
                err.println(e.description());
                return request.cancellation().isCancelled() ? CANCELLED : FAILED;
            } catch (IOException e) {
                // Who read our output went away, as `head` does: there is nobody to tell.
                request.cancellation().cancel();
                return FAILED;
            }
        }
    }

    private void print(Streams streams, ProgressLine progress) throws IOException {
        OutputStream below = new FirstWrite(streams.out(), progress::wipe);
        try (Results results = session.ask(request.progress(progress));
                Writer out = new BufferedWriter(new OutputStreamWriter(below, StandardCharsets.UTF_8))) {
            Format.Printer printer = format.printer(out, streams.outWidth());
            for (Rows rows = results.next(); rows != null; rows = results.next()) {
                long count = printer.print(rows);
                out.flush();
                if (format == Format.TABLE) {
                    streams.err().println(count == 1 ? "(1 row)" : "(" + count + " rows)");
                }
            }
        }
    }
}
