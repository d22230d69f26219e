package dev.kelp.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Rounding half away from zero (rule R66), and shifts of bits. */
final class Rounding {
    private Rounding() {}

    static Double roundReal(Double value, Long precision) {
        if (!Double.isFinite(value) || precision > 300) {
            return value;
        }
        double scale = Math.pow(10, Math.abs(precision));
        double moved = precision >= 0 ? value * scale : value / scale;
        if (!Double.isFinite(moved)) {
            return value;
        }
        double rounded = Math.copySign(Math.floor(Math.abs(moved) + 0.5), moved);
        return precision >= 0 ? rounded / scale : rounded * scale;
    }

    static Long round(Long value, Long precision) {
        if (precision >= 0) {
            return value;
        }
        return precision < -19
                ? 0L
                : BigDecimal.valueOf(value)
                        .setScale(precision.intValue(), RoundingMode.HALF_UP)
                        .longValue();
    }

    static @Nullable Double binReal(Double value, Double size, Double point) {
        return size > 0 ? (Double) (Math.floor((value - point) / size) * size + point) : null;
    }

    static @Nullable Long shiftLeft(Long value, Long bits) {
        return bits < 0 ? null : (Long) (value << (bits % 64));
    }

    static @Nullable Long shiftRight(Long value, Long bits) {
        return bits < 0 ? null : (Long) (value >> (bits % 64));
    }
}
