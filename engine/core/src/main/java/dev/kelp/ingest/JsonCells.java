package dev.kelp.ingest;

import dev.kelp.types.KqlType;

/** The values of JSON properties as carriers, in DuckDB's SQL. */
final class JsonCells {
    /**
     * Texts that may be numbers, or hold some, of which DuckDB writes another form than KQL ({@code 1e+20}, {@code 1E+20}): then Java
     * has to read the file. The first bytes tell of most texts that they are none.
     */
    private static final String OTHER_FORM =
            "({c} < ':' OR {c} >= '[') AND ({c} < '\\' OR {c} >= '{') AND {c} >= '-' AND {c} < '|'"
                    + " AND regexp_matches({c}, '^(-?\\d(\\.\\d+)?e[+-]\\d+|-?\\d{16,}\\.0)$"
                    + "|^[\\[{].*(\\de[+-]?\\d|\\d{16}\\.0|\\.0000\\d)', 's')";

    private JsonCells() {}

    /** What DuckDB is to read a property as: texts come unquoted, of dynamic the quotes count. */
    static String readType(KqlType type) {
        return type == KqlType.DYNAMIC ? "JSON" : "VARCHAR";
    }

    /**
     * A string property is its text, any other its JSON; the other types read the text that stands there, quoted or not.
     *
     * @param c SQL of the property, null where the record has none or null
     */
    static String carrier(KqlType type, String c, int column) {
        return switch (type) {
            case DYNAMIC -> "CAST(" + stored(type, c, column) + " AS VARCHAR)";
            case STRING -> TextCells.carrier(type, stored(type, c, column), column);
            default -> stored(type, c, column);
        };
    }

    /** As {@link #carrier} for what is stored at once: JSON stays JSON, for a text would be read once more, and strings may be null. */
    static String stored(KqlType type, String c, int column) {
        String text = "CAST(" + c + " AS VARCHAR)";
        return switch (type) {
            case DYNAMIC ->
                "CASE WHEN " + TextCells.isCompact(text) + " THEN " + c + " ELSE CAST(nullif("
                        + TextCells.exactCarrier(type, text, column) + ", 'null') AS JSON) END";
            case STRING ->
                "CASE WHEN " + OTHER_FORM.replace("{c}", c) + " THEN error('kelp:number') ELSE " + c + " END";
            default -> TextCells.carrier(type, c, column);
        };
    }
}
