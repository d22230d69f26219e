package dev.kelp.kernel.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round moments over a range of milliseconds since 1970, in UTC. */
final class TimeTicks {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        14 * DAY
    };
    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000};

    private TimeTicks() {}

    static List<Tick> of(double min, double max, int most) {
        for (long step : STEPS) {
            if ((max - min) / step <= most) {
                return even(min, max, step);
            }
        }
        for (int months : MONTHS) {
            if ((max - min) / (months * 30.4 * DAY) <= most) {
                return monthly(min, max, months);
            }
        }
        return monthly(min, max, MONTHS[MONTHS.length - 1]);
    }

    private static List<Tick> even(double min, double max, long step) {
        List<Tick> ticks = new ArrayList<>();
        // Weeks begin on a Monday; 1970 began on a Thursday.
        long origin = step % (7 * DAY) == 0 ? 4 * DAY : 0;
        for (long i = (long) Math.ceil((min - origin) / step); i * step + origin <= max; i++) {
            long at = i * step + origin;
            ticks.add(new Tick(at, label(at, step, ticks.isEmpty())));
        }
        return ticks;
    }

    private static List<Tick> monthly(double min, double max, int months) {
        List<Tick> ticks = new ArrayList<>();
        LocalDate first = moment((long) min).toLocalDate();
        long index = Math.floorDiv(first.getYear() * 12L + first.getMonthValue() - 1, (long) months) * months;
        while (true) {
            LocalDate date = LocalDate.of((int) Math.floorDiv(index, 12L), (int) Math.floorMod(index, 12L) + 1, 1);
            double at = date.toEpochDay() * (double) DAY;
            if (at > max) {
                return ticks;
            }
            if (at >= min) {
                boolean year = months >= 12 || date.getMonthValue() == 1;
                ticks.add(new Tick(
                        at, format(date.atStartOfDay(), year ? "uuuu" : ticks.isEmpty() ? "MMM uuuu" : "MMM")));
            }
            index += months;
        }
    }

    private static String label(long millis, long step, boolean first) {
        LocalDateTime at = moment(millis);
        boolean midnight = Math.floorMod(millis, DAY) == 0;
        if (step >= DAY) {
            return format(at, first || at.getDayOfYear() == 1 ? "MMM d, uuuu" : "MMM d");
        }
        if (midnight) {
            return format(at, "MMM d");
        }
        String clock = step < SECOND ? "HH:mm:ss.SSS" : step < MINUTE ? "HH:mm:ss" : "HH:mm";
        return format(at, first ? "MMM d, " + clock : clock);
    }

    private static LocalDateTime moment(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private static String format(LocalDateTime at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at);
    }
}
