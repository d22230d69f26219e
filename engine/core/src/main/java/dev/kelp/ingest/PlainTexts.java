package dev.kelp.ingest;

/**
 * Conditions in DuckDB's SQL under which a cell's text may be left to DuckDB, for it means the same there as in KQL. They say no in
 * doubt; then Java reads the text.
 */
final class PlainTexts {
    private PlainTexts() {}

    /**
     * {@code yyyy-MM-dd}, with a time, a fraction and Z where there are any. DuckDB drops digits below the microsecond and zones,
     * and takes 24 hours, 60 seconds, blanks and other years than KQL's.
     */
    static String datetime(String c) {
        return c + " >= '0001' AND regexp_full_match(" + c
                + ", '\\d{4}-\\d\\d-\\d\\d([ T]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6}0?)?Z?)?')";
    }

    /** A digit, a point or one minus in front; DuckDB lets pass double signs, {@code -nan} and underscores. */
    static String real(String c) {
        return c + " >= '-' AND " + c + " < ':' AND (" + c + " < '-:' OR " + c + " >= '.') AND NOT contains(" + c
                + ", '_')";
    }

    /** Already as {@code Decimals} would write it. */
    static String decimal(String c) {
        return "regexp_full_match(" + c + ", '0|-?[1-9]\\d{0,17}|-?(0|[1-9]\\d{0,17})\\.\\d{0,17}[1-9]')";
    }

    static String guid(String c) {
        return "regexp_full_match(" + c + ", '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')";
    }
}
