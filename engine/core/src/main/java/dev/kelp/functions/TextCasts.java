package dev.kelp.functions;

import dev.kelp.types.Decimals;
import dev.kelp.types.Guids;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text read as a type, as {@code tolong}, {@code todatetime} and their like read it. */
public final class TextCasts {
    private TextCasts() {}

    /** The carrier's value, null where the text can't be read as the type. */
    public static @Nullable Object to(String text, KqlType type) {
        return switch (type) {
            case STRING -> text;
            case BOOL -> bool(text);
            case INT -> Numerals.parseInt(text);
            case LONG -> Numerals.parseLong(text);
            case REAL -> Reals.parse(text);
            case DECIMAL -> Decimals.canonical(text);
            case DATETIME -> Ticks.parse(text);
            case TIMESPAN -> Timespans.parse(text);
            case GUID -> Guids.parse(text);
            case DYNAMIC -> text.isEmpty() ? null : Json.parse(text).carrier();
        };
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }
}
