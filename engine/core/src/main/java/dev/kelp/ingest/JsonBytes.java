package dev.kelp.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks over JSON in UTF-8 where it lies. The bytes end in {@link JsonBlock#PADDING} zeros, which stop every walk. */
final class JsonBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long SLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    /** Deeper nesting is left to others. */
    private static final int DEEPEST = 64;

    private JsonBytes() {}

    /** Eight bytes, the first in the lowest bits. */
    static long word(byte[] bytes, int from) {
        return (long) LONG.get(bytes, from);
    }

    /** The first byte from a place on that ends a piece of a string: a quote, a backslash or a control character. */
    static int pieceEnd(byte[] bytes, int from) {
        int at = from;
        while (at + 8 <= bytes.length) {
            long word = word(bytes, at);
            long quote = word ^ QUOTES;
            long slash = word ^ SLASHES;
            // A borrow may mark bytes too many, but only behind the first that is meant.
            long found = ((quote - ONES) & ~quote | (slash - ONES) & ~slash | (word - BLANKS) & ~word) & HIGH;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
            at += 8;
        }
        return Math.min(at, bytes.length - 1);
    }

    /** Behind a value of any kind that begins here, -1 where none surely does. */
    static int skip(byte[] bytes, int from, boolean breaks) {
        return skip(bytes, from, breaks, 0);
    }

    private static int skip(byte[] bytes, int from, boolean breaks, int depth) {
        return switch (bytes[from]) {
            case '"' -> skipString(bytes, from);
            case '{' -> depth == DEEPEST ? -1 : skipItems(bytes, from, breaks, depth + 1, true);
            case '[' -> depth == DEEPEST ? -1 : skipItems(bytes, from, breaks, depth + 1, false);
            case 't' -> skipWord(bytes, from, "true");
            case 'f' -> skipWord(bytes, from, "false");
            case 'n' -> skipWord(bytes, from, "null");
            default -> skipNumber(bytes, from);
        };
    }

    private static int skipItems(byte[] bytes, int from, boolean breaks, int depth, boolean keys) {
        byte closing = (byte) (keys ? '}' : ']');
        int at = blanks(bytes, from + 1, breaks);
        if (bytes[at] == closing) {
            return at + 1;
        }
        while (true) {
            if (keys) {
                int end = bytes[at] == '"' ? skipString(bytes, at) : -1;
                if (end < 0) {
                    return -1;
                }
                at = blanks(bytes, end, breaks);
                if (bytes[at] != ':') {
                    return -1;
                }
                at = blanks(bytes, at + 1, breaks);
            }
            int end = skip(bytes, at, breaks, depth);
            if (end < 0) {
                return -1;
            }
            at = blanks(bytes, end, breaks);
            if (bytes[at] == closing) {
                return at + 1;
            } else if (bytes[at] != ',') {
                return -1;
            }
            at = blanks(bytes, at + 1, breaks);
        }
    }

    private static int skipString(byte[] bytes, int from) {
        int at = from + 1;
        while (true) {
            at = pieceEnd(bytes, at);
            if (bytes[at] == '"') {
                return at + 1;
            } else if (bytes[at] != '\\') {
                return -1;
            }
            byte escaped = bytes[at + 1];
            at += 2;
            if (escaped == 'u') {
                for (int i = 0; i < 4; i++, at++) {
                    if (Character.digit(bytes[at], 16) < 0) {
                        return -1;
                    }
                }
            } else if (plain(escaped) == 0) {
                return -1;
            }
        }
    }

    /** What stands behind a backslash for another character; 0 where it is none of these. */
    static byte plain(byte escaped) {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> 0;
        };
    }

    /** Behind a word, -1 where another stands there. */
    static int skipWord(byte[] bytes, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return -1;
            }
        }
        return from + word.length();
    }

    private static int skipNumber(byte[] bytes, int from) {
        int first = from + (bytes[from] == '-' ? 1 : 0);
        int at = digits(bytes, first);
        if (at == first || at > first + 1 && bytes[first] == '0') {
            return -1;
        }
        if (bytes[at] == '.') {
            int point = at + 1;
            at = digits(bytes, point);
            if (at == point) {
                return -1;
            }
        }
        if (bytes[at] == 'e' || bytes[at] == 'E') {
            at += bytes[at + 1] == '-' || bytes[at + 1] == '+' ? 2 : 1;
            int exponent = at;
            at = digits(bytes, exponent);
            if (at == exponent) {
                return -1;
            }
        }
        return at;
    }

    static int digits(byte[] bytes, int from) {
        int at = from;
        while (isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** @param breaks whether line breaks count as blanks */
    static int blanks(byte[] bytes, int from, boolean breaks) {
        int at = from;
        while (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n' && breaks) {
            at++;
        }
        return at;
    }

    /** The first byte that is no UTF-8 text, {@code to} where all are. */
    static int fault(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + 8 <= to && (word(bytes, at) & HIGH) == 0) {
                at += 8;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                int length = letter(bytes, at);
                if (length == 0 || at + length > to) {
                    return at;
                }
                at += length;
            }
        }
        return to;
    }

    /** The bytes of a letter beyond ASCII, 0 where there is none: neither too long a form nor half of a pair. */
    private static int letter(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        if (lead < 0xc2 || lead > 0xf4 || !follows(bytes[at + 1])) {
            return 0;
        } else if (lead < 0xe0) {
            return 2;
        } else if (!follows(bytes[at + 2])) {
            return 0;
        } else if (lead < 0xf0) {
            boolean tooLong = lead == 0xe0 && second < 0xa0;
            boolean half = lead == 0xed && second >= 0xa0;
            return tooLong || half ? 0 : 3;
        }
        boolean outside = lead == 0xf0 && second < 0x90 || lead == 0xf4 && second >= 0x90;
        return outside || !follows(bytes[at + 3]) ? 0 : 4;
    }

    private static boolean follows(byte c) {
        return (c & 0xc0) == 0x80;
    }
}
