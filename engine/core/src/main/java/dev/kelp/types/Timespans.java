package dev.kelp.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code timespan}: signed ticks of 100 ns (rules R7, R18 to R20). */
public final class Timespans {
    private static final Pattern CLOCK = Pattern.compile(
            "(?<sign>[+-]?)(?:(?<days>\\d{1,8})\\.)?(?<hours>\\d{1,2}):(?<minutes>\\d{1,2})(?::(?<seconds>\\d{1,2})(?:\\.(?<fraction>\\d{1,9}))?)?");
    private static final Pattern MEASURE = Pattern.compile("([+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,2})?)\\s*([a-z]*)");
    private static final BigDecimal PER_DAY = BigDecimal.valueOf(Ticks.PER_DAY);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Ticks per unit of a literal. */
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            unit("d", Ticks.PER_DAY),
            unit("day", Ticks.PER_DAY),
            unit("days", Ticks.PER_DAY),
            unit("h", Ticks.PER_HOUR),
            unit("hr", Ticks.PER_HOUR),
            unit("hrs", Ticks.PER_HOUR),
            unit("hour", Ticks.PER_HOUR),
            unit("hours", Ticks.PER_HOUR),
            unit("m", Ticks.PER_MINUTE),
            unit("min", Ticks.PER_MINUTE),
            unit("minute", Ticks.PER_MINUTE),
            unit("minutes", Ticks.PER_MINUTE),
            unit("s", Ticks.PER_SECOND),
            unit("sec", Ticks.PER_SECOND),
            unit("second", Ticks.PER_SECOND),
            unit("seconds", Ticks.PER_SECOND),
            unit("ms", Ticks.PER_MILLISECOND),
            unit("milli", Ticks.PER_MILLISECOND),
            unit("millis", Ticks.PER_MILLISECOND),
            unit("millisec", Ticks.PER_MILLISECOND),
            unit("millisecond", Ticks.PER_MILLISECOND),
            unit("milliseconds", Ticks.PER_MILLISECOND),
            unit("micro", Ticks.PER_MICROSECOND),
            unit("micros", Ticks.PER_MICROSECOND),
            unit("microsec", Ticks.PER_MICROSECOND),
            unit("microsecond", Ticks.PER_MICROSECOND),
            unit("microseconds", Ticks.PER_MICROSECOND),
            Map.entry("nano", new BigDecimal("0.01")),
            Map.entry("nanos", new BigDecimal("0.01")),
            Map.entry("nanosec", new BigDecimal("0.01")),
            Map.entry("nanosecond", new BigDecimal("0.01")),
            Map.entry("nanoseconds", new BigDecimal("0.01")),
            unit("tick", 1),
            unit("ticks", 1));

    private Timespans() {}

    private static Map.Entry<String, BigDecimal> unit(String name, long ticks) {
        return Map.entry(name, BigDecimal.valueOf(ticks));
    }

    /** {@code [-][d.]hh:mm:ss[.fffffff]}: days only when there are any, the fraction absent or of seven digits (rule R19). */
    public static String format(long ticks) {
        StringBuilder out = new StringBuilder(26);
        // Long.MIN_VALUE has no positive: divide first, sign after.
        long days = Math.abs(ticks / Ticks.PER_DAY);
        long inDay = Math.abs(ticks % Ticks.PER_DAY);
        if (ticks < 0) {
            out.append('-');
        }
        if (days != 0) {
            out.append(days).append('.');
        }
        two(out, inDay / Ticks.PER_HOUR).append(':');
        two(out, inDay / Ticks.PER_MINUTE % 60).append(':');
        two(out, inDay / Ticks.PER_SECOND % 60);
        long fraction = inDay % Ticks.PER_SECOND;
        if (fraction != 0) {
            String digits = Long.toString(fraction);
            out.append('.').append("0".repeat(7 - digits.length())).append(digits);
        }
        return out.toString();
    }

    private static StringBuilder two(StringBuilder out, long value) {
        return out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /** The ticks of a text as {@code totimespan} reads it (rule R20), null where it is none: a bare number is none. */
    public static @Nullable Long parse(String text) {
        String trimmed = text.strip();
        return trimmed.indexOf(':') >= 0 ? clock(trimmed) : measure(trimmed, null);
    }

    /**
     * The ticks of a literal's text: {@code 1.5h}, or what stands between the parentheses of {@code timespan(…)}, where a bare
     * number is days. Null where it is no timespan.
     */
    public static @Nullable Long literal(String text) {
        String trimmed = text.strip();
        return trimmed.indexOf(':') >= 0 ? clock(trimmed) : measure(trimmed, PER_DAY);
    }

    /** Ticks per unit as a literal spells it, null where there is no such unit ({@code us}, {@code ns} and {@code w} are none). */
    public static @Nullable BigDecimal unit(String name) {
        return UNITS.get(name);
    }

    private static @Nullable Long measure(String text, @Nullable BigDecimal bare) {
        Matcher m = MEASURE.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            return null;
        }
        BigDecimal unit = m.group(2).isEmpty() ? bare : UNITS.get(m.group(2));
        return unit == null ? null : whole(new BigDecimal(number(m.group(1))).multiply(unit));
    }

    /** BigDecimal wants a digit after the point. */
    private static String number(String digits) {
        return digits.endsWith(".") ? digits + "0" : digits.replace(".e", ".0e");
    }

    private static @Nullable Long whole(BigDecimal ticks) {
        BigDecimal cut = ticks.setScale(0, RoundingMode.DOWN);
        return cut.compareTo(LEAST) < 0 || cut.compareTo(MOST) > 0 ? null : Long.valueOf(cut.longValue());
    }

    private static @Nullable Long clock(String text) {
        Matcher m = CLOCK.matcher(text);
        if (!m.matches()) {
            return null;
        }
        long hours = number(m, "hours");
        long minutes = number(m, "minutes");
        long seconds = number(m, "seconds");
        if (hours > 23 || minutes > 59 || seconds > 59) {
            return null;
        }
        String fraction = m.group("fraction");
        long ticks = fraction == null ? 0 : Long.parseLong((fraction + "0000000").substring(0, 7));
        long clock = hours * Ticks.PER_HOUR + minutes * Ticks.PER_MINUTE + seconds * Ticks.PER_SECOND + ticks;
        BigDecimal total =
                BigDecimal.valueOf(number(m, "days")).multiply(PER_DAY).add(BigDecimal.valueOf(clock));
        return whole("-".equals(m.group("sign")) ? total.negate() : total);
    }

    private static long number(Matcher m, String group) {
        String digits = m.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
