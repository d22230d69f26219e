package dev.kelp.types;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A {@code datetime}: ticks of 100 ns since 0001-01-01T00:00:00 UTC, from {@link #MIN} to {@link #MAX} (rule R13).
 *
 * <p>Ticks and not a library's timestamp, because microseconds lose the seventh digit and nanoseconds lose the years before
 * 1677 and after 2262.
 */
public final class Ticks {
    public static final long PER_MICROSECOND = 10;
    public static final long PER_MILLISECOND = 10_000;
    public static final long PER_SECOND = 10_000_000;
    public static final long PER_MINUTE = 60 * PER_SECOND;
    public static final long PER_HOUR = 60 * PER_MINUTE;
    public static final long PER_DAY = 24 * PER_HOUR;

    /** 0001-01-01T00:00:00.0000000. */
    public static final long MIN = 0;

    /** 9999-12-31T23:59:59.9999999. */
    public static final long MAX = 3_155_378_975_999_999_999L;

    /** 1970-01-01T00:00:00. */
    public static final long UNIX_EPOCH = 621_355_968_000_000_000L;

    /** Days from 0001-01-01 to 1970-01-01. */
    public static final long UNIX_EPOCH_DAY = UNIX_EPOCH / PER_DAY;

    /** Of years that are no leap years. */
    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private Ticks() {}

    /** The ticks of a text in any form KQL reads (rule R16), null where it isn't a date. */
    public static @Nullable Long parse(String text) {
        return new TicksParser(text).parse();
    }

    /** {@code yyyy-MM-ddTHH:mm:ss.fffffffZ}, always seven digits. */
    public static String format(long ticks) {
        return new String(digits(ticks));
    }

    /** As {@link #format(long)} without the zeros that end the fraction: {@code 2020-01-01T00:00:00Z}. */
    public static String formatShort(long ticks) {
        char[] full = digits(ticks);
        int end = 26;
        while (full[end] == '0') {
            end--;
        }
        if (full[end] == '.') {
            end--;
        }
        full[end + 1] = 'Z';
        return new String(full, 0, end + 2);
    }

    private static char[] digits(long ticks) {
        LocalDate date = date(ticks);
        long inDay = Math.floorMod(ticks, PER_DAY);
        char[] out = new char[28];
        put(out, 0, 4, date.getYear());
        out[4] = '-';
        put(out, 5, 2, date.getMonthValue());
        out[7] = '-';
        put(out, 8, 2, date.getDayOfMonth());
        out[10] = 'T';
        put(out, 11, 2, inDay / PER_HOUR);
        out[13] = ':';
        put(out, 14, 2, inDay / PER_MINUTE % 60);
        out[16] = ':';
        put(out, 17, 2, inDay / PER_SECOND % 60);
        out[19] = '.';
        put(out, 20, 7, inDay % PER_SECOND);
        out[27] = 'Z';
        return out;
    }

    private static void put(char[] out, int at, int width, long value) {
        long rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            out[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The calendar day the ticks fall on. */
    public static LocalDate date(long ticks) {
        return LocalDate.ofEpochDay(Math.floorDiv(ticks, PER_DAY) - UNIX_EPOCH_DAY);
    }

    /** Midnight of a calendar day. */
    public static long of(LocalDate date) {
        return (date.toEpochDay() + UNIX_EPOCH_DAY) * PER_DAY;
    }

    /**
     * The ticks of a date and a time of day in UTC, -1 where there is no such.
     *
     * @param fraction of the second, in ticks
     */
    public static long of(int year, int month, int day, int hour, int minute, int second, long fraction) {
        boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        if (year < 1
                || year > 9999
                || month < 1
                || month > 12
                || day < 1
                || day > MONTH_DAYS[month - 1] + (leap && month == 2 ? 1 : 0)
                || hour > 23
                || minute > 59
                || second > 59) {
            return -1;
        }
        int past = year - 1;
        long days = past * 365L + past / 4 - past / 100 + past / 400 + DAYS_BEFORE[month - 1] + day - 1;
        long seconds = ((days + (leap && month > 2 ? 1 : 0)) * 24 + hour) * 3600 + minute * 60L + second;
        return seconds * PER_SECOND + fraction;
    }

    /** The ticks, or null outside 0001 to 9999 (rule R14). */
    public static @Nullable Long inRange(long ticks) {
        return ticks >= MIN && ticks <= MAX ? ticks : null;
    }

    /** Ticks of a count of microseconds since 1970. */
    public static long fromMicros(long microsSinceUnixEpoch) {
        return microsSinceUnixEpoch * PER_MICROSECOND + UNIX_EPOCH;
    }

    /** Whole microseconds since 1970, rounded down. */
    public static long toMicros(long ticks) {
        return Math.floorDiv(ticks - UNIX_EPOCH, PER_MICROSECOND);
    }

    /** The seventh digit of the fraction, 0 to 9: what {@link #toMicros(long)} leaves out. */
    public static int remainder(long ticks) {
        return (int) Math.floorMod(ticks, PER_MICROSECOND);
    }
}
