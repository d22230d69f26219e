package dev.kelp.types;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Casts from dynamic to the other types (R54): numbers, bools and strings are looked into, arrays, bags and null give null.
 *
 * <p>Each takes a carrier and gives one; only {@link #toText} never gives null.
 */
public final class JsonCasts {
    private JsonCasts() {}

    /** The carrier of a type that a dynamic's carrier stands for. */
    public static @Nullable Object to(KqlType type, @Nullable String json) {
        return switch (type) {
            case BOOL -> toBool(json);
            case INT -> toInt(json);
            case LONG -> toLong(json);
            case REAL -> toReal(json);
            case DECIMAL -> toDecimal(json);
            case STRING -> toText(json);
            case DATETIME -> toDatetime(json);
            case TIMESPAN -> toTimespan(json);
            case GUID -> toGuid(json);
            case DYNAMIC -> json;
        };
    }

    public static @Nullable Boolean toBool(@Nullable String json) {
        Json value = scalar(json);
        if (value instanceof Json.Bool bool) {
            return bool.value();
        } else if (value instanceof Json.Text text) {
            return switch (text.value().strip().toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> null;
            };
        }
        Double number = number(value);
        return number == null ? null : Boolean.valueOf(number != 0);
    }

    /** Longs wrap, reals stop at the ends of the range (R23). */
    public static @Nullable Integer toInt(@Nullable String json) {
        Json value = scalar(json);
        if (value instanceof Json.Text text) {
            Long number = wholeNumber(text.value());
            return number == null || number != number.intValue() ? null : Integer.valueOf(number.intValue());
        } else if (value instanceof Json.Real real) {
            return Double.isFinite(real.value()) ? Integer.valueOf((int) real.value()) : null;
        }
        Long number = integer(value);
        return number == null ? null : Integer.valueOf(number.intValue());
    }

    public static @Nullable Long toLong(@Nullable String json) {
        Json value = scalar(json);
        return value instanceof Json.Text text ? wholeNumber(text.value()) : integer(value);
    }

    public static @Nullable Double toReal(@Nullable String json) {
        Json value = scalar(json);
        return value instanceof Json.Text text ? Reals.parse(text.value()) : number(value);
    }

    public static @Nullable String toDecimal(@Nullable String json) {
        Json value = scalar(json);
        if (value instanceof Json.Text text) {
            return Decimals.canonical(text.value());
        } else if (value instanceof Json.Big big) {
            return Decimals.of(new BigDecimal(big.value()));
        } else if (value instanceof Json.Real real) {
            return Decimals.of(real.value());
        }
        Long number = integer(value);
        return number == null ? null : Decimals.of(number);
    }

    /** A string without its quotes, null as the empty text, all else as JSON (R95). */
    public static String toText(@Nullable String json) {
        return json == null ? "" : Values.dynamicText(json);
    }

    /** Numbers are ticks. */
    public static @Nullable Long toDatetime(@Nullable String json) {
        Json value = scalar(json);
        if (value instanceof Json.Text text) {
            return Ticks.parse(text.value());
        }
        Long ticks = value instanceof Json.Bool ? null : integer(value);
        return ticks == null ? null : Ticks.inRange(ticks);
    }

    /** Numbers are ticks. */
    public static @Nullable Long toTimespan(@Nullable String json) {
        Json value = scalar(json);
        if (value instanceof Json.Text text) {
            return Timespans.parse(text.value());
        }
        return value instanceof Json.Bool ? null : integer(value);
    }

    public static @Nullable String toGuid(@Nullable String json) {
        return scalar(json) instanceof Json.Text text ? Guids.parse(text.value()) : null;
    }

    /** The value where it is neither array nor bag: those aren't worth reading. */
    private static Json scalar(@Nullable String json) {
        return json == null || Json.isArray(json) || Json.isBag(json) ? Json.NULL : Json.parse(json);
    }

    private static @Nullable Long integer(Json value) {
        if (value instanceof Json.Int number) {
            return number.value();
        } else if (value instanceof Json.Bool bool) {
            return bool.value() ? 1L : 0L;
        } else if (value instanceof Json.Real real) {
            return Double.isFinite(real.value()) ? Long.valueOf((long) real.value()) : null;
        } else if (value instanceof Json.Big big) {
            return big.value().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return null;
    }

    private static @Nullable Double number(Json value) {
        if (value instanceof Json.Real real) {
            return real.value();
        } else if (value instanceof Json.Int number) {
            return (double) number.value();
        } else if (value instanceof Json.Bool bool) {
            return bool.value() ? 1.0 : 0.0;
        } else if (value instanceof Json.Big big) {
            return big.value().doubleValue();
        }
        return null;
    }

    /** White space, a sign and leading zeros are fine; anything else is no long (R21). */
    private static @Nullable Long wholeNumber(String text) {
        String trimmed = text.strip();
        try {
            return trimmed.isEmpty() ? null : Long.valueOf(trimmed);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
