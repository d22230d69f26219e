package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastsTest {

    @ParameterizedTest
    @CsvSource({"' 12 ', 12", "+007, 7", "-9223372036854775808, -9223372036854775808"})
    void readsWholeNumbers(String text, long expected) {
        assertEquals(expected, Numerals.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "5.9", "1e3", "0x1F", "1_000", "9223372036854775808", "٣", "1 2"})
    void readsNothingElseAsWhole(String text) {
        assertNull(Numerals.parseLong(text));
    }

    @Test
    void writesHexadecimals() {
        assertEquals("ff", Numerals.hexOfLong(255L, null));
        assertEquals("000000ff", Numerals.hexOfLong(255L, 8L));
        assertEquals("ffffffffffffff00", Numerals.hexOfLong(-256L, 2L));
        assertEquals("ffffff00", Numerals.hexOfInt(-256, 8L));
        assertEquals("", Numerals.hexOfLong(null, 8L));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "12, 12, 12, 12.0, 12, true",
                "9.75, 9, 9, 9.75, 9.75, true",
                "-0.5, 0, 0, -0.5, -0.5, true",
                "0, 0, 0, 0.0, 0, false",
                "true, 1, 1, 1.0, 1, true",
                "\"12\", 12, 12, 12.0, 12, true",
                "\"1.5\", null, null, 1.5, 1.5, null",
                "\"TRUE\", null, null, null, null, true",
                "\"\", null, null, null, null, null",
                "3000000000, 3000000000, -1294967296, 3.0E9, 3000000000, true",
                "1E+30, 9223372036854775807, 2147483647, 1.0E30, 1000000000000000000000000000000, true",
                "[1], null, null, null, null, null",
                "{\"a\":1}, null, null, null, null, null"
            })
    void looksInsideDynamics(String json, Long whole, Integer small, Double real, String decimal, Boolean bool) {
        assertEquals(whole, DynamicCasts.toLong(json));
        assertEquals(small, DynamicCasts.toInt(json));
        assertEquals(real, DynamicCasts.toReal(json));
        assertEquals(decimal, DynamicCasts.toDecimal(json));
        assertEquals(bool, DynamicCasts.toBool(json));
    }

    @Test
    void looksForTimesAndGuidsInsideDynamics() {
        assertEquals(630822816000000001L, DynamicCasts.toDatetime("\"2000-01-01T00:00:00.0000001Z\""));
        assertEquals(7L, DynamicCasts.toDatetime("7"));
        assertNull(DynamicCasts.toDatetime("-1"));
        assertNull(DynamicCasts.toDatetime("[]"));
        assertEquals(600000000L, DynamicCasts.toTimespan("\"00:01:00\""));
        assertEquals(
                "0a1b2c3d-4e5f-6789-abcd-ef0123456789", DynamicCasts.toGuid("\"0a1b2c3d4e5f6789abcdef0123456789\""));
        assertNull(DynamicCasts.toGuid("12"));
    }
}
