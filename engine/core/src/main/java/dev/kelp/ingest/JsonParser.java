package dev.kelp.ingest;

import dev.kelp.ingest.CellReader.BadCell;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of blocks as columns. Values in their usual forms are read from the bytes where they lie; any other value, and a record
 * that isn't a plain bag of them, as a {@link Json} tree, like the records of every other file: the tree says what they mean, and what
 * is wrong with them.
 */
final class JsonParser {
    private final List<CellReader> cells;
    private final KqlType[] types;
    private final boolean lines;
    private final boolean skipFirst;

    private final JsonKeys keys;
    private final JsonValues values;
    private final ColumnBatch out;
    private JsonBlock block = new JsonBlock();
    private byte[] bytes = block.bytes;

    /** Up to here they are text. */
    private int good;

    private boolean skip;
    private int at;

    /** Something that ends the reading of a file. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        /** Of the block, from 0. */
        final int line;

        /** What is wrong, to go on from the place. */
        final String what;

        Fault(int line, String what, @Nullable Exception cause) {
            super(what, cause);
            this.line = line;
            this.what = what;
        }
    }

    /**
     * @param cells the columns, each found by its name
     * @param out where the rows go
     */
    JsonParser(List<CellReader> cells, boolean lines, boolean skipFirst, ColumnBatch out) {
        this.cells = cells;
        this.types = cells.stream().map(CellReader::type).toArray(KqlType[]::new);
        this.keys = new JsonKeys(cells.stream().map(CellReader::name).toList());
        this.values = new JsonValues(List.of(types), !lines, out);
        this.lines = lines;
        this.skipFirst = skipFirst;
        this.out = out;
    }

    void parse(JsonBlock read) throws Fault {
        block = read;
        bytes = read.bytes;
        good = JsonBytes.fault(bytes, 0, read.length);
        skip = read.first && skipFirst;
        read.lines = 0;
        if (lines) {
            for (int from = JsonBlocks.start(read); from < read.length; read.lines++) {
                at = from;
                boolean plain = record() && atLineEnd();
                int end = plain ? at : lineEnd(from);
                take(from, end, plain);
                from = end + 1;
            }
        } else {
            for (int i = 0; i < read.placed; i += 2) {
                at = read.places[i];
                boolean plain = record() && at == read.places[i + 1];
                take(read.places[i], read.places[i + 1], plain);
            }
            read.lines = read.linesTo(read.length);
        }
    }

    /** @param plain whether the row is read already */
    private void take(int start, int end, boolean plain) throws Fault {
        if (end > good) {
            throw new Fault(block.linesTo(start), " and those after it hold bytes that are no UTF-8 text.", null);
        }
        if (plain && !skip) {
            endRow();
            return;
        }
        out.dropRow();
        if (plain) {
            skip = false;
        } else {
            recordTree(start, end);
        }
    }

    private boolean atLineEnd() {
        at = JsonBytes.blanks(bytes, at, false);
        return bytes[at] == '\n' || at == block.length;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < block.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** A text that a record lacks is empty. */
    private void endRow() {
        for (int i = 0; i < types.length; i++) {
            if (types[i] == KqlType.STRING && !out.isTaken(i)) {
                out.setText(i, bytes, 0, 0);
            }
        }
        out.endRow();
    }

    /** Reads a record the long way. */
    private void recordTree(int start, int end) throws Fault {
        int last = lines && end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        String text = new String(bytes, start, last - start, StandardCharsets.UTF_8);
        if (lines && text.isBlank()) {
            return;
        }
        try {
            Json record = JsonRecords.bag(text, !lines);
            if (!skip) {
                for (int i = 0; i < types.length; i++) {
                    out.set(i, cells.get(i).read(record, block.file, 0));
                }
                out.endRow();
            }
            skip = false;
        } catch (Malformed e) {
            throw new Fault(block.linesTo(start), " " + e.what(), e);
        } catch (BadCell e) {
            throw new Fault(block.linesTo(start), ": " + e.getMessage(), e);
        }
    }

    /** A property bag without repeated keys of columns; false in doubt, then something of it may have been read. */
    private boolean record() {
        at = blanks(at);
        if (bytes[at++] != '{') {
            return false;
        }
        at = blanks(at);
        if (bytes[at] == '}') {
            at++;
            return true;
        }
        for (int i = 0; ; i++) {
            if (!property(i)) {
                return false;
            }
            at = blanks(at);
            byte next = bytes[at++];
            if (next == '}') {
                return true;
            } else if (next != ',') {
                return false;
            }
            at = blanks(at);
        }
    }

    private boolean property(int i) {
        if (bytes[at] != '"') {
            return false;
        }
        JsonKeys.Key key = keys.at(i, bytes, at + 1);
        if (key == null) {
            return false;
        }
        at = blanks(at + key.length + 2);
        if (bytes[at++] != ':') {
            return false;
        }
        at = blanks(at);
        if (key.column < 0) {
            at = JsonBytes.skip(bytes, at, !lines);
            return at >= 0;
        }
        return !out.isTaken(key.column) && value(key.column);
    }

    private int blanks(int from) {
        return bytes[from] > ' ' ? from : JsonBytes.blanks(bytes, from, !lines);
    }

    /** A column's value in one of its usual forms, or else as a tree. */
    private boolean value(int column) {
        int end = values.read(column, bytes, at);
        if (end < 0) {
            return nothing(column, at) || valueTree(column, at);
        }
        at = end;
        return true;
    }

    private boolean nothing(int column, int from) {
        int end = JsonBytes.skipWord(bytes, from, "null");
        if (end < 0) {
            return false;
        }
        at = end;
        if (types[column] == KqlType.STRING) {
            out.setText(column, bytes, 0, 0);
        }
        return true;
    }

    private boolean valueTree(int column, int from) {
        at = JsonBytes.skip(bytes, from, !lines);
        if (at < 0) {
            return false;
        }
        Json value = Json.strict(new String(bytes, from, at - from, StandardCharsets.UTF_8))
                .orElse(null);
        if (value == null) {
            return false;
        }
        try {
            out.set(column, cells.get(column).carrier(value));
            return true;
        } catch (BadCell e) {
            // The record's tree will say so, and where.
            return false;
        }
    }
}
