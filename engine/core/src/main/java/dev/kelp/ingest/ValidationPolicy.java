package dev.kelp.ingest;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import java.util.Locale;
import java.util.Map;

/**
 * What is asked of the records of delimited files, and what becomes of those that are wrong.
 *
 * <p>A cell that is no value of its column's type is wrong under every policy: no value turns into null unsaid.
 *
 * @param width how many columns a record has
 * @param bestEffort whether wrong records are left out and reported; else one refuses all files
 */
public record ValidationPolicy(Width width, boolean bestEffort) {
    /** What is asked of the number of columns. */
    public enum Width {
        /** As many as the table, or as the mapping asks for. */
        TABLE,
        /** As many as the file's first record; columns that all records lack are null. */
        CONSTANT,
        /** Any: columns that a record lacks are null, further ones are left out. */
        ANY
    }

    /** Without a policy: records of the table's width, all or nothing. */
    public static final ValidationPolicy STRICT = new ValidationPolicy(Width.TABLE, false);

    /**
     * The policy of Kusto's JSON: {@code {"ValidationOptions": 0|1|2, "ValidationImplications": 0|1}}, by number or by name.
     *
     * @throws KqlException where the text is no such policy
     */
    public static ValidationPolicy parse(String json) {
        Map<String, Json> given =
                Json.strict(json).orElseThrow(() -> unreadable(json)) instanceof Json.Bag bag ? bag.properties() : null;
        if (given == null) {
            throw unreadable(json);
        }
        Width width = Width.TABLE;
        boolean bestEffort = false;
        for (Map.Entry<String, Json> property : given.entrySet()) {
            String value = property.getValue().text().toLowerCase(Locale.ROOT);
            switch (property.getKey().toLowerCase(Locale.ROOT)) {
                case "validationoptions" ->
                    width = switch (value) {
                        case "0", "donotvalidate", "2", "validatecsvinputcolumnlevelonly" -> Width.ANY;
                        case "1", "validatecsvinputconstantcolumns" -> Width.CONSTANT;
                        default -> throw unreadable(json);
                    };
                case "validationimplications" ->
                    bestEffort = switch (value) {
                        case "0", "fail" -> false;
                        case "1", "besteffort" -> true;
                        default -> throw unreadable(json);
                    };
                default -> throw unreadable(json);
            }
        }
        return new ValidationPolicy(width, bestEffort);
    }

    private static KqlException unreadable(String json) {
        return Problem.SEMANTIC
                .here("'" + TextCells.shortened(json) + "' is no validation policy.")
                .hint("One is {\"ValidationOptions\": 1, \"ValidationImplications\": 0}.");
    }
}
