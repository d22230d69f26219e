package dev.kelp.store;

import dev.kelp.types.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The text form of points in time in a catalogue. */
final class CatalogTime {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CatalogTime() {}

    /** Ticks of a catalogue's text; the earliest time where it is none. */
    static long ticks(String text) {
        Long ticks = Ticks.parse(text.replaceFirst("\\+00(:00)?$", ""));
        return ticks == null ? Ticks.MIN : ticks;
    }

    /** DuckDB's text of a datetime without its last digit: {@code 2026-10-21 08:15:30.12}. */
    static String timestamp(long ticks) {
        char[] text = Ticks.format(ticks).toCharArray();
        text[10] = ' ';
        int end = 26;
        while (text[end - 1] == '0') {
            end--;
        }
        return new String(text, 0, text[end - 1] == '.' ? end - 1 : end);
    }

    /** Now, as {@code 2026-10-21 08:15:30.123456+00}. */
    static String now() {
        return FORM.format(Instant.now()) + "+00";
    }

    /** A point in time, in ticks. */
    static String text(long ticks) {
        return FORM.format(Instant.ofEpochSecond(
                        Math.floorDiv(ticks - Ticks.UNIX_EPOCH, Ticks.PER_SECOND),
                        Math.floorMod(ticks - Ticks.UNIX_EPOCH, Ticks.PER_SECOND) * 100))
                + "+00";
    }

    /** A point in time before now. */
    static String ago(Duration time) {
        return FORM.format(Instant.now().minus(time)) + "+00";
    }

    /** Now, or the earlier point where clocks went back: times of snapshots must not fall. */
    static String notBefore(String earlier) {
        String now = now();
        return earlier.compareTo(now) > 0 ? earlier : now;
    }
}
