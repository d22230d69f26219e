package dev.kelp.functions;

import static dev.kelp.types.Ticks.PER_DAY;
import static dev.kelp.types.Ticks.date;

import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calendar arithmetic on ticks. */
final class Calendars {
    static final List<String> PERIODS = List.of(
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "second",
            "millisecond",
            "microsecond",
            "nanosecond");

    private static final long PER_WEEK = 7 * PER_DAY;

    /** More periods than this lead out of the calendar from anywhere, and aren't multiplied. */
    private static final long FARTHEST = 4_000_000;

    /** Ticks of the periods of fixed length. */
    private static final Map<String, Long> FIXED = Map.of(
            "week", PER_WEEK,
            "day", PER_DAY,
            "hour", Ticks.PER_HOUR,
            "minute", Ticks.PER_MINUTE,
            "second", Ticks.PER_SECOND,
            "millisecond", Ticks.PER_MILLISECOND,
            "microsecond", Ticks.PER_MICROSECOND);

    private Calendars() {}

    static @Nullable Long makeDatetime(
            Long year, Long month, Long day, @Nullable Long hour, @Nullable Long minute, @Nullable Double second) {
        long h = hour == null ? 0 : hour;
        long m = minute == null ? 0 : minute;
        double s = second == null ? 0 : second;
        if (year < 1 || year > 9999 || h < 0 || h > 23 || m < 0 || m > 59 || !(s >= 0 && s < 60)) {
            return null;
        }
        try {
            long midnight = Ticks.of(LocalDate.of(year.intValue(), Math.toIntExact(month), Math.toIntExact(day)));
            return midnight + h * Ticks.PER_HOUR + m * Ticks.PER_MINUTE + seconds(s);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** By the decimal digits of the number, not its binary approximation. */
    private static long seconds(double seconds) {
        return BigDecimal.valueOf(seconds)
                .multiply(BigDecimal.valueOf(Ticks.PER_SECOND))
                .setScale(0, RoundingMode.DOWN)
                .longValue();
    }

    static @Nullable Long hoursAndMinutes(Long hours, Long minutes) {
        return daysToSeconds(0L, hours, minutes, 0.0);
    }

    static @Nullable Long hoursToSeconds(Long hours, Long minutes, Double seconds) {
        return daysToSeconds(0L, hours, minutes, seconds);
    }

    static @Nullable Long daysToSeconds(Long days, Long hours, Long minutes, Double seconds) {
        if (beyond(days, 10_675_198)
                || hours < 0
                || hours > 23
                || minutes < 0
                || minutes > 59
                || !(seconds >= 0 && seconds < 60)) {
            return null;
        }
        return days * PER_DAY + hours * Ticks.PER_HOUR + minutes * Ticks.PER_MINUTE + seconds(seconds);
    }

    static @Nullable Long part(String name, Long ticks) {
        LocalDate date = date(ticks);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "year" -> (long) date.getYear();
            case "quarter" -> (long) date.get(IsoFields.QUARTER_OF_YEAR);
            case "month" -> (long) date.getMonthValue();
            case "week_of_year", "weekofyear" -> (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day" -> (long) date.getDayOfMonth();
            case "dayofyear" -> (long) date.getDayOfYear();
            case "hour" -> ticks % PER_DAY / Ticks.PER_HOUR;
            case "minute" -> ticks / Ticks.PER_MINUTE % 60;
            case "second" -> ticks / Ticks.PER_SECOND % 60;
            case "millisecond" -> ticks % Ticks.PER_SECOND / Ticks.PER_MILLISECOND;
            case "microsecond" -> ticks % Ticks.PER_SECOND / Ticks.PER_MICROSECOND;
            case "nanosecond" -> ticks % Ticks.PER_SECOND * 100;
            default -> null;
        };
    }

    static @Nullable Long add(String period, Long count, Long ticks) {
        String name = period.toLowerCase(Locale.ROOT);
        if (name.equals("nanosecond")) {
            return Ticks.inRange(ticks + count / 100);
        }
        Long fixed = FIXED.get(name);
        if (fixed != null) {
            long most = Ticks.MAX / fixed + 1;
            return beyond(count, most) ? null : Ticks.inRange(ticks + count * fixed);
        }
        int months = months(name);
        if (months == 0 || beyond(count, FARTHEST)) {
            return null;
        }
        return Ticks.inRange(Ticks.of(date(ticks).plusMonths(months * count)) + ticks % PER_DAY);
    }

    /** The least long has no absolute value. */
    private static boolean beyond(long count, long most) {
        return count > most || count < -most;
    }

    private static int months(String period) {
        return switch (period) {
            case "year" -> 12;
            case "quarter" -> 3;
            case "month" -> 1;
            default -> 0;
        };
    }

    static boolean isPeriod(String text) {
        return PERIODS.contains(text.toLowerCase(Locale.ROOT));
    }

    static @Nullable Long difference(String period, Long later, Long earlier) {
        String name = period.toLowerCase(Locale.ROOT);
        if (name.equals("nanosecond")) {
            return (later - earlier) * 100;
        } else if (name.equals("week")) {
            return weeks(later, earlier);
        }
        Long fixed = FIXED.get(name);
        if (fixed != null) {
            return later / fixed - earlier / fixed;
        }
        int months = months(name);
        return months == 0 ? null : (Long) (month(later) / months - month(earlier) / months);
    }

    /** 0001-01-01 was a Monday, the week's first day is Sunday. */
    static long weeks(long later, long earlier) {
        return (later + PER_DAY) / PER_WEEK - (earlier + PER_DAY) / PER_WEEK;
    }

    private static long month(long ticks) {
        LocalDate date = date(ticks);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    static @Nullable Long startOfDay(Long ticks, Long offset) {
        return moved(ticks - ticks % PER_DAY, offset, PER_DAY, 0);
    }

    static @Nullable Long endOfDay(Long ticks, Long offset) {
        return moved(ticks - ticks % PER_DAY, offset, PER_DAY, PER_DAY - 1);
    }

    static @Nullable Long startOfWeek(Long ticks, Long offset) {
        return moved(ticks - (ticks + PER_DAY) % PER_WEEK, offset, PER_WEEK, 0);
    }

    static @Nullable Long endOfWeek(Long ticks, Long offset) {
        return moved(ticks - (ticks + PER_DAY) % PER_WEEK, offset, PER_WEEK, PER_WEEK - 1);
    }

    private static @Nullable Long moved(long start, long offset, long length, long more) {
        return beyond(offset, FARTHEST) ? null : Ticks.inRange(start + offset * length + more);
    }

    static @Nullable Long startOfMonth(Long ticks, Long offset) {
        return beyond(offset, FARTHEST)
                ? null
                : Ticks.inRange(Ticks.of(date(ticks).withDayOfMonth(1).plusMonths(offset)));
    }

    static @Nullable Long endOfMonth(Long ticks, Long offset) {
        return beyond(offset, FARTHEST)
                ? null
                : Ticks.inRange(Ticks.of(date(ticks).withDayOfMonth(1).plusMonths(offset + 1)) - 1);
    }

    static @Nullable Long startOfYear(Long ticks, Long offset) {
        return beyond(offset, FARTHEST)
                ? null
                : Ticks.inRange(Ticks.of(date(ticks).withDayOfYear(1).plusYears(offset)));
    }

    static @Nullable Long endOfYear(Long ticks, Long offset) {
        return beyond(offset, FARTHEST)
                ? null
                : Ticks.inRange(Ticks.of(date(ticks).withDayOfYear(1).plusYears(offset + 1)) - 1);
    }

    /** The datetime so many ticks after 1970, cut to whole ones; null outside the calendar. */
    static @Nullable Long unix(double ticks) {
        return Double.isNaN(ticks) || Math.abs(ticks) > Ticks.MAX
                ? null
                : Ticks.inRange((long) ticks + Ticks.UNIX_EPOCH);
    }
}
