package dev.kelp.ingest;

import dev.kelp.text.KqlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON files cut into blocks of whole records, which can be read side by side. Goes as far as the records' lines or brackets tell
 * where they end; what comes then ({@link #rest}) is left to {@link JsonRecords}, which knows what is wrong with it.
 */
final class JsonBlocks implements AutoCloseable {
    private static final int SIZE = 1 << 21;

    /** The first one is smaller: many files are. */
    private static final int FIRST_SIZE = 1 << 16;

    /** A longer record is left to others too. */
    private static final int LONGEST = 4 << 20;

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final RecordFiles files;
    private final boolean lines;
    private @Nullable InputStream bytes;
    private byte[] carried = new byte[0];
    private boolean opens;
    private boolean first;
    private boolean ended;
    private boolean begun;
    private boolean inArray;
    private @Nullable Rest rest;

    /**
     * What is left of a file.
     *
     * @param opens whether that is the whole file
     * @param first whether there was no record before
     * @param begun whether records, or the array's bracket, stand before
     */
    record Rest(InputStream bytes, String file, boolean opens, boolean first, boolean begun, boolean inArray) {}

    /** @param lines whether each line is a record; else they stand one after another, in an array or not */
    JsonBlocks(RecordFiles files, boolean lines) {
        this.files = files;
        this.lines = lines;
    }

    /**
     * Reads the next block, of one file; false behind the last, and where there is a {@link #rest}, until {@link #passed}.
     *
     * @throws KqlException where a file cannot be opened, unpacked or read on
     */
    boolean next(JsonBlock block) {
        try {
            while (rest == null && open()) {
                if (fill(block)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw RecordRows.unreadable(files.name(), e);
        }
    }

    @Nullable
    Rest rest() {
        return rest;
    }

    /** The rest has been read. */
    void passed() throws IOException {
        rest = null;
        close();
    }

    private boolean open() throws IOException {
        if (bytes == null) {
            bytes = files.nextBytes();
            carried = new byte[0];
            opens = true;
            first = true;
            ended = false;
            begun = false;
            inArray = false;
        }
        return bytes != null;
    }

    /** False where a file is at its end or goes on otherwise. */
    private boolean fill(JsonBlock block) throws IOException {
        block.file = files.name();
        block.opens = opens;
        block.first = first;
        block.reserve(Math.max(carried.length, first ? FIRST_SIZE : SIZE));
        System.arraycopy(carried, 0, block.bytes, 0, carried.length);
        int length = carried.length;
        while (true) {
            length = read(block, length);
            int end = lines ? lastLine(block, length) : lastRecord(block, length);
            if (end > 0 || ended) {
                return cut(block, end, length);
            }
            if (block.capacity() >= LONGEST) {
                leave(block, 0, length);
                return false;
            }
            block.reserve(2 * block.capacity());
        }
    }

    private int read(JsonBlock block, int from) throws IOException {
        InputStream in = bytes;
        int length = from;
        while (in != null && !ended && length < block.capacity()) {
            int count = in.read(block.bytes, length, block.capacity() - length);
            ended = count < 0;
            length += Math.max(count, 0);
        }
        return length;
    }

    private boolean cut(JsonBlock block, int end, int length) throws IOException {
        if (ended && !(lines ? end == length : isWhole(block, end, length))) {
            carried = new byte[0];
            leave(block, end, length);
        } else {
            carried = Arrays.copyOfRange(block.bytes, end, length);
            if (ended) {
                close();
            }
        }
        block.cut(end);
        opens = false;
        first = first && blanks(block.bytes, 0, end) == end;
        return end > 0;
    }

    private void leave(JsonBlock block, int from, int length) {
        InputStream in = bytes;
        if (in != null) {
            rest = new Rest(
                    new SequenceInputStream(
                            new ByteArrayInputStream(Arrays.copyOfRange(block.bytes, from, length)), in),
                    files.name(),
                    opens && from == 0,
                    first && from == 0,
                    begun,
                    inArray);
        }
    }

    private int lastLine(JsonBlock block, int length) {
        int end = length;
        while (!ended && end > 0 && block.bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Where the first record begins. */
    static int start(JsonBlock block) {
        return block.opens && Arrays.equals(block.bytes, 0, MARK.length, MARK, 0, MARK.length) ? MARK.length : 0;
    }

    /** Notes the records' places as far as they can be told, and where the last ends; 0 where there is none. */
    private int lastRecord(JsonBlock block, int length) {
        block.placed = 0;
        int end = 0;
        int at = start(block);
        while (true) {
            int from = recordStart(block, at, length);
            if (from < 0) {
                return end;
            }
            int to = recordEnd(block.bytes, from, length);
            if (to < 0) {
                return end;
            }
            begun = true;
            block.place(from, to);
            end = to;
            at = to;
        }
    }

    /** Behind what may stand before a record, -1 where there is something else. */
    private int recordStart(JsonBlock block, int from, int length) {
        int at = blanks(block.bytes, from, length);
        if (at < length && !begun && block.bytes[at] == '[') {
            // Only now: a block may be looked at again.
            int behind = blanks(block.bytes, at + 1, length);
            inArray = behind < length && block.bytes[behind] == '{';
            return inArray ? behind : -1;
        }
        if (begun && inArray) {
            if (at >= length || block.bytes[at] != ',') {
                return -1;
            }
            at = blanks(block.bytes, at + 1, length);
        }
        return at < length && block.bytes[at] == '{' ? at : -1;
    }

    /** As far as its brackets go, whatever is in it; -1 where it isn't closed. */
    private static int recordEnd(byte[] bytes, int from, int length) {
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < length; i++) {
            byte c = bytes[i];
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                i += c == '\\' ? 1 : 0;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether nothing but a bracket that closes the array stands behind the last record. */
    private boolean isWhole(JsonBlock block, int from, int length) {
        int at = blanks(block.bytes, from == 0 ? start(block) : from, length);
        if (inArray && begun) {
            if (at == length || block.bytes[at] != ']') {
                return false;
            }
            at = blanks(block.bytes, at + 1, length);
        }
        return at == length;
    }

    private static int blanks(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length && (bytes[at] == ' ' || bytes[at] >= '\t' && bytes[at] <= '\r')) {
            at++;
        }
        return at;
    }

    /** Closes the file that is open. */
    @Override
    public void close() throws IOException {
        InputStream open = bytes;
        bytes = null;
        if (open != null) {
            open.close();
        }
    }
}
