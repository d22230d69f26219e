package dev.kelp.ingest;

import dev.kelp.ingest.CellReader.BadCell;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    private byte[] bytes = new byte[0];
    private int at;

    /** Something that ends the reading of a file. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        /** Of the block, from 0. */
        final int line;

        /** What is wrong, to go on from the place. */
        final String what;

        Fault(int line, String what, Exception cause) {
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

    void parse(JsonBlock block) throws Fault {
        bytes = block.bytes;
        int good = JsonBytes.fault(bytes, 0, block.length);
        boolean skip = block.first && skipFirst;
        int from = JsonBlocks.start(block);
        block.lines = lines ? 0 : block.linesTo(block.length);
        for (int i = 0; lines ? from < block.length : i < block.placed; i += 2) {
            int start = lines ? from : block.places[i];
            int end = lines ? 0 : block.places[i + 1];
            at = start;
            boolean plain = record() && (lines ? atLineEnd(block) : at == end);
            if (lines) {
                end = plain ? at : lineEnd(block, start);
                from = end + 1;
                block.lines++;
            }
            if (end > good) {
                throw new Fault(
                        block.linesTo(start),
                        " and those after it hold bytes that are no UTF-8 text.",
                        new Exception());
            }
            if (!plain) {
                out.dropRow();
                skip = tree(block, start, end, skip);
            } else if (skip) {
                out.dropRow();
                skip = false;
            } else {
                endRow();
            }
        }
    }

    private boolean atLineEnd(JsonBlock block) {
        at = JsonBytes.blanks(bytes, at, false);
        return bytes[at] == '\n' || at == block.length;
    }

    private int lineEnd(JsonBlock block, int from) {
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

    /** Reads a record the long way. Says whether the first record is still to be left out. */
    private boolean tree(JsonBlock block, int start, int end, boolean skip) throws Fault {
        int last = lines && end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        String text = new String(bytes, start, last - start, StandardCharsets.UTF_8);
        if (lines && text.isBlank()) {
            return skip;
        }
        try {
            Json record = JsonRecords.bag(text, !lines);
            if (!skip) {
                for (int i = 0; i < types.length; i++) {
                    out.set(i, cells.get(i).read(record, block.file, 0));
                }
                out.endRow();
            }
            return false;
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
            return nothing(column, at) || tree(column, at);
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

    private boolean tree(int column, int from) {
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
