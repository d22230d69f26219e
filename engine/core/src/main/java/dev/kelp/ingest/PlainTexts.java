package dev.kelp.ingest;

import java.util.StringJoiner;

/**
 * Conditions in DuckDB's SQL under which a cell's text may be left to DuckDB, for it means the same there as in KQL. They are cheap and
 * say no in doubt; then Java reads the text.
 */
final class PlainTexts {
    private static final int MICROSECOND_DIGITS = 6;

    private PlainTexts() {}

    /**
     * {@code yyyy-MM-dd}, with a time, a fraction and Z where there are any. DuckDB drops digits below the microsecond and zones, so
     * that a seventh digit must be 0. With every separator in its place and a digit in front, what it can cast has digits in all
     * other places.
     */
    static String datetime(String c) {
        String seconds = "____-__-_____:__:__";
        StringJoiner forms = new StringJoiner(" ", "CASE strlen(" + c + ") ", " ELSE false END");
        forms.add(form(c, "____-__-__")).add(form(c, seconds)).add(form(c, seconds + "_"));
        // The last character is a digit or Z.
        for (int more = 1; more <= MICROSECOND_DIGITS; more++) {
            forms.add(form(c, seconds + "." + "_".repeat(more)));
        }
        String micros = seconds + "." + "_".repeat(MICROSECOND_DIGITS);
        forms.add(form(c, micros + "Z") + " OR " + c + " LIKE '" + micros + "0'");
        forms.add(form(c, micros + "0Z"));
        return c + " >= '0001' AND " + c + " < ':' AND " + forms;
    }

    private static String form(String c, String pattern) {
        return "WHEN " + pattern.length() + " THEN " + c + " LIKE '" + pattern + "'";
    }

    static String decimal(String c) {
        return "regexp_full_match(" + c
                + ", '0|-?[1-9][0-9]{0,17}|-?(0|[1-9][0-9]{0,17})\\.[0-9]{0,17}[1-9]')";
    }

    static String guid(String c) {
        return "regexp_full_match(" + c + ", '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')";
    }
}
