package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The records of a JSON file: a property bag a line, or ({@code multijson}) bags one after another, in an array or not. */
final class JsonRecords implements Records {
    private final Characters text;
    private final boolean lines;
    private final StringBuilder buffer = new StringBuilder();
    private boolean begun;
    private boolean inArray;
    private boolean ended;
    private long recordLine = 1;

    /** @param lines whether each line is a record */
    JsonRecords(InputStream bytes, boolean lines) throws IOException, Malformed {
        this(bytes, lines, 1);
    }

    private JsonRecords(InputStream bytes, boolean lines, long line) throws IOException, Malformed {
        this.text = new Characters(bytes, line);
        this.lines = lines;
    }

    /**
     * The records from somewhere in a file on.
     *
     * @param line that the bytes begin in
     * @param begun whether records, or the array's bracket, stand before
     * @param inArray whether they stand in an array
     */
    static JsonRecords from(InputStream bytes, boolean lines, long line, boolean begun, boolean inArray)
            throws IOException, Malformed {
        JsonRecords records = new JsonRecords(bytes, lines, line);
        records.begun = begun;
        records.inArray = inArray;
        return records;
    }

    @Override
    public @Nullable Json next() throws IOException, Malformed {
        return lines ? line() : value();
    }

    private @Nullable Json line() throws IOException, Malformed {
        while (text.peek() >= 0) {
            recordLine = text.line();
            String line;
            try {
                line = text.restOfLine(buffer);
            } catch (Malformed e) {
                if (!e.isLast()) {
                    text.skipLine();
                }
                throw e;
            }
            if (!line.isBlank()) {
                return bag(line, false);
            }
        }
        return null;
    }

    /** A fault in the nesting leaves unknown where the next record begins. */
    private @Nullable Json value() throws IOException, Malformed {
        space();
        if (!begun) {
            begun = true;
            inArray = text.accept('[');
            space();
            ended = inArray && text.accept(']');
        } else if (inArray && !ended) {
            if (text.accept(',')) {
                space();
            } else if (text.accept(']')) {
                ended = true;
                space();
            } else {
                recordLine = text.line();
                throw new Malformed(
                        text.peek() < 0
                                ? "is behind the end of the file: the array is not closed"
                                : "is not JSON: a comma is missing",
                        true);
            }
        }
        space();
        recordLine = text.line();
        if (text.peek() < 0 && (ended || !inArray)) {
            return null;
        }
        if (ended) {
            throw new Malformed("has more behind the end of the array", true);
        }
        if (text.peek() != '{') {
            throw new Malformed("is not JSON: a record begins with '{'", true);
        }
        gather();
        return bag(buffer.toString(), true);
    }

    /** Between records tabs and feeds of every kind, as DuckDB has it. */
    private void space() throws IOException, Malformed {
        while (text.peek() == ' ' || text.peek() >= '\t' && text.peek() <= '\r') {
            text.take();
        }
    }

    /** Takes a bag as far as its brackets go, whatever is in it. */
    private void gather() throws IOException, Malformed {
        buffer.setLength(0);
        int depth = 0;
        boolean quoted = false;
        do {
            if (text.peek() < 0 || buffer.length() >= Characters.LONGEST_RECORD) {
                throw new Malformed(
                        text.peek() < 0
                                ? "begins a record that is not closed"
                                : "begins a record that is longer than " + (Characters.LONGEST_RECORD >> 20)
                                        + " million characters",
                        true);
            }
            char c = (char) text.take();
            buffer.append(c);
            if (quoted) {
                if (c == '\\' && text.peek() >= 0) {
                    buffer.append((char) text.take());
                }
                quoted = c != '"';
            } else {
                quoted = c == '"';
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
        } while (depth > 0);
    }

    /**
     * The property bag that a record is.
     *
     * @param last whether nothing behind a fault can be read
     */
    static Json bag(String record, boolean last) throws Malformed {
        // As Kusto and DuckDB have it.
        Json value = Json.lenient(record).orElse(Json.NULL);
        if (!(value instanceof Json.Bag)) {
            throw new Malformed("is not a JSON property bag: " + TextCells.shortened(record), last);
        }
        return value;
    }

    @Override
    public String place() {
        return "Line " + recordLine;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
