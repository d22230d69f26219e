package dev.kelp.tables;

import dev.kelp.types.KqlType;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a column's values lie in Parquet.
 *
 * @param sqlType DuckDB's name of the stored type, for example {@code TIMESTAMP} or {@code STRUCT("a" INTEGER)}
 * @param remainder the column that holds what the stored form has no room for, null where no extent needed one
 * @param initialDefault what extents older than the column hold for it, as text of the stored type
 * @param canonical whether Kelp made the column, so that the texts in it are in the carriers' exact form
 */
public record Storage(
        String sqlType,
        @Nullable Remainder remainder,
        @Nullable String initialDefault,
        boolean canonical) implements Serializable {

    /**
     * The hidden column beside one whose stored form has no room for all values of its type: its field id and its name for other
     * readers. Beside a datetime it holds the last digit, beside a decimal the text of one with more digits than the form has; null where
     * there is nothing to add.
     */
    public record Remainder(long id, String name) implements Serializable {
        /** What its name has behind the other's. */
        public static String suffix(KqlType type) {
            return type == KqlType.DECIMAL ? "_digits" : "_ticks";
        }

        /** Its type in DuckDB. */
        public static String sqlType(KqlType type) {
            return type == KqlType.DECIMAL ? "VARCHAR" : "TINYINT";
        }
    }

    /** Whether columns of a type may need one. */
    public static boolean mayHaveRemainder(KqlType type) {
        return type == KqlType.DATETIME || type == KqlType.DECIMAL;
    }

    /** The form Kelp itself gives a type. */
    public static Storage of(KqlType type) {
        return new Storage(
                switch (type) {
                    case BOOL -> "BOOLEAN";
                    case INT -> "INTEGER";
                    case LONG, TIMESPAN -> "BIGINT";
                    case REAL -> "DOUBLE";
                    case DECIMAL -> "DECIMAL(38,18)";
                    case STRING -> "VARCHAR";
                    case DATETIME -> "TIMESTAMP";
                    case GUID -> "UUID";
                    case DYNAMIC -> "JSON";
                },
                null,
                null,
                true);
    }

    /** What values of a DuckDB type are in KQL, where nobody has said. */
    public static KqlType kqlType(String sqlType) {
        return switch (sqlType) {
            case "BOOLEAN" -> KqlType.BOOL;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> KqlType.INT;
            case "BIGINT", "UINTEGER" -> KqlType.LONG;
            // Every value must have room.
            case "UBIGINT", "HUGEINT", "UHUGEINT" -> KqlType.DECIMAL;
            case "FLOAT", "DOUBLE" -> KqlType.REAL;
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                KqlType.DATETIME;
            case "TIME" -> KqlType.TIMESPAN;
            case "UUID" -> KqlType.GUID;
            case "JSON", "VARIANT" -> KqlType.DYNAMIC;
            default ->
                sqlType.startsWith("DECIMAL")
                        ? KqlType.DECIMAL
                        : sqlType.startsWith("STRUCT(") || sqlType.startsWith("MAP(") || sqlType.endsWith("[]")
                                ? KqlType.DYNAMIC
                                : KqlType.STRING;
        };
    }

    public Storage withRemainder(Remainder column) {
        return new Storage(sqlType, column, initialDefault, canonical);
    }
}
