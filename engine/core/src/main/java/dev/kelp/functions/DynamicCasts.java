package dev.kelp.functions;

import dev.kelp.types.Decimals;
import dev.kelp.types.Guids;
import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import dev.kelp.types.Values;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conversions from a dynamic, which look inside: a string is parsed, a number cut, arrays and bags are null (rule R54). */
final class DynamicCasts {
    private DynamicCasts() {}

    /** The carrier of a type that a dynamic's carrier stands for; a string is its text without the quotes, '' for null. */
    static @Nullable Object to(KqlType type, @Nullable String json) {
        if (json == null) {
            return type == KqlType.STRING ? "" : null;
        }
        return switch (type) {
            case BOOL -> toBool(json);
            case INT -> toInt(json);
            case LONG -> toLong(json);
            case REAL -> toReal(json);
            case DECIMAL -> toDecimal(json);
            case STRING -> Values.dynamicText(json);
            case DATETIME -> toDatetime(json);
            case TIMESPAN -> toTimespan(json);
            case GUID -> toGuid(json);
            case DYNAMIC -> json;
        };
    }

    static @Nullable Long toLong(String json) {
        switch (json.charAt(0)) {
            case '"':
                return Numerals.parseLong(JsonText.unquote(json));
            case 't':
                return 1L;
            case 'f':
                return 0L;
            case '[', '{', 'n':
                return null;
            default:
                Long whole = Numerals.parseLong(json);
                return whole != null ? whole : Numerals.truncate(Double.parseDouble(json));
        }
    }

    static @Nullable Integer toInt(String json) {
        if (json.charAt(0) == '"') {
            return Numerals.parseInt(JsonText.unquote(json));
        }
        Long whole = Numerals.parseLong(json);
        if (whole != null) {
            return whole.intValue();
        }
        Long cut = toLong(json);
        return cut == null ? null : (Integer) (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, cut));
    }

    static @Nullable Double toReal(String json) {
        return switch (json.charAt(0)) {
            case '"' -> Reals.parse(JsonText.unquote(json));
            case 't' -> 1.0;
            case 'f' -> 0.0;
            case '[', '{', 'n' -> null;
            default -> Double.parseDouble(json);
        };
    }

    static @Nullable String toDecimal(String json) {
        return switch (json.charAt(0)) {
            case '"' -> Decimals.canonical(JsonText.unquote(json));
            case 't' -> "1";
            case 'f' -> "0";
            case '[', '{', 'n' -> null;
            default -> Decimals.canonical(json);
        };
    }

    static @Nullable Boolean toBool(String json) {
        switch (json.charAt(0)) {
            case '"':
                String text = JsonText.unquote(json).strip().toLowerCase(Locale.ROOT);
                Long number = Numerals.parseLong(text);
                return number != null
                        ? (Boolean) (number != 0)
                        : text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
            case 't':
                return true;
            case 'f':
                return false;
            case '[', '{', 'n':
                return null;
            default:
                return Double.parseDouble(json) != 0;
        }
    }

    static @Nullable Long toDatetime(String json) {
        Json value = Json.of(json);
        if (value instanceof Json.Text text) {
            return Ticks.parse(text.value());
        }
        return value instanceof Json.Int number ? Ticks.inRange(number.value()) : null;
    }

    static @Nullable Long toTimespan(String json) {
        Json value = Json.of(json);
        if (value instanceof Json.Text text) {
            return Timespans.parse(text.value());
        }
        return value instanceof Json.Int number ? (Long) number.value() : null;
    }

    static @Nullable String toGuid(String json) {
        return JsonText.isString(json) ? Guids.parse(JsonText.unquote(json)) : null;
    }
}
