package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalArithmeticTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.2, 0.3, -0.1, 0.02, 0.5, 0.1",
        "10, 3, 13, 7, 30, 3.333333333333333333333333333333333, 1",
        "-7, 2, -5, -9, -14, -3.5, 1",
        "7, -2, 5, 9, -14, -3.5, 1"
    })
    void calculates(String a, String b, String sum, String difference, String product, String quotient, String rest) {
        assertEquals(sum, DecimalArithmetic.add(a, b));
        assertEquals(difference, DecimalArithmetic.subtract(a, b));
        assertEquals(product, DecimalArithmetic.multiply(a, b));
        assertEquals(quotient, DecimalArithmetic.divide(a, b));
        assertEquals(rest, DecimalArithmetic.modulo(a, b));
    }

    @Test
    void hasNothingToSayByZero() {
        assertNull(DecimalArithmetic.divide("1", "0"));
        assertNull(DecimalArithmetic.modulo("1", "0"));
        assertNull(DecimalArithmetic.bin("1", "0"));
    }

    @Test
    void keepsTheOrderInItsKeys() {
        List<String> ascending = List.of(
                "-120", "-100.5", "-100", "-9.99", "-1", "-0.1", "-0.015", "-0.01", "0", "0.002", "0.01", "0.015", "1",
                "9", "9.5", "10", "100.25", "1000");
        for (int i = 1; i < ascending.size(); i++) {
            String less = ascending.get(i - 1);
            String more = ascending.get(i);
            assertTrue(DecimalArithmetic.compare(less, more) < 0, less + " < " + more);
            assertTrue(DecimalArithmetic.key(less).compareTo(DecimalArithmetic.key(more)) < 0, less + " < " + more);
        }
    }

    @ParameterizedTest
    @CsvSource({"2.5, 0, 3", "-2.5, 0, -3", "1234.5678, 2, 1234.57", "1234, -2, 1200", "0.5, , 1"})
    void roundsHalfAwayFromZero(String value, Long precision, String expected) {
        assertEquals(expected, DecimalArithmetic.round(value, precision));
    }

    @ParameterizedTest
    @CsvSource({"7.5, 2, 6", "-7.5, 2, -8", "0.35, 0.1, 0.3"})
    void bins(String value, String size, String expected) {
        assertEquals(expected, DecimalArithmetic.bin(value, size));
    }

    @ParameterizedTest
    @CsvSource({"9.99, 9", "-9.99, -9", "1e30, 9223372036854775807", "-1e30, -9223372036854775808"})
    void cutsToLong(String value, long expected) {
        assertEquals(expected, DecimalArithmetic.toLong(value));
    }
}
