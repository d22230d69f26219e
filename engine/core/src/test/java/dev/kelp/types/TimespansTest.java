package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimespansTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00:00:00",
        "1, 00:00:00.0000001",
        "-1, -00:00:00.0000001",
        "36000000000, 01:00:00",
        "-900000000000, -1.01:00:00",
        "864012345678, 1.00:00:01.2345678",
        "9223372036854775807, 10675199.02:48:05.4775807",
        "-9223372036854775808, -10675199.02:48:05.4775808"
    })
    void prints(long ticks, String text) {
        assertEquals(text, Timespans.format(ticks));
        assertEquals(ticks, Timespans.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1d, 864000000000",
        "1.5h, 54000000000",
        "-90s, -900000000",
        "7:30, 270000000000",
        "3.4:05, 2739000000000",
        "2 minutes, 1200000000",
        "250ms, 2500000",
        "4microseconds, 40",
        "350nanoseconds, 3",
        "12ticks, 12"
    })
    void reads(String text, long ticks) {
        assertEquals(ticks, Timespans.parse(text));
        assertEquals(ticks, Timespans.literal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "1us", "3ns", "2w", "25:00", "1:60", "1:00:60", "1:2:3:4:5", "99999999d", "1.2.3"})
    void refuses(String text) {
        assertNull(Timespans.parse(text));
        assertNull(Timespans.literal(text));
    }

    @ParameterizedTest
    @CsvSource({"2, 1728000000000", "0.5, 432000000000", "-1, -864000000000"})
    void takesBareNumbersForDaysInLiteralsOnly(String text, long ticks) {
        assertEquals(ticks, Timespans.literal(text));
        assertNull(Timespans.parse(text));
    }
}
