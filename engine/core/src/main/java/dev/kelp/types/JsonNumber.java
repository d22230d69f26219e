package dev.kelp.types;

import java.math.BigInteger;

/** The tree of a number in JSON: a long or a real where these say it digit for digit, else its own text. */
final class JsonNumber {
    static final Json NAN = new Json.Real(Double.NaN);
    static final Json INFINITY = new Json.Real(Double.POSITIVE_INFINITY);
    static final Json MINUS_INFINITY = new Json.Real(Double.NEGATIVE_INFINITY);

    private static final int SURE_LONG = "-999999999999999999".length();
    private static final int LONGEST_LONG = "-9223372036854775808".length();

    private JsonNumber() {}

    /** @param whole whether it has neither point nor exponent */
    static Json of(String number, boolean whole) {
        if (!whole) {
            return Reals.holds(number) ? new Json.Real(Double.parseDouble(number)) : new Json.Exact(number);
        }
        if (number.length() < SURE_LONG) {
            return new Json.Int(Long.parseLong(number));
        }
        if (number.length() <= LONGEST_LONG) {
            BigInteger value = new BigInteger(number);
            if (value.bitLength() < 64) {
                return new Json.Int(value.longValue());
            }
        }
        return new Json.Exact(number);
    }
}
