package dev.kelp.ingest;

import dev.kelp.types.KqlType;

/** The values of JSON properties as carriers, in DuckDB's SQL. */
final class JsonCells {
    private JsonCells() {}

    /**
     * A string property is its text, any other its JSON; the other types read the text that stands there, quoted or not.
     *
     * @param c SQL of the property's JSON, null where the record has none
     */
    static String carrier(KqlType type, String c, int column) {
        String text = "(" + c + " ->> '$')";
        return switch (type) {
            case STRING -> "coalesce(" + text + ", '')";
            case DYNAMIC -> "nullif(kelp_cell_dynamic(CAST(" + c + " AS VARCHAR)), 'null')";
            default -> TextCells.carrier(type, text, column);
        };
    }
}
