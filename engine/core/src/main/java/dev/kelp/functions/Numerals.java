package dev.kelp.functions;

import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whole numbers from texts, reals and decimals, and as hexadecimal digits (rules R21 to R23). */
final class Numerals {
    private Numerals() {}

    /** A strict whole number, white space around it allowed; null otherwise or where it doesn't fit. */
    static @Nullable Long parseLong(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (start == end || !isWhole(text, start, end)) {
            return null;
        }
        try {
            return Long.parseLong(text, start, end, 10);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Java takes any script's digits, KQL ASCII's. */
    private static boolean isWhole(String text, int start, int end) {
        char sign = text.charAt(start);
        int first = sign == '-' || sign == '+' ? start + 1 : start;
        for (int i = first; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return first < end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static @Nullable Integer parseInt(String text) {
        Long value = parseLong(text);
        return value == null || value != value.intValue() ? null : (Integer) value.intValue();
    }

    /** Cut toward zero, at the ends of a long where it doesn't fit; null for NaN and the infinities. */
    static @Nullable Long truncate(double value) {
        return Double.isFinite(value) ? (Long) (long) value : null;
    }

    static Integer intOfDecimal(String decimal) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, DecimalArithmetic.toLong(decimal)));
    }

    static @Nullable Long ticksOfReal(Double value) {
        Long ticks = truncate(value);
        return ticks == null ? null : Ticks.inRange(ticks);
    }

    static @Nullable Long ticksOfDecimal(String decimal) {
        return Ticks.inRange(
                new BigDecimal(decimal).setScale(0, RoundingMode.DOWN).longValue());
    }

    static String hexOfInt(@Nullable Integer value, @Nullable Long length) {
        return value == null ? "" : padded(Integer.toHexString(value), length);
    }

    static String hexOfLong(@Nullable Long value, @Nullable Long length) {
        return value == null ? "" : padded(Long.toHexString(value), length);
    }

    private static String padded(String digits, @Nullable Long length) {
        int wanted = length == null ? 0 : (int) Math.max(0, Math.min(16, length));
        return "0".repeat(Math.max(0, wanted - digits.length())) + digits.toLowerCase(Locale.ROOT);
    }
}
