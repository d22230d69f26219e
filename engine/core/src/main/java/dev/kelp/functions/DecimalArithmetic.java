package dev.kelp.functions;

import static dev.kelp.types.Decimals.CONTEXT;
import static dev.kelp.types.Decimals.ofWide;
import static dev.kelp.types.Decimals.value;

import dev.kelp.types.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Arithmetic on decimals as their canonical texts. */
final class DecimalArithmetic {
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private DecimalArithmetic() {}

    static @Nullable String add(String a, String b) {
        return ofWide(value(a).add(value(b), CONTEXT));
    }

    static @Nullable String subtract(String a, String b) {
        return ofWide(value(a).subtract(value(b), CONTEXT));
    }

    static @Nullable String multiply(String a, String b) {
        return ofWide(value(a).multiply(value(b), CONTEXT));
    }

    static @Nullable String divide(String a, String b) {
        BigDecimal divisor = value(b);
        return divisor.signum() == 0 ? null : ofWide(value(a).divide(divisor, CONTEXT));
    }

    static @Nullable String modulo(String a, String b) {
        BigDecimal divisor = value(b).abs();
        if (divisor.signum() == 0) {
            return null;
        }
        BigDecimal rest = value(a).remainder(divisor);
        return Decimals.of(rest.signum() < 0 ? rest.add(divisor) : rest);
    }

    static String negate(String a) {
        return Decimals.of(value(a).negate());
    }

    static String abs(String a) {
        return Decimals.of(value(a).abs());
    }

    static Double sign(String a) {
        return (double) value(a).signum();
    }

    static Integer compare(String a, String b) {
        return value(a).compareTo(value(b));
    }

    /** The greatest value (1) or the least (-1), nulls left out. */
    static @Nullable String extreme(@Nullable Object[] values, int wanted) {
        String best = null;
        for (Object value : values) {
            if (value != null && (best == null || Integer.signum(compare((String) value, best)) == wanted)) {
                best = (String) value;
            }
        }
        return best;
    }

    /** The largest multiple of a size that isn't greater; null for a size that isn't positive. */
    static @Nullable String bin(String a, String size) {
        BigDecimal step = value(size);
        if (step.signum() <= 0) {
            return null;
        }
        BigDecimal count = value(a).divide(step, CONTEXT).setScale(0, RoundingMode.FLOOR);
        return ofWide(count.multiply(step, CONTEXT));
    }

    /** The largest value that is a number of sizes away from a fixed point and isn't greater. */
    static @Nullable String binAt(String a, String size, String point) {
        String offset = subtract(a, point);
        String distance = offset == null ? null : bin(offset, size);
        return distance == null ? null : add(distance, point);
    }

    static String ceiling(String a) {
        return Decimals.of(value(a).setScale(0, RoundingMode.CEILING));
    }

    /** Half away from zero; a negative precision rounds to tens, hundreds, …. */
    static String round(String a, @Nullable Long precision) {
        long digits =
                precision == null ? 0 : Math.max(-Decimals.CONTEXT.getPrecision() * 2L, Math.min(precision, 6144));
        return Decimals.of(value(a).setScale((int) digits, RoundingMode.HALF_UP));
    }

    /** Cut toward zero; at the ends of a long where it doesn't fit. */
    static Long toLong(String a) {
        BigDecimal whole = value(a).setScale(0, RoundingMode.DOWN);
        return whole.compareTo(LEAST_LONG) < 0
                ? Long.MIN_VALUE
                : whole.compareTo(GREATEST_LONG) > 0 ? Long.MAX_VALUE : whole.longValue();
    }

    /**
     * A text whose order is the decimals': sign, then the power of ten of the first digit, then the digits, all nines-complemented
     * below zero and closed by a character above every digit there, so that fewer digits come later.
     */
    static String key(String a) {
        BigDecimal value = value(a);
        if (value.signum() == 0) {
            return "1";
        }
        BigDecimal plain = value.stripTrailingZeros();
        String digits = plain.unscaledValue().abs().toString();
        int exponent = plain.precision() - plain.scale() + 50_000;
        String magnitude = exponent + digits;
        return value.signum() > 0 ? "2" + magnitude : "0" + complement(magnitude) + "~";
    }

    private static String complement(String digits) {
        StringBuilder out = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            out.append((char) ('9' - (digits.charAt(i) - '0')));
        }
        return out.toString();
    }
}
