package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2031-05-07T08:09:10.1234567Z | 2031-05-07T08:09:10.1234567Z",
                "2031-05-07 08:09:10.5 | 2031-05-07T08:09:10.5000000Z",
                "2031-05-07T08:09:10.123456789Z | 2031-05-07T08:09:10.1234567Z",
                "2031-05-07T08:09 | 2031-05-07T08:09:00.0000000Z",
                "2031-05-07 | 2031-05-07T00:00:00.0000000Z",
                "2031-05 | 2031-05-01T00:00:00.0000000Z",
                "2031 | 2031-01-01T00:00:00.0000000Z",
                "20310507 | 2031-05-07T00:00:00.0000000Z",
                "2031/5/7 3:04 | 2031-05-07T03:04:00.0000000Z",
                "2031, 5, 7 | 2031-05-07T00:00:00.0000000Z",
                "2031-05-07T08:00:00+02:30 | 2031-05-07T05:30:00.0000000Z",
                "2031-05-07T23:00:00 -0200 | 2031-05-08T01:00:00.0000000Z",
                "2031-05-07 08:09:10 GMT | 2031-05-07T08:09:10.0000000Z",
                "05/07/2031 08:09:10 | 2031-05-07T08:09:10.0000000Z",
                "5/7/2031 8:09:10 PM | 2031-05-07T20:09:10.0000000Z",
                "5/7/2031 12:30 AM | 2031-05-07T00:30:00.0000000Z",
                "05-07-2031 | 2031-05-07T00:00:00.0000000Z",
                "Wed, 7 May 31 08:09:10 GMT | 1931-05-07T08:09:10.0000000Z",
                "Thursday, 07-May-26 08:09 UTC | 2026-05-07T08:09:00.0000000Z",
                "7 May 2031 | 2031-05-07T00:00:00.0000000Z",
                "May 7, 2031 08:09:10 | 2031-05-07T08:09:10.0000000Z",
                "0001-01-01 | 0001-01-01T00:00:00.0000000Z",
                "9999-12-31T23:59:59.9999999Z | 9999-12-31T23:59:59.9999999Z",
            })
    void reads(String text, String expected) {
        Long ticks = Ticks.parse(text);
        assertEquals(expected, ticks == null ? "null" : Ticks.format(ticks));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2031-13-01",
                "2031-02-29",
                "2031-05-07T24:00:00",
                "2031-05-07T08:61",
                "31/12/2031",
                "2031-05-07T",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "5/7/2031 13:00 PM",
                "2031-05-07x",
                "203105",
                "٢٠٣١-٠٥-٠٧"
            })
    void refuses(String text) {
        assertNull(Ticks.parse(text));
    }

    @Test
    void dropsTheZerosOfTheFraction() {
        assertEquals("2031-05-07T08:09:10.12Z", Ticks.formatShort(at("2031-05-07T08:09:10.12")));
        assertEquals("2030-10-10T00:00:00Z", Ticks.formatShort(at("2030-10-10")));
    }

    @ParameterizedTest
    @ValueSource(longs = {Ticks.MIN, Ticks.MAX, Ticks.UNIX_EPOCH, Ticks.UNIX_EPOCH - 1, 637134336001234567L})
    void splitsIntoMicrosecondsAndRemainder(long ticks) {
        assertEquals(ticks, Ticks.fromMicros(Ticks.toMicros(ticks)) + Ticks.remainder(ticks));
    }

    @Test
    void keepsToItsRange() {
        assertNull(Ticks.inRange(Ticks.MIN - 1));
        assertNull(Ticks.inRange(Ticks.MAX + 1));
        assertEquals(Ticks.MAX, Ticks.inRange(Ticks.MAX));
    }

    private static long at(String text) {
        Long ticks = Ticks.parse(text);
        if (ticks == null) {
            throw new AssertionError(text);
        }
        return ticks;
    }
}
