package dev.kelp.ingest;

import dev.kelp.ingest.CellReader.BadCell;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of blocks as columns. Values in their usual forms are read from the bytes where they lie; any other value, and a record
 * that isn't a plain bag of them, as a {@link Json} tree, like the records of every other file: the tree says what they mean, and what
 * is wrong with them.
 */
final class JsonParser {
    /** A number of so many digits is less than twice the largest long: one that is too large looks negative. */
    private static final int MOST_WHOLE = 19;

    /** So many digits a real holds. */
    private static final int SURE_REAL = 15;

    /** So many keys of a record are remembered. */
    private static final int MOST_KEYS = 1 << 10;

    private static final double[] POWERS = new double[SURE_REAL + 1];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private final List<CellReader> cells;
    private final KqlType[] types;
    private final byte[][] names;
    private final boolean lines;
    private final boolean skipFirst;

    /** The keys of the last record in their order: most records have the same. */
    private Key[] keys = new Key[0];

    private final ColumnBatch out;
    private byte[] bytes = new byte[0];
    private int at;

    /** A key as it stands in the file, with the quotes behind it, eight bytes at a time. */
    private static final class Key {
        private final int length;
        private final int column;
        private final long[] words;
        private final long lastBits;

        /** @param column that it names, -1 for none */
        Key(byte[] quoted, int column) {
            this.length = quoted.length - 1;
            this.column = column;
            this.words = new long[(quoted.length + 7) / 8];
            byte[] padded = Arrays.copyOf(quoted, words.length * 8);
            for (int i = 0; i < words.length; i++) {
                words[i] = JsonBytes.word(padded, i * 8);
            }
            this.lastBits = -1L >>> (padded.length - quoted.length) * 8;
        }

        boolean stands(byte[] bytes, int from) {
            int last = words.length - 1;
            int at = from + last * 8;
            if (at + 8 > bytes.length || (JsonBytes.word(bytes, at) & lastBits) != words[last]) {
                return false;
            }
            for (int i = 0; i < last; i++) {
                if (JsonBytes.word(bytes, from + i * 8) != words[i]) {
                    return false;
                }
            }
            return true;
        }
    }

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
        this.names = cells.stream()
                .map(c -> c.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
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
        Key key = i < keys.length && keys[i].stands(bytes, at + 1) ? keys[i] : key(i, at + 1);
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

    /** The i-th key, which was another in the last record; null where none stands here without escapes. */
    private @Nullable Key key(int i, int from) {
        int end = JsonBytes.pieceEnd(bytes, from);
        if (bytes[end] != '"') {
            return null;
        }
        int column = names.length - 1;
        while (column >= 0 && !Arrays.equals(names[column], 0, names[column].length, bytes, from, end)) {
            column--;
        }
        Key key = new Key(Arrays.copyOfRange(bytes, from, end + 1), column);
        if (i < keys.length) {
            keys[i] = key;
        } else if (i == keys.length && i < MOST_KEYS) {
            keys = Arrays.copyOf(keys, i + 1);
            keys[i] = key;
        }
        return key;
    }

    /** A column's value in one of its usual forms, or else as a tree. */
    private boolean value(int column) {
        int from = at;
        boolean read =
                switch (types[column]) {
                    case STRING -> string(column);
                    case LONG, INT -> whole(column);
                    case REAL -> real(column);
                    case BOOL -> bool(column);
                    case DATETIME -> datetime(column);
                    case DYNAMIC -> dynamic(column);
                    default -> false;
                };
        return read || nothing(column, from) || tree(column, from);
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

    private boolean string(int column) {
        if (bytes[at] != '"') {
            return false;
        }
        int piece = at + 1;
        while (true) {
            int end = JsonBytes.pieceEnd(bytes, piece);
            if (bytes[end] == '"') {
                out.setText(column, bytes, piece, end);
                at = end + 1;
                return true;
            }
            byte plain = bytes[end] == '\\' ? JsonBytes.plain(bytes[end + 1]) : 0;
            if (plain == 0) {
                out.dropText(column);
                return false;
            }
            out.addText(column, bytes, piece, end);
            out.addByte(column, plain);
            piece = end + 2;
        }
    }

    private boolean whole(int column) {
        int from = bytes[at] == '-' ? at + 1 : at;
        long value = 0;
        int end = from;
        while (JsonBytes.isDigit(bytes[end])) {
            value = value * 10 + (bytes[end++] - '0');
        }
        int digits = end - from;
        if (digits == 0
                || digits > MOST_WHOLE
                || value < 0
                || digits > 1 && bytes[from] == '0'
                || isFraction(bytes[end])) {
            return false;
        }
        long signed = from > at ? -value : value;
        if (types[column] == KqlType.LONG) {
            out.setLong(column, signed);
        } else if (signed == (int) signed) {
            out.setInt(column, (int) signed);
        } else {
            return false;
        }
        at = end;
        return true;
    }

    private static boolean isFraction(byte next) {
        return next == '.' || next == 'e' || next == 'E';
    }

    /** Of few digits the real is their quotient: both are exact, and it is rounded once. */
    private boolean real(int column) {
        int from = bytes[at] == '-' ? at + 1 : at;
        long value = 0;
        int end = from;
        while (JsonBytes.isDigit(bytes[end])) {
            value = value * 10 + (bytes[end++] - '0');
        }
        int digits = end - from;
        if (digits == 0 || digits > SURE_REAL || digits > 1 && bytes[from] == '0') {
            return false;
        }
        int fraction = 0;
        if (bytes[end] == '.') {
            int point = ++end;
            while (JsonBytes.isDigit(bytes[end]) && end - point <= SURE_REAL) {
                value = value * 10 + (bytes[end++] - '0');
            }
            fraction = end - point;
            if (fraction == 0 || digits + fraction > SURE_REAL) {
                return false;
            }
        }
        // Without a point minus zero is a whole number, and zero.
        if (isFraction(bytes[end]) || from > at && value == 0) {
            return false;
        }
        double real = value / POWERS[fraction];
        out.setReal(column, from > at ? -real : real);
        at = end;
        return true;
    }

    private boolean bool(int column) {
        boolean value = bytes[at] == 't';
        int end = JsonBytes.skipWord(bytes, at, value ? "true" : "false");
        if (end < 0) {
            return false;
        }
        out.setBool(column, value);
        at = end;
        return true;
    }

    private boolean dynamic(int column) {
        int end = bytes[at] == 'n' ? -1 : Json.compactEnd(bytes, at);
        if (end < 0) {
            return false;
        }
        out.setText(column, bytes, at, end);
        at = end;
        return true;
    }

    /** {@code yyyy-MM-ddTHH:mm:ss}, with up to seven digits of a fraction, and Z where it stands. */
    private boolean datetime(int column) {
        int from = at + 1;
        if (bytes[at] != '"' || bytes.length - from < JsonBlock.PADDING * 2) {
            return false;
        }
        boolean marks = bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (bytes[from + 10] == 'T' || bytes[from + 10] == ' ')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        int year = two(from) * 100 + two(from + 2);
        int month = two(from + 5);
        int day = two(from + 8);
        int hour = two(from + 11);
        int minute = two(from + 14);
        int second = two(from + 17);
        if (!marks || (year | month | day | hour | minute | second) < 0) {
            return false;
        }
        long fraction = 0;
        int end = from + 19;
        if (bytes[end] == '.') {
            int point = ++end;
            while (JsonBytes.isDigit(bytes[end]) && end - point < 7) {
                fraction = fraction * 10 + (bytes[end++] - '0');
            }
            for (int digits = end - point; digits < 7; digits++) {
                fraction *= 10;
            }
            if (end == point) {
                return false;
            }
        }
        if (bytes[end] == 'Z') {
            end++;
        }
        long ticks = bytes[end] == '"' ? Ticks.of(year, month, day, hour, minute, second, fraction) : -1;
        if (ticks < 0) {
            return false;
        }
        out.setLong(column, ticks);
        at = end + 1;
        return true;
    }

    /** Two digits, far below zero where there are others. */
    private int two(int from) {
        int tens = bytes[from] - '0';
        int ones = bytes[from + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1_000_000 : tens * 10 + ones;
    }
}
