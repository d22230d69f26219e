package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarsTest {

    private static long at(String text) {
        Long ticks = Ticks.parse(text);
        if (ticks == null) {
            throw new AssertionError(text);
        }
        return ticks;
    }

    private static @Nullable String text(@Nullable Long ticks) {
        return ticks == null ? null : Ticks.formatShort(ticks);
    }

    @Test
    void makesDatetimes() {
        assertEquals("2032-02-29T04:05:06.7890123Z", text(Calendars.makeDatetime(2032L, 2L, 29L, 4L, 5L, 6.7890123)));
        assertEquals("2031-02-03T00:00:00Z", text(Calendars.makeDatetime(2031L, 2L, 3L, null, null, null)));
        assertNull(Calendars.makeDatetime(2031L, 2L, 29L, null, null, null));
        assertNull(Calendars.makeDatetime(0L, 1L, 1L, null, null, null));
        assertNull(Calendars.makeDatetime(2031L, 1L, 1L, 24L, null, null));
        assertNull(Calendars.makeDatetime(2031L, 1L, 1L, 0L, 0L, 60.0));
        assertNull(Calendars.makeDatetime(2031L, Long.MAX_VALUE, 1L, 0L, 0L, 0.0));
        assertEquals(Timespans.parse("3.04:05:06.5"), Calendars.daysToSeconds(3L, 4L, 5L, 6.5));
        assertEquals(Timespans.parse("04:05"), Calendars.hoursAndMinutes(4L, 5L));
        assertNull(Calendars.hoursAndMinutes(24L, 0L));
    }

    @ParameterizedTest
    @CsvSource({
        "year, 2031",
        "QUARTER, 2",
        "month, 5",
        "week_of_year, 19",
        "day, 7",
        "dayOfYear, 127",
        "hour, 8",
        "minute, 9",
        "second, 10",
        "millisecond, 123",
        "microsecond, 123456",
        "nanosecond, 123456700"
    })
    void takesParts(String part, long expected) {
        assertEquals(expected, Calendars.part(part, at("2031-05-07T08:09:10.1234567")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "month, 1, 2031-01-31T01:02:03.0000004, 2031-02-28T01:02:03.0000004Z",
                "year, -1, 2032-02-29, 2031-02-28T00:00:00Z",
                "quarter, 2, 2031-08-31, 2032-02-29T00:00:00Z",
                "Week, 2, 2031-05-07, 2031-05-21T00:00:00Z",
                "hour, -25, 2031-05-07, 2031-05-05T23:00:00Z",
                "nanosecond, 250, 2031-05-07, 2031-05-07T00:00:00.0000002Z",
                "year, 8000, 2031-05-07, null",
                "day, -9223372036854775808, 2031-05-07, null",
                "year, 9223372036854775807, 2031-05-07, null",
                "fortnight, 1, 2031-05-07, null"
            })
    void adds(String period, long count, String from, @Nullable String expected) {
        assertEquals(expected, text(Calendars.add(period, count, at(from))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "year, 2031-01-01, 2030-12-31T23:59:59.9999999, 1",
                "quarter, 2031-01-01, 2031-04-01, -1",
                "month, 2031-03-01, 2031-01-31, 2",
                "week, 2031-05-04, 2031-05-03, 1",
                "week, 2031-05-03, 2031-04-27, 0",
                "day, 2031-05-07T23:00, 2031-05-07T01:00, 0",
                "second, 2031-05-07T00:00:01, 2031-05-07T00:00:00.9999999, 1",
                "nanosecond, 2031-05-07, 2031-05-07T00:00:00.0000003, -300",
                "fortnight, 2031-05-07, 2031-05-07, null"
            })
    void countsBeginnings(String period, String later, String earlier, @Nullable Long expected) {
        assertEquals(expected, Calendars.difference(period, at(later), at(earlier)));
    }

    @Test
    void findsStartsAndEnds() {
        long wednesday = at("2031-05-07T08:09:10.1234567");
        assertEquals("2031-05-06T00:00:00Z", text(Calendars.startOfDay(wednesday, -1L)));
        assertEquals("2031-05-07T23:59:59.9999999Z", text(Calendars.endOfDay(wednesday, 0L)));
        assertEquals("2031-05-04T00:00:00Z", text(Calendars.startOfWeek(wednesday, 0L)));
        assertEquals("2031-05-17T23:59:59.9999999Z", text(Calendars.endOfWeek(wednesday, 1L)));
        assertEquals("2031-02-28T23:59:59.9999999Z", text(Calendars.endOfMonth(wednesday, -3L)));
        assertEquals("2031-06-01T00:00:00Z", text(Calendars.startOfMonth(wednesday, 1L)));
        assertEquals("2033-01-01T00:00:00Z", text(Calendars.startOfYear(wednesday, 2L)));
        assertEquals("2031-12-31T23:59:59.9999999Z", text(Calendars.endOfYear(wednesday, 0L)));
        assertEquals("9999-12-31T23:59:59.9999999Z", text(Calendars.endOfYear(Ticks.MAX, 0L)));
        assertNull(Calendars.startOfWeek(Ticks.MIN, 0L));
        assertNull(Calendars.startOfYear(wednesday, Long.MIN_VALUE));
    }

    @Test
    void readsUnixTimes() {
        assertEquals("1970-01-01T00:00:01.5Z", text(Calendars.unix(1.5 * Ticks.PER_SECOND)));
        assertNull(Calendars.unix(Double.NaN));
        assertNull(Calendars.unix(1e30));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2031-01-15T12:00, Europe/Paris, 2031-01-15T13:00:00Z, 2031-01-15T11:00:00Z",
                "2031-07-15T12:00:00.0000001, America/New_York, 2031-07-15T08:00:00.0000001Z, 2031-07-15T16:00:00.0000001Z",
                "2024-03-31T02:30, Europe/Paris, 2024-03-31T04:30:00Z, 2024-03-31T00:30:00Z",
                "2031-01-15T12:00, EST, 2031-01-15T07:00:00Z, 2031-01-15T17:00:00Z",
                "2026-07-01, America/Coyhaique, 2026-06-30T21:00:00Z, 2026-07-01T03:00:00Z",
                "2031-01-15T12:00, Nowhere/Land, null, null",
                "9999-12-31T23:00, Asia/Tokyo, null, 9999-12-31T14:00:00Z"
            })
    void knowsZones(String time, String zone, @Nullable String local, @Nullable String utc) {
        assertEquals(local, text(Zones.toLocal(at(time), zone)));
        assertEquals(utc, text(Zones.toUtc(at(time), zone)));
    }

    @Test
    void listsZonesThatItKnows() {
        Json.Array names = (Json.Array) Json.of(Zones.list());
        assertTrue(names.items().size() > 500);
        for (Json name : names.items()) {
            assertTrue(Zones.toUtc(Ticks.UNIX_EPOCH, name.text()) != null, name.text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss.fffffff, 2031-05-07 20:09:10.1200000",
        "'y/M/d [h:m:s tt]', '31/5/7 [8:9:10 PM]'",
        "yy_HH.FFFF, 31_20.12",
        "ff, 12",
        "'', ''"
    })
    void formatsDatetimes(String format, String expected) {
        assertEquals(expected, Formats.datetime(at("2031-05-07T20:09:10.12"), format));
        assertEquals("", Formats.datetime(null, format));
    }

    @ParameterizedTest
    @CsvSource({
        "3.04:05:06.7, d.hh:mm:ss.fff, 3.04:05:06.700",
        "-3.04:05:06.7, ddd H, -003 4",
        "00:00:01, [FFF], []",
        "00:00:00.9999999, s.f, 0.9"
    })
    void formatsTimespans(String span, String format, String expected) {
        assertEquals(expected, Formats.timespan(Timespans.parse(span), format));
        assertEquals("", Formats.timespan(null, format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyyT", "%d", "ffffffff", "é"})
    void refusesOtherFormats(String format) {
        assertThrows(KqlException.class, () -> Formats.datetime(0L, format));
        assertThrows(KqlException.class, () -> Formats.timespan(0L, format));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "1023, null, null, 1023 Bytes",
                "1536, 1, null, 1.5 KB",
                "-1536, 0, null, -2 KB",
                "5e18, 2, null, 4.34 EB",
                "1048576, 3, kb, 1024 KB",
                "1, 0, XB, ''",
                "null, 0, null, ''"
            })
    void formatsBytes(@Nullable Double size, @Nullable Long precision, @Nullable String unit, String expected) {
        assertEquals(expected, Formats.bytes(size, precision, unit));
    }
}
