package dev.kelp.types;

import org.jspecify.annotations.Nullable;

/** The lower-case dashed text that carries a {@code guid}. */
public final class Guids {
    private Guids() {}

    /** The guid of 32 hexadecimal digits, wherever dashes stand among them, braces around them or not; null otherwise (rule R28). */
    public static @Nullable String parse(String text) {
        String trimmed = unwrap(text.strip());
        char[] out = new char[36];
        int digits = 0;
        int at = 0;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c == '-') {
                continue;
            }
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0 || digits == 32) {
                return null;
            }
            if (digits == 8 || digits == 12 || digits == 16 || digits == 20) {
                out[at++] = '-';
            }
            out[at++] = Character.forDigit(digit, 16);
            digits++;
        }
        return digits == 32 ? new String(out) : null;
    }

    private static String unwrap(String text) {
        boolean wrapped = text.startsWith("{") && text.endsWith("}") || text.startsWith("(") && text.endsWith(")");
        return wrapped && text.length() > 1 ? text.substring(1, text.length() - 1) : text;
    }
}
