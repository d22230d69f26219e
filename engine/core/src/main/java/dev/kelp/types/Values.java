package dev.kelp.types;

import org.jspecify.annotations.Nullable;

/** A carrier's value as text: as {@code tostring} gives it, as the Kusto wire writes it, and as an element of a dynamic. */
public final class Values {
    private Values() {}

    /** What {@code tostring} answers: {@code True}, {@code 1.5}, a dynamic string without its quotes, '' for null. */
    public static String text(@Nullable Object value, KqlType type) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case BOOL -> (Boolean) value ? "True" : "False";
            case INT, LONG -> value.toString();
            case REAL -> Reals.format((Double) value);
            case DECIMAL, STRING, GUID -> (String) value;
            case DATETIME -> Ticks.format((Long) value);
            case TIMESPAN -> Timespans.format((Long) value);
            case DYNAMIC -> dynamicText((String) value);
        };
    }

    /** The text of a dynamic's JSON: compact JSON, or the bare string, or '' for null. */
    public static String dynamicText(String json) {
        return JsonText.isString(json) ? JsonText.unquote(json) : json.equals("null") ? "" : json;
    }

    /**
     * Appends a cell as the Kusto REST protocol writes it: decimals, datetimes, timespans and guids as strings, whole reals without
     * {@code .0}, NaN and the infinities as strings, dynamics inline.
     */
    public static void writeWire(StringBuilder out, @Nullable Object value, KqlType type) {
        if (value == null) {
            out.append(type == KqlType.STRING ? "\"\"" : "null");
            return;
        }
        switch (type) {
            case BOOL, INT, LONG, DYNAMIC -> out.append(value);
            case REAL -> writeReal(out, (Double) value, Reals.formatShort((Double) value));
            case STRING -> JsonText.quote(out, (String) value);
            case DATETIME ->
                out.append('"').append(Ticks.formatShort((Long) value)).append('"');
            case TIMESPAN ->
                out.append('"').append(Timespans.format((Long) value)).append('"');
            case DECIMAL, GUID -> out.append('"').append(value).append('"');
        }
    }

    /** Appends a value as it stands inside a dynamic (rules R24, R108): reals keep {@code .0}, datetimes all seven digits. */
    public static void writeElement(StringBuilder out, @Nullable Object value, KqlType type) {
        if (value == null) {
            out.append(type == KqlType.STRING ? "\"\"" : "null");
            return;
        }
        switch (type) {
            case REAL -> writeReal(out, (Double) value, Reals.format((Double) value));
            case DATETIME -> out.append('"').append(Ticks.format((Long) value)).append('"');
            default -> writeWire(out, value, type);
        }
    }

    private static void writeReal(StringBuilder out, double value, String text) {
        if (Double.isFinite(value)) {
            out.append(text);
        } else {
            out.append('"').append(text).append('"');
        }
    }
}
