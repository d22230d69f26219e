package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "1.500, 1.5",
        "100, 100",
        "-0, 0",
        "-0.000, 0",
        "1e3, 1000",
        "12E-4, 0.0012",
        "+7, 7",
        "1.0, 1",
        "1234567890123456789012345678901234567, 1234567890123456789012345678901235000",
        "0.3333333333333333333333333333333333333, 0.3333333333333333333333333333333333"
    })
    void hasOneTextPerValue(String text, String canonical) {
        assertEquals(canonical, Decimals.canonical(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1.2.3", "NaN", "1e999999999", "1e-99999"})
    void refuses(String text) {
        assertNull(Decimals.canonical(text));
    }

    @Test
    void readsRealsByTheirShortestText() {
        assertEquals("0.1", Decimals.of(0.1));
        assertNull(Decimals.of(Double.NaN));
        assertEquals("-2.5", Decimals.of(new BigDecimal("-2.50")));
    }
}
