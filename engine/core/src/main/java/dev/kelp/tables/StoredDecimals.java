package dev.kelp.tables;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;

/** Which decimals the form that Kelp stores them in, DECIMAL(38,18), has room for; others are refused, never rounded. */
public final class StoredDecimals {
    /** Digits before the point. */
    public static final int WHOLE = 20;

    /** Digits after the point. */
    public static final int SCALE = 18;

    private static final String CANNOT_HOLD = " cannot hold the decimal ";

    private StoredDecimals() {}

    /** Whether there is room for a canonical text. */
    public static boolean hold(String canonical) {
        int point = canonical.indexOf('.');
        int whole = (point < 0 ? canonical.length() : point) - (canonical.startsWith("-") ? 1 : 0);
        return whole <= WHOLE && (point < 0 || canonical.length() - point - 1 <= SCALE);
    }

    /** @param place where it stands and a colon, empty where that isn't known */
    public static KqlException refusal(String place, TableDef table, String decimal) {
        return Problem.INGESTION
                .here((place.isEmpty() ? "Table '" : place + "table '") + table.name() + "'" + CANNOT_HOLD + decimal
                        + ".")
                .hint("Stored decimals have at most " + WHOLE + " digits before the point and " + SCALE
                        + " after it: round() shortens one, and a string column keeps any for todecimal() to read.");
    }

    public static boolean isRefusal(KqlException failure) {
        return failure.problem() == Problem.INGESTION && failure.message().contains(CANNOT_HOLD);
    }
}
