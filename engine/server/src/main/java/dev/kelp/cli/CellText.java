package dev.kelp.cli;

import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Ticks;
import dev.kelp.types.Values;
import org.jspecify.annotations.Nullable;

/** A cell as a person reads it: as on the wire, without quotes; nothing for null. */
final class CellText {
    private CellText() {}

    static String of(@Nullable Object value, KqlType type) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case BOOL -> value.toString();
            case REAL -> Reals.formatShort((Double) value);
            case DATETIME -> Ticks.formatShort((Long) value);
            case DYNAMIC -> (String) value;
            default -> Values.text(value, type);
        };
    }
}
