package dev.kelp.tables;

/** Which decimals the form that Kelp stores them in, DECIMAL(38,18), has room for; the text of others lies beside them. */
public final class StoredDecimals {
    /** Digits before the point. */
    private static final int WHOLE = 20;

    /** Digits after the point. */
    public static final int SCALE = 18;

    private StoredDecimals() {}

    /** Whether there is room for a canonical text. */
    public static boolean hold(String canonical) {
        int point = canonical.indexOf('.');
        int whole = (point < 0 ? canonical.length() : point) - (canonical.startsWith("-") ? 1 : 0);
        return whole <= WHOLE && (point < 0 || canonical.length() - point - 1 <= SCALE);
    }

    /** The same in DuckDB's SQL, turned round: null or false where there is room. */
    public static String hasNoRoom(String c) {
        return "length(" + c + ") > " + WHOLE + " AND (contains(" + c + ", '.') AND length(" + c + ") - instr(" + c
                + ", '.') > " + SCALE + " OR length(split_part(ltrim(" + c + ", '-'), '.', 1)) > " + WHOLE + ")";
    }
}
