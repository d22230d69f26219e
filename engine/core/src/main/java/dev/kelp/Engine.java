package dev.kelp;

import java.nio.file.Path;

/** A folder of tables and everything that answers questions about it. Thread-safe; close it to free its memory and files. */
public final class Engine implements AutoCloseable {
    private Engine() {}

    /** Opens the database in a folder, making it where there is none. */
    public static Engine open(Path data) {
        throw new UnsupportedOperationException(data.toString());
    }

    /** Runs a query or a command; the frames of the answer are read by the caller, who closes it. */
    public Answer execute(Request request) {
        throw new UnsupportedOperationException(request.text());
    }

    @Override
    public void close() {}
}
