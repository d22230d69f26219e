package dev.kelp.run;

/** Names and values in the text of DuckDB's SQL. */
public final class Literals {
    private Literals() {}

    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String string(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        // A zero character would end the statement.
        return quoted.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
    }

    public static String real(double value) {
        return "CAST('" + value + "' AS DOUBLE)";
    }
}
