package dev.kelp.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/** The characters of a UTF-8 text, strictly, with a look at the next one. */
final class Characters implements AutoCloseable {
    /** A longer record is refused rather than taken into memory. In characters. */
    static final int LONGEST_RECORD = 32 << 20;

    private final Reader reader;
    private final char[] buffer = new char[1 << 15];
    private int length;
    private int at;
    private long line;
    private int next;

    Characters(InputStream bytes) throws IOException, Malformed {
        this(bytes, 1);
    }

    /** @param line that the bytes begin in; a mark of the byte order stands in the first only */
    Characters(InputStream bytes, long line) throws IOException, Malformed {
        this.line = line;
        reader = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        advance();
        if (next == '\ufeff' && line == 1) {
            advance();
        }
    }

    /** The next character, -1 at the end. */
    int peek() {
        return next;
    }

    /** Takes the next character. */
    int take() throws IOException, Malformed {
        int c = next;
        if (c == '\n') {
            line++;
        }
        advance();
        return c;
    }

    boolean accept(char c) throws IOException, Malformed {
        if (next != c) {
            return false;
        }
        take();
        return true;
    }

    /** Takes a line break of any kind. */
    void lineBreak() throws IOException, Malformed {
        if (next == '\r') {
            advance();
            if (next != '\n') {
                line++;
                return;
            }
        }
        accept('\n');
    }

    boolean atLineEnd() {
        return next < 0 || next == '\n' || next == '\r';
    }

    /** Leaves the rest of the line out. */
    void skipLine() throws IOException, Malformed {
        while (!atLineEnd()) {
            advance();
        }
    }

    /** The rest of the line without its break, which is taken too. */
    String restOfLine(StringBuilder into) throws IOException, Malformed {
        into.setLength(0);
        while (next >= 0 && next != '\n') {
            into.append((char) next);
            tooLong(into, into.length() >= LONGEST_RECORD);
            advance();
        }
        accept('\n');
        if (into.length() > 0 && into.charAt(into.length() - 1) == '\r') {
            into.setLength(into.length() - 1);
        }
        return into.toString();
    }

    /** Gives back what was read of a record that turns out too long. */
    static void tooLong(StringBuilder record, boolean tooLong) throws Malformed {
        if (tooLong) {
            record.setLength(0);
            record.trimToSize();
            throw new Malformed("is longer than " + (LONGEST_RECORD >> 20) + " million characters");
        }
    }

    /** The line of the next character, from 1. */
    long line() {
        return line;
    }

    private void advance() throws IOException, Malformed {
        if (at == length) {
            try {
                length = reader.read(buffer, 0, buffer.length);
            } catch (MalformedInputException e) {
                length = 0;
                at = 0;
                next = -1;
                throw new Malformed("and those after it hold bytes that are no UTF-8 text", true);
            }
            at = 0;
            if (length <= 0) {
                length = 0;
                next = -1;
                return;
            }
        }
        next = buffer[at++];
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** As {@link #restOfLine}; a line that is too long is stepped over. */
    String wholeLine(StringBuilder buffer) throws IOException, Malformed {
        try {
            return restOfLine(buffer);
        } catch (Malformed e) {
            if (!e.isLast()) {
                skipLine();
            }
            throw e;
        }
    }
}
