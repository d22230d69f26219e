package dev.kelp.types;

import org.jspecify.annotations.Nullable;

/**
 * Tells in one pass, without making a tree, whether text is already what {@link Json#write} would make of it, or which pieces of it
 * are. In doubt it says no: of escapes, whole numbers and reals it knows the common forms only.
 */
final class CompactJson {
    private static final int DEEPEST = 32;
    private static final int MOST_KEYS = 32;

    /** Reals that are larger are written with an exponent. */
    private static final int WIDEST_PLAIN = 15;

    /** A number of more digits may be none that a real holds, and is kept as it is. */
    private static final int SURE_DIGITS = 15;

    /** Below 0.0001 reals are written with an exponent. */
    private static final int MOST_ZEROS = 3;

    private final byte[] text;
    private final boolean breaks;
    private final Json.@Nullable Pieces pieces;
    private int piece;
    private int at;

    private CompactJson(byte[] text, int from, boolean breaks, Json.@Nullable Pieces pieces) {
        this.text = text;
        this.breaks = breaks;
        this.pieces = pieces;
        this.piece = from;
        this.at = from;
    }

    /**
     * Where a value ends that begins here, -1 where it isn't surely compact.
     *
     * @param utf8 with a zero behind it
     * @param breaks whether line breaks are blanks
     * @param pieces is told what of the value is to stay, where only blanks and zeros stand in the way; null where nothing may
     */
    static int end(byte[] utf8, int from, boolean breaks, Json.@Nullable Pieces pieces) {
        CompactJson scan = new CompactJson(utf8, from, breaks, pieces);
        if (!scan.value(0)) {
            return -1;
        }
        if (pieces != null) {
            pieces.add(scan.piece, scan.at);
        }
        return scan.at;
    }

    private byte next() {
        return text[at];
    }

    /** Leaves out what stands before a place; false where nothing may be. */
    private boolean leaveOut(int from, int to) {
        if (pieces == null) {
            return false;
        }
        pieces.add(piece, from);
        piece = to;
        return true;
    }

    private boolean blanks() {
        int from = at;
        while (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n' && breaks) {
            at++;
        }
        return at == from || leaveOut(from, at);
    }

    private boolean value(int depth) {
        return switch (next()) {
            case '{' -> depth < DEEPEST && bag(depth);
            case '[' -> depth < DEEPEST && array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (next() != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean array(int depth) {
        at++;
        if (!blanks()) {
            return false;
        } else if (take(']')) {
            return true;
        }
        while (value(depth + 1) && blanks()) {
            if (!take(',')) {
                return take(']');
            } else if (!blanks()) {
                return false;
            }
        }
        return false;
    }

    /** Keys are told apart by their hashes: where two agree it may be the same key twice, of which one would go. */
    private boolean bag(int depth) {
        at++;
        if (!blanks()) {
            return false;
        } else if (take('}')) {
            return true;
        }
        int[] keys = new int[MOST_KEYS];
        for (int count = 0; count < MOST_KEYS; count++) {
            int start = at;
            if (next() != '"' || !string()) {
                return false;
            }
            int hash = hash(start, at);
            for (int i = 0; i < count; i++) {
                if (keys[i] == hash) {
                    return false;
                }
            }
            keys[count] = hash;
            if (!blanks() || !take(':') || !blanks() || !value(depth + 1) || !blanks()) {
                return false;
            }
            if (!take(',')) {
                return take('}');
            } else if (!blanks()) {
                return false;
            }
        }
        return false;
    }

    private int hash(int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        return hash;
    }

    private boolean string() {
        at++;
        while (true) {
            byte c = text[at++];
            if (c == '"') {
                return true;
            }
            // Bytes of letters beyond ASCII are negative.
            if (c >= 0 && c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
    }

    private boolean escape() {
        return switch (text[at++]) {
            case '"', '\\', 'b', 'f', 'n', 'r', 't' -> true;
            default -> false;
        };
    }

    /** With many digits a number is either what its real is written as, or no real and kept as it is. */
    private boolean number() {
        boolean negative = take('-');
        int start = at;
        int whole = digits();
        boolean zero = whole > 0 && text[start] == '0';
        if (whole == 0 || (zero && (whole > 1 || negative))) {
            return false;
        }
        if (!take('.')) {
            return next() != 'e' && next() != 'E';
        }
        int point = at;
        int fraction = digits();
        if (fraction == 0 || whole > WIDEST_PLAIN || next() == 'e' || next() == 'E') {
            return false;
        }
        int end = at;
        while (end - point > 1 && text[end - 1] == '0') {
            end--;
        }
        if (end < at && (whole + fraction > SURE_DIGITS || !leaveOut(end, at))) {
            return false;
        }
        int zeros = 0;
        while (zeros < end - point && text[point + zeros] == '0') {
            zeros++;
        }
        return end - point == 1 || !zero || zeros <= MOST_ZEROS;
    }

    private int digits() {
        int start = at;
        while (next() >= '0' && next() <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean take(char c) {
        if (next() == c) {
            at++;
            return true;
        }
        return false;
    }
}
