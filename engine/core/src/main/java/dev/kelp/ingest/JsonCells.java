package dev.kelp.ingest;

import dev.kelp.types.KqlType;

/** The values of JSON properties as carriers, in DuckDB's SQL. */
final class JsonCells {
    private JsonCells() {}

    /** What DuckDB is to read a property as: texts come unquoted, of dynamic the quotes count. */
    static String readType(KqlType type) {
        return type == KqlType.DYNAMIC ? "JSON" : "VARCHAR";
    }

    /**
     * A string property is its text, any other its JSON; the other types read the text that stands there, quoted or not.
     *
     * @param c SQL of the property, null where the record has none
     */
    static String carrier(KqlType type, String c, int column) {
        return type == KqlType.DYNAMIC
                ? "nullif(" + TextCells.carrier(type, "CAST(" + c + " AS VARCHAR)", column) + ", 'null')"
                : TextCells.carrier(type, c, column);
    }
}
