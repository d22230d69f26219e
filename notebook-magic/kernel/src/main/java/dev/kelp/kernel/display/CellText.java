package dev.kelp.kernel.display;

import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import dev.kelp.types.Values;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A value as a person reads it in a table: shorter than {@code tostring} where nothing is lost. */
public final class CellText {
    private CellText() {}

    public static String of(@Nullable Object value, KqlType type) {
        if (value == null) {
            return type == KqlType.STRING ? "" : "null";
        }
        return switch (type) {
            case BOOL -> value.toString();
            case DATETIME -> datetime((Long) value);
            case REAL -> real((Double) value);
            default -> Values.text(value, type);
        };
    }

    /** {@code 2013-01-01 05:00:00}, with as much of the fraction as there is. */
    public static String datetime(long ticks) {
        String text = Ticks.formatShort(ticks);
        return text.substring(0, text.length() - 1).replace('T', ' ');
    }

    /** Up to eight significant digits: what a table is read for. */
    static String real(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+inf" : "-inf";
        }
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e15)) {
            return String.format(Locale.ROOT, "%.6g", value);
        }
        int digits = Math.max(1, 8 - (int) Math.ceil(Math.log10(Math.max(magnitude, 1))));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0' && text.charAt(end - 2) != '.') {
            end--;
        }
        return text.substring(0, end);
    }

    /** {@code 1,234 rows}. */
    public static String rows(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "row" : "rows");
    }

    /** {@code 12 ms}, {@code 1.25 s}. */
    public static String duration(long nanos) {
        long millis = nanos / 1_000_000;
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
    }
}
