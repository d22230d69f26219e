package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one file, one after another: arrays of strings where columns have an order, property bags where they have names.
 * Holds one record in memory, or one block of a file that is made of blocks.
 */
interface Records extends AutoCloseable {
    /**
     * The next record, null at the end.
     *
     * @throws Malformed where something else stands there; unless it is the last, the next call goes on behind it
     * @throws IOException where the file cannot be read any further
     */
    @Nullable
    Json next() throws IOException, Malformed;

    /** Where the last record stands, for messages: {@code Line 7}. */
    String place();

    @Override
    void close() throws IOException;
}
