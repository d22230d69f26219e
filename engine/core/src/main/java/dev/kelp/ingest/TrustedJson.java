package dev.kelp.ingest;

import dev.kelp.types.Reals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Whether JSON text can be left to DuckDB. It reads all numbers with a point or an exponent as reals, whatever column they are for,
 * takes an array that breaks off behind a comma for a whole one, and a file of one letter for an empty one. Passes over most bytes;
 * in doubt, as with numbers inside strings, it says no.
 */
final class TrustedJson {
    /** No number that a real doesn't hold is shorter: {@code 1e-400}. */
    private static final int SHORTEST = 6;

    /** Longer ones are not looked at closely. */
    private static final int LONGEST = 1 << 12;

    private static final boolean[] OF_NUMBER = new boolean[256];

    static {
        for (char c : "0123456789.eE+-".toCharArray()) {
            OF_NUMBER[c] = true;
        }
    }

    private final byte[] buffer = new byte[1 << 18];
    private int length;
    private int first = ' ';
    private int last = ' ';

    private TrustedJson() {}

    /**
     * Reads to the end, or to the first fault.
     *
     * @param stop asked now and then; when it says so, the answer is yes
     */
    static boolean is(InputStream bytes, BooleanSupplier stop) throws IOException {
        return new TrustedJson().look(bytes, stop);
    }

    private boolean look(InputStream bytes, BooleanSupplier stop) throws IOException {
        // The byte before a number is kept, so that each can be seen with what stands around it.
        for (int count = 0; count >= 0; ) {
            if (stop.getAsBoolean()) {
                return true;
            }
            count = bytes.read(buffer, length, buffer.length - length);
            ends(length, length + count);
            length += Math.max(count, 0);
            int end = count < 0 ? length : lastGap();
            if (isInexact(end)) {
                return false;
            }
            int kept = Math.max(0, Math.min(end, length) - 1);
            if (length - kept > LONGEST) {
                return false;
            }
            System.arraycopy(buffer, kept, buffer, 0, length - kept);
            length -= kept;
        }
        return first == ' ' || first == '{' && last == '}' || first == '[' && last == ']';
    }

    /** Notes the first and the last byte that is no blank, nor of a byte order mark. */
    private void ends(int from, int to) {
        for (int i = from; i < to && first == ' '; i++) {
            first = isBlank(buffer[i]) ? ' ' : buffer[i];
        }
        for (int i = to - 1; i >= from; i--) {
            if (!isBlank(buffer[i])) {
                last = buffer[i];
                return;
            }
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
    }

    /** Behind the last byte that is of no number; what follows may go on in what is read next. */
    private int lastGap() {
        int end = length;
        while (end > 0 && OF_NUMBER[buffer[end - 1] & 0xff]) {
            end--;
        }
        return end;
    }

    private boolean isInexact(int end) {
        for (int i = SHORTEST - 1; i < end; i += SHORTEST) {
            if (!OF_NUMBER[buffer[i] & 0xff]) {
                continue;
            }
            int from = i;
            while (from > 0 && OF_NUMBER[buffer[from - 1] & 0xff]) {
                from--;
            }
            int to = i + 1;
            while (to < end && OF_NUMBER[buffer[to] & 0xff]) {
                to++;
            }
            if (to - from >= SHORTEST && isInexact(from, to)) {
                return true;
            }
            i = to;
        }
        return false;
    }

    private boolean isInexact(int from, int to) {
        if (from > 0 && ":,[ \t\r\n".indexOf(buffer[from - 1]) < 0) {
            return false;
        }
        boolean point = false;
        boolean exponent = false;
        for (int i = from; i < to; i++) {
            point |= buffer[i] == '.';
            exponent |= (buffer[i] | 0x20) == 'e';
        }
        if (!exponent && (!point || to - from <= 16)) {
            return false;
        }
        if (to - from > LONGEST) {
            return true;
        }
        String number = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
        try {
            return !Reals.holds(number);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
