package dev.kelp.types;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text of a {@code real} (rules R24, R25). */
public final class Reals {
    private static final int FIRST_WIDE = 15;
    private static final int FIRST_NARROW = -5;

    private Reals() {}

    /** The shortest text that reads back as the same number: {@code 1500.0}, {@code 0.1}, {@code 1E+19}, {@code NaN}. */
    public static String format(double value) {
        return format(value, true);
    }

    /** As {@link #format(double)}, whole numbers without {@code .0}: {@code 1500}. */
    public static String formatShort(double value) {
        return format(value, false);
    }

    private static String format(double value, boolean point) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            String whole = (value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value));
            return point ? whole + ".0" : whole;
        }
        return scientific(shortest(value));
    }

    /** Before Java 19 {@code Double.toString} gives some numbers a digit too many. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        while (digits.precision() > 15) {
            BigDecimal shorter = digits.round(new MathContext(digits.precision() - 1, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() != value) {
                break;
            }
            digits = shorter.stripTrailingZeros();
        }
        return digits;
    }

    private static String scientific(BigDecimal digits) {
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent > FIRST_NARROW && exponent < FIRST_WIDE) {
            return digits.toPlainString();
        }
        String unscaled = digits.unscaledValue().abs().toString();
        StringBuilder out = new StringBuilder(24);
        if (digits.signum() < 0) {
            out.append('-');
        }
        out.append(unscaled.charAt(0));
        if (unscaled.length() > 1) {
            out.append('.').append(unscaled, 1, unscaled.length());
        }
        out.append('E').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            out.append('0');
        }
        return out.append(Math.abs(exponent)).toString();
    }

    /** The number in a text, in any case {@code nan}, {@code inf}, {@code infinity} too; null where there is none. */
    public static @Nullable Double parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return null;
        }
        char last = trimmed.charAt(trimmed.length() - 1);
        if (last >= '0' && last <= '9' || last == '.') {
            return number(trimmed);
        }
        return switch (trimmed.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** Java reads hexadecimal floats, KQL doesn't. */
    private static @Nullable Double number(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                return null;
            }
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
