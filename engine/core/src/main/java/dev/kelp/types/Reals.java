package dev.kelp.types;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text of a {@code real} (rules R24, R25). */
public final class Reals {
    private static final int FIRST_WIDE = 15;
    private static final int FIRST_NARROW = -5;
    private static final int SURE_DIGITS = 15;

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

    private static BigDecimal shortest(double value) {
        return new BigDecimal(shortestText(value)).stripTrailingZeros();
    }

    /** Java's own has a digit too many for some numbers before Java 19. */
    private static String shortestText(double value) {
        return NumberOutput.toString(value, true);
    }

    /** Whether a real says a number in JSON's form digit for digit: up to 15 digits it does, else if its shortest text has the same. */
    public static boolean holds(String number) {
        if (number.length() <= SURE_DIGITS + 1 && number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return true;
        }
        double value = NumberInput.parseDouble(number, true);
        return Double.isFinite(value) && sameDigits(number, shortestText(value));
    }

    /** Whether two numbers have the same digits between the first and the last that isn't zero. */
    private static boolean sameDigits(String one, String two) {
        int i = nextDigit(one, 0, '1');
        int j = nextDigit(two, 0, '1');
        while (i < one.length() && j < two.length() && one.charAt(i) == two.charAt(j)) {
            i = nextDigit(one, i + 1, '0');
            j = nextDigit(two, j + 1, '0');
        }
        return nextDigit(one, i, '1') == one.length() && nextDigit(two, j, '1') == two.length();
    }

    /** The next digit that is at least so large, the text's end where an exponent begins before. */
    private static int nextDigit(String number, int from, char least) {
        for (int i = from; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= least && c <= '9') {
                return i;
            } else if (c == 'e' || c == 'E') {
                return number.length();
            }
        }
        return number.length();
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
