package dev.kelp.types;

/**
 * Tells in one pass, without making a tree, whether text is already what {@link Json#write} would make of it. In doubt it says
 * no: of escapes, whole numbers and reals it knows the common forms only.
 */
final class CompactJson {
    private static final int DEEPEST = 32;
    private static final int MOST_KEYS = 32;

    /** Reals that are larger are written with an exponent. */
    private static final int WIDEST_PLAIN = 15;

    /** Below 0.0001 reals are written with an exponent. */
    private static final int MOST_ZEROS = 3;

    private final byte[] text;
    private int at;

    private CompactJson(byte[] text, int from) {
        this.text = text;
        this.at = from;
    }

    /**
     * Where a value ends that begins here, -1 where it isn't surely compact.
     *
     * @param utf8 with a zero behind it
     */
    static int end(byte[] utf8, int from) {
        CompactJson scan = new CompactJson(utf8, from);
        return scan.value(0) ? scan.at : -1;
    }

    private byte next() {
        return text[at];
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
        if (take(']')) {
            return true;
        }
        while (value(depth + 1)) {
            if (!take(',')) {
                return take(']');
            }
        }
        return false;
    }

    /** Keys are told apart by their hashes: where two agree it may be the same key twice, of which one would go. */
    private boolean bag(int depth) {
        at++;
        if (take('}')) {
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
            if (!take(':') || !value(depth + 1)) {
                return false;
            }
            if (!take(',')) {
                return take('}');
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
        int zeros = 0;
        while (zeros < fraction && text[point + zeros] == '0') {
            zeros++;
        }
        return fraction == 1 || (text[at - 1] != '0' && (!zero || zeros <= MOST_ZEROS));
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
