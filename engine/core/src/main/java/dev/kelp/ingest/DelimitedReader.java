package dev.kelp.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of a delimited file strictly by RFC 4180, with line breaks of any kind, and knows the line of each. */
final class DelimitedReader implements AutoCloseable {
    private final Characters text;
    private final char delimiter;
    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private long recordLine = 1;
    private long records;
    private long length;

    DelimitedReader(InputStream bytes, char delimiter) throws IOException, Malformed {
        this.text = new Characters(bytes);
        this.delimiter = delimiter;
    }

    /** The next record's cells, null at the end. Blank lines are no records. */
    @Nullable
    List<String> read() throws IOException, Malformed {
        while (text.peek() == '\n' || text.peek() == '\r') {
            text.lineBreak();
        }
        if (text.peek() < 0) {
            return null;
        }
        recordLine = text.line();
        records++;
        length = 0;
        cells = new ArrayList<>(cells.size());
        try {
            do {
                cell();
            } while (text.accept(delimiter));
        } catch (Malformed e) {
            if (!e.isLast()) {
                text.skipLine();
            }
            throw e;
        }
        if (text.peek() >= 0) {
            text.lineBreak();
        }
        return cells;
    }

    /** The line the last record began on, from 1. */
    long line() {
        return recordLine;
    }

    char delimiter() {
        return delimiter;
    }

    /** How many records have been read. */
    long records() {
        return records;
    }

    private void cell() throws IOException, Malformed {
        cell.setLength(0);
        if (text.peek() == '"') {
            quoted();
        } else {
            while (text.peek() != delimiter && !text.atLineEnd()) {
                append(text.take());
            }
        }
        // A cell takes memory of its own even where it is empty.
        length += cell.length() + 32;
        cells.add(cell.toString());
    }

    private void quoted() throws IOException, Malformed {
        text.take();
        while (true) {
            int next = text.peek();
            if (next < 0) {
                throw new Malformed("has a quote that is never closed");
            } else if (next != '"') {
                append(text.take());
            } else {
                text.take();
                if (text.peek() != '"') {
                    break;
                }
                append(text.take());
            }
        }
        if (text.peek() != delimiter && !text.atLineEnd()) {
            throw new Malformed(
                    "has '" + (char) text.peek() + "' after a closing quote; quotes inside quotes are doubled");
        }
    }

    private void append(int c) throws Malformed {
        if (cell.length() + length >= Characters.LONGEST_RECORD) {
            cells = new ArrayList<>();
            length = 0;
            Characters.tooLong(cell, true);
        }
        cell.append((char) c);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
