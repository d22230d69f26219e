package dev.kelp.types;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text that carries a {@code decimal}: plain digits, no exponent, no zeros at the end of the fraction, no minus
 * before zero. Equal values have equal texts. Holds 34 significant digits (rule R27).
 */
public final class Decimals {
    /** Significant digits. */
    public static final int DIGITS = 34;

    /** The arithmetic of a decimal: 34 digits, rounded half to even. */
    public static final MathContext CONTEXT = MathContext.DECIMAL128;

    /** Decimals beyond ten to this power, or with more digits after the point, aren't read. */
    private static final int WIDEST = 6144;

    private Decimals() {}

    /** The canonical form of a number's text, null where it is none or has digits that a decimal would lose. */
    public static @Nullable String exact(String text) {
        String canonical = canonical(text);
        return canonical == null || digits(text) > DIGITS && value(canonical).compareTo(value(text.strip())) != 0
                ? null
                : canonical;
    }

    private static long digits(String number) {
        return number.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    /** The canonical form of a number's text, rounded to 34 digits; null where it is none. */
    public static @Nullable String canonical(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > WIDEST) {
            return null;
        }
        try {
            return ofWide(new BigDecimal(trimmed));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The text of a value, rounded to 34 digits; null where it is too large to write. */
    public static @Nullable String ofWide(BigDecimal value) {
        return Math.abs((long) value.scale()) > WIDEST ? null : of(value);
    }

    /** The text of a value, rounded to 34 digits. */
    public static String of(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        String plain = value.round(CONTEXT).toPlainString();
        if (plain.indexOf('.') < 0) {
            return plain;
        }
        int end = plain.length();
        while (plain.charAt(end - 1) == '0') {
            end--;
        }
        return plain.substring(0, plain.charAt(end - 1) == '.' ? end - 1 : end);
    }

    public static String of(long value) {
        return Long.toString(value);
    }

    /** The shortest decimal that reads back as the real; null for NaN and the infinities. */
    public static @Nullable String of(double value) {
        return Double.isFinite(value) ? ofWide(new BigDecimal(Double.toString(value))) : null;
    }

    /** The value of a canonical text. */
    public static BigDecimal value(String canonical) {
        return new BigDecimal(canonical);
    }
}
