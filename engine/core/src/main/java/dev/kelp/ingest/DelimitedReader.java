package dev.kelp.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a delimited file strictly by RFC 4180, with line breaks of any kind, and knows the line of each.
 *
 * <p>The slow, sure way: DuckDB reads files in general; this one is asked where it fails.
 */
final class DelimitedReader implements AutoCloseable {
    private final BufferedReader reader;
    private final char delimiter;
    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private int next;
    private long line = 1;
    private long recordLine = 1;
    private long records;

    /** A record that is no record. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }

    DelimitedReader(Path file, char delimiter) throws IOException {
        if (file.toString().endsWith(".zst")) {
            throw new IOException("Java reads no zstd");
        }
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        this.reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        this.delimiter = delimiter;
        this.next = reader.read();
        if (next == '\ufeff') {
            next = reader.read();
        }
    }

    /** The next record's cells, null at the end. Blank lines are no records. */
    @Nullable
    List<String> read() throws IOException, Malformed {
        while (next == '\n' || next == '\r') {
            lineBreak();
        }
        if (next < 0) {
            return null;
        }
        recordLine = line;
        records++;
        cells = new ArrayList<>();
        do {
            cell();
        } while (accept(delimiter));
        if (next >= 0) {
            lineBreak();
        }
        return cells;
    }

    /** Whether the first character that isn't blank is this one. Reads up to it. */
    boolean startsWith(char c) throws IOException {
        while (next >= 0 && Character.isWhitespace(next)) {
            next = reader.read();
        }
        return next == c;
    }

    /** The line the last record began on, from 1. */
    long line() {
        return recordLine;
    }

    /** How many records have been read. */
    long records() {
        return records;
    }

    private void cell() throws IOException, Malformed {
        cell.setLength(0);
        if (next == '"') {
            quoted();
        } else {
            while (next >= 0 && next != delimiter && next != '\n' && next != '\r') {
                cell.append((char) next);
                next = reader.read();
            }
        }
        cells.add(cell.toString());
    }

    private void quoted() throws IOException, Malformed {
        next = reader.read();
        while (true) {
            if (next < 0) {
                throw new Malformed("has a quote that is never closed");
            } else if (next != '"') {
                line += next == '\n' ? 1 : 0;
                cell.append((char) next);
                next = reader.read();
            } else {
                next = reader.read();
                if (next != '"') {
                    break;
                }
                cell.append('"');
                next = reader.read();
            }
        }
        if (next >= 0 && next != delimiter && next != '\n' && next != '\r') {
            throw new Malformed("has '" + (char) next + "' after a closing quote; quotes inside quotes are doubled");
        }
    }

    private boolean accept(char c) throws IOException {
        if (next != c) {
            return false;
        }
        next = reader.read();
        return true;
    }

    private void lineBreak() throws IOException {
        if (accept('\r')) {
            accept('\n');
        } else {
            accept('\n');
        }
        line++;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
