package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealsTest {

    @ParameterizedTest
    @CsvSource({
        "1500, 1500.0",
        "-0.25, -0.25",
        "0.1, 0.1",
        "123456789.125, 123456789.125",
        "1e14, 100000000000000.0",
        "1e15, 1E+15",
        "-2.5e19, -2.5E+19",
        "0.0001, 0.0001",
        "0.00001, 1E-05",
        "1.25e-7, 1.25E-07",
        "1e300, 1E+300",
        "2e-323, 2E-323",
        "1.1E23, 1.1E+23",
        "4.35E17, 4.35E+17",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "0, 0.0",
        "-0.0, -0.0"
    })
    void prints(double value, String text) {
        assertEquals(text, Reals.format(value));
        assertEquals(value, Reals.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "' 12 ', 12",
        "1., 1",
        "+7.5e2, 750",
        "inf, Infinity",
        "NAN, NaN",
        "-INFINITY, -Infinity",
        "1e999, Infinity"
    })
    void reads(String text, double value) {
        assertEquals(value, Reals.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "0x1p3", "1d", "1_000", "1,5", "--1", "e5"})
    void refuses(String text) {
        assertNull(Reals.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, true",
        "1.50, true",
        "-0.0, true",
        "0e999, true",
        "123456789012345.0, true",
        "0.12345678901234568, true",
        "0.12345678901234567, false",
        "0.30000000000000004, true",
        "0.30000000000000001, false",
        "9007199254740992.0, true",
        "9007199254740993.0, false",
        "12300000000000000000000e-5, true",
        "1e23, true",
        "1e308, true",
        "1e309, false",
        "1e-400, false"
    })
    void holdsWhatItCanSay(String number, boolean held) {
        assertEquals(held, Reals.holds(number));
    }
}
