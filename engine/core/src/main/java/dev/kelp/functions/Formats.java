package dev.kelp.functions;

import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values by a format.
 *
 * <p>A format with a letter or delimiter that KQL doesn't know is an error of the query: {@link dev.kelp.text.KqlException}.
 */
final class Formats {
    private static final String DELIMITERS = " /-:,._[]";
    private static final List<String> UNITS = List.of("Bytes", "KB", "MB", "GB", "TB", "PB", "EB");

    /** A format of datetimes, checked when the query is bound. */
    static final Arg DATETIME = Arg.checked(format -> datetime(Ticks.MAX, format));

    /** A format of timespans, checked when the query is bound. */
    static final Arg TIMESPAN = Arg.checked(format -> timespan(Ticks.MAX, format));

    private Formats() {}

    static String datetime(@Nullable Long ticks, String format) {
        if (ticks == null) {
            return "";
        }
        LocalDate date = Ticks.date(ticks);
        long inDay = ticks % Ticks.PER_DAY;
        StringBuilder out = new StringBuilder(32);
        for (int at = 0; at < format.length(); ) {
            int width = run(format, at);
            char letter = format.charAt(at);
            switch (letter) {
                case 'y' -> digits(out, width > 2 ? date.getYear() : date.getYear() % 100, width);
                case 'M' -> digits(out, date.getMonthValue(), width);
                case 'd' -> digits(out, date.getDayOfMonth(), width);
                case 'h' -> digits(out, (inDay / Ticks.PER_HOUR + 11) % 12 + 1, width);
                case 't' -> out.append(inDay < 12 * Ticks.PER_HOUR ? "AM" : "PM", 0, Math.min(width, 2));
                default -> clock(out, letter, width, inDay, format);
            }
            at += width;
        }
        return out.toString();
    }

    static String timespan(@Nullable Long ticks, String format) {
        if (ticks == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(ticks < 0 ? "-" : "");
        long days = Math.abs(ticks / Ticks.PER_DAY);
        long inDay = Math.abs(ticks % Ticks.PER_DAY);
        for (int at = 0; at < format.length(); ) {
            int width = run(format, at);
            char letter = format.charAt(at);
            if (letter == 'd') {
                digits(out, days, width);
            } else {
                clock(out, letter == 'h' ? 'H' : letter, width, inDay, format);
            }
            at += width;
        }
        return out.toString();
    }

    private static int run(String format, int at) {
        int end = at + 1;
        while (end < format.length() && format.charAt(end) == format.charAt(at)) {
            end++;
        }
        return end - at;
    }

    private static void clock(StringBuilder out, char letter, int width, long inDay, String format) {
        switch (letter) {
            case 'H' -> digits(out, inDay / Ticks.PER_HOUR, width);
            case 'm' -> digits(out, inDay / Ticks.PER_MINUTE % 60, width);
            case 's' -> digits(out, inDay / Ticks.PER_SECOND % 60, width);
            case 'f', 'F' -> fraction(out, inDay % Ticks.PER_SECOND, letter, width, format);
            default -> {
                if (DELIMITERS.indexOf(letter) < 0) {
                    throw Problem.RUNTIME.here("The format '" + format + "' has '" + letter
                            + "', which isn't one of its letters or delimiters.");
                }
                out.append(String.valueOf(letter).repeat(width));
            }
        }
    }

    private static void digits(StringBuilder out, long value, int width) {
        String text = Long.toString(value);
        out.append("0".repeat(Math.max(0, width - text.length()))).append(text);
    }

    /** Cut, not rounded; F leaves out the zeros at the end. */
    private static void fraction(StringBuilder out, long ticks, char letter, int width, String format) {
        if (width > 7) {
            throw Problem.RUNTIME.here("The format '" + format + "' has more than seven '" + letter + "'.");
        }
        StringBuilder all = new StringBuilder(7);
        digits(all, ticks, 7);
        int end = width;
        while (letter == 'F' && end > 0 && all.charAt(end - 1) == '0') {
            end--;
        }
        out.append(all, 0, end);
    }

    /** Without a unit, in the largest of which there is at least one. */
    static String bytes(@Nullable Double size, @Nullable Long precision, @Nullable String unit) {
        if (size == null) {
            return "";
        }
        int power = 0;
        if (unit != null && !unit.isEmpty()) {
            power = UNITS.stream().map(u -> u.toLowerCase(Locale.ROOT)).toList().indexOf(unit.toLowerCase(Locale.ROOT));
            if (power < 0) {
                return "";
            }
        } else {
            while (power < UNITS.size() - 1 && Math.abs(size) >= Math.pow(1024, power + 1)) {
                power++;
            }
        }
        double value = size / Math.pow(1024, power);
        if (!Double.isFinite(value)) {
            return "";
        }
        int places = precision == null ? 0 : (int) Math.max(0, Math.min(15, precision));
        BigDecimal rounded =
                new BigDecimal(value).setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.toPlainString() + " " + UNITS.get(power);
    }
}
