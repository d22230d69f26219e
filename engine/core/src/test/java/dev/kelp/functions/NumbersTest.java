package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    private static void assertNear(double expected, Double actual) {
        assertEquals(expected, actual, tolerance(expected));
    }

    private static double tolerance(double expected) {
        return Double.isNaN(expected) ? 0 : Math.abs(expected) * 1e-12;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "7, 720",
        "0.5, 1.7724538509055159",
        "-1.5, 2.363271801207355",
        "30.5, 4.8226969334909095e31",
        "171, 7.257415615307998e306",
        "200, Infinity",
        "0, Infinity",
        "-2, NaN"
    })
    void gamma(double x, double expected) {
        assertEquals(expected, Gammas.gamma(x), tolerance(expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 12.801827480081469", "-0.5, 1.2655121234846454", "1000, 5905.220423209181", "-3, Infinity"
    })
    void logGamma(double x, double expected) {
        assertEquals(expected, Gammas.logGamma(x), 1e-12 * Math.max(1, Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "0.5, 0.5204998778130465, 0.4795001221869535",
        "-1, -0.8427007929497149, 1.8427007929497148",
        "3, 0.9999779095030014, 2.209049699858544e-5",
        "10, 1, 2.088487583762545e-45",
        "Infinity, 1, 0",
        "NaN, NaN, NaN"
    })
    void errorFunction(double x, double erf, double erfc) {
        assertNear(erf, Gammas.erf(x));
        assertEquals(erfc, Gammas.erfc(x), tolerance(erfc));
    }

    @Test
    void betaDistribution() {
        assertNear(0.6875, Betas.cdf(0.5, 2.0, 3.0));
        assertNear(1.5, Betas.density(0.5, 2.0, 3.0));
        assertEquals(0.5, Betas.inverse(0.6875, 2.0, 3.0), 1e-14);
        assertEquals(0.3, Betas.inverse(Betas.cdf(0.3, 0.7, 40.0), 0.7, 40.0), 1e-12);
        assertEquals(Double.NaN, Betas.cdf(1.5, 2.0, 3.0));
        assertEquals(Double.NaN, Betas.density(0.5, -2.0, 3.0));
        assertNull(Betas.inverse(1.5, 2.0, 3.0));
        assertEquals(Double.NaN, Betas.inverse(0.5, 0.0, 3.0));
    }

    @Test
    void welchTest() {
        assertEquals(0.010_651_530_586, Betas.welchTest(10.0, 4.0, 20.0, 12.0, 7.0, 20.0), 1e-6);
        assertEquals(1.0, Betas.welchTest(10.0, 4.0, 20.0, 10.0, 9.0, 30.0), 1e-12);
        assertNull(Betas.welchTest(10.0, 4.0, 1.0, 10.0, 9.0, 30.0));
    }

    @ParameterizedTest
    @CsvSource({
        "angle, 180, degree, radian, 3.141592653589793",
        "angle, 30, Degree, Tilt, 0.5",
        "energy, 1, KilowattHour, Joule, 3600000",
        "force, 1, KilogramForce, Newton, 9.80665",
        "length, 1, Mile, Foot, 5280",
        "mass, 1, Stone, Pound, 14",
        "speed, 36, KilometerPerHour, MeterPerSecond, 10",
        "temperature, 212, DegreeFahrenheit, DegreeCelsius, 100",
        "temperature, 0, DegreeCelsius, DegreeDelisle, 150",
        "volume, 1, UsGallon, UsPint, 8"
    })
    void convertsUnits(String quantity, double value, String from, String to, double expected) {
        Units units = Units.TABLES.get(quantity);
        assertTrue(units != null, quantity);
        Double converted = units.convert(value, from, to);
        assertTrue(converted != null, from + " to " + to);
        assertEquals(expected, converted, 1e-12 * Math.max(1, Math.abs(expected)));
        assertNull(units.convert(value, "Parrot", to));
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, 0, 3",
        "-2.5, 0, -3",
        "2.345, 2, 2.35",
        "1250, -2, 1300",
        "NaN, 1, NaN",
        "1e300, 10, 1e300",
        "0.1, 400, 0.1"
    })
    void roundsReals(double value, long precision, double expected) {
        assertEquals(expected, Rounding.roundReal(value, precision));
    }

    @ParameterizedTest
    @CsvSource({"1250, -2, 1300", "-1250, -2, -1300", "1250, 3, 1250", "1250, -30, 0"})
    void roundsLongs(long value, long precision, long expected) {
        assertEquals(expected, Rounding.round(value, precision));
    }

    @Test
    void binsAndShifts() {
        assertEquals(-7.5, Rounding.binReal(-6.0, 2.5, 0.0));
        assertEquals(1.0, Rounding.binReal(3.0, 2.5, 1.0));
        assertNull(Rounding.binReal(1.0, 0.0, 0.0));
        assertEquals(4L, Rounding.shiftLeft(1L, 66L));
        assertEquals(-1L, Rounding.shiftRight(-2L, 1L));
        assertNull(Rounding.shiftLeft(1L, -1L));
        assertNull(Rounding.shiftRight(1L, -1L));
    }
}
