package dev.kelp.types;

/**
 * Tells in one pass, without making a tree, whether a text is already what {@link Json#write} would make of it. In doubt it says
 * no: of escapes, whole numbers and reals it knows the common forms only.
 */
final class CompactJson {
    private static final int DEEPEST = 32;
    private static final int MOST_KEYS = 32;

    /** Reals that are larger are written with an exponent. */
    private static final int WIDEST_PLAIN = 15;

    /** Below 0.0001 reals are written with an exponent. */
    private static final int MOST_ZEROS = 3;

    private final String text;
    private int at;

    private CompactJson(String text) {
        this.text = text;
    }

    static boolean is(String text) {
        CompactJson scan = new CompactJson(text);
        return scan.value(0) && scan.at == text.length();
    }

    private char next() {
        return at < text.length() ? text.charAt(at) : '\0';
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
        boolean there = text.startsWith(word, at);
        at += word.length();
        return there;
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
            hash = hash * 31 + text.charAt(i);
        }
        return hash;
    }

    private boolean string() {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        boolean plain = "\"\\bfnrt".indexOf(next()) >= 0;
        at++;
        return plain;
    }

    /** With many digits a number is either what its real is written as, or no real and kept as it is. */
    private boolean number() {
        boolean negative = take('-');
        int start = at;
        int whole = digits();
        boolean zero = whole > 0 && text.charAt(start) == '0';
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
        while (zeros < fraction && text.charAt(point + zeros) == '0') {
            zeros++;
        }
        return fraction == 1 || (text.charAt(at - 1) != '0' && (!zero || zeros <= MOST_ZEROS));
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
