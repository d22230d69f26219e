package dev.kelp.ingest;

import dev.kelp.types.Decimals;
import dev.kelp.types.Ticks;

/**
 * Texts of cells that may be left to DuckDB, for they mean the same there as in KQL: in its SQL, conditions, or values that are null
 * for other texts. In doubt they say no; then Java reads the text.
 */
final class PlainTexts {
    /** {@code 2026-03-01T10:20:30.1234567Z}. */
    private static final int LONGEST_DATETIME = 28;

    private PlainTexts() {}

    /**
     * Ticks of {@code yyyy-MM-dd}, with a time, a fraction and Z where there are any; null for other texts.
     *
     * <p>With a fraction of up to seven digits, the most common form, by strptime, which is strict and knows nanoseconds, of
     * which there are none; the regular expression costs twice as much. The cast alone would drop digits and zones and take 24
     * hours, 60 seconds and blanks.
     */
    static String datetime(String c) {
        // A blank in a form stands for any kind of blank.
        String fraction = "(" + c + " LIKE '____-__-__T__:__:__.%' OR " + c
                + " LIKE '____-__-__ __:__:__.%') AND (strlen(" + c + ") < " + LONGEST_DATETIME + " OR (strlen(" + c
                + ") = " + LONGEST_DATETIME + " AND " + c + " LIKE '%Z'))";
        String forms =
                "['%Y-%m-%dT%H:%M:%S.%nZ', '%Y-%m-%d %H:%M:%S.%n', '%Y-%m-%dT%H:%M:%S.%n', '%Y-%m-%d %H:%M:%S.%nZ']";
        return "CASE WHEN " + c + " >= '0001' AND " + fraction + " THEN epoch_ns(try_strptime(" + c + ", " + forms
                + ")) // 100 + "
                + Ticks.UNIX_EPOCH + " WHEN " + c + " >= '0001' AND regexp_full_match(" + c
                + ", '\\d{4}-\\d\\d-\\d\\d([ T]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ?)?') THEN epoch_us(TRY_CAST(" + c
                + " AS TIMESTAMP)) * 10 + " + Ticks.UNIX_EPOCH + " END";
    }

    /** A digit, a point or one minus in front; DuckDB lets pass double signs, {@code -nan} and underscores. */
    static String real(String c) {
        return c + " >= '-' AND " + c + " < ':' AND (" + c + " < '-:' OR " + c + " >= '.') AND NOT contains(" + c
                + ", '_')";
    }

    /** Already as {@code Decimals} would write it. */
    static String decimal(String c) {
        return "strlen(" + c + ") <= " + Decimals.DIGITS + " AND regexp_full_match(" + c
                + ", '0|-?[1-9]\\d{0,17}|-?(0|[1-9]\\d{0,17})\\.\\d{0,17}[1-9]')";
    }

    static String guid(String c) {
        return "regexp_full_match(" + c + ", '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')";
    }
}
