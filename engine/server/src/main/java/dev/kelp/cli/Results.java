package dev.kelp.cli;

import org.jspecify.annotations.Nullable;

/** The result tables of one question, read in order. */
interface Results extends AutoCloseable {
    /** The next table, null after the last. The rows of the one before are gone. */
    @Nullable
    Rows next();

    @Override
    void close();
}
