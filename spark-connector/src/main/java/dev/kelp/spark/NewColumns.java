package dev.kelp.spark;

import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a table made from a DataFrame. */
final class NewColumns {
    private NewColumns() {}

    static TableDef create(Commit commit, Snapshot snapshot, TablePlace place, StructType columns) {
        String database =
                snapshot.database(place.database()).orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(place.database()));
        return commit.createTable(
                database,
                place.table(),
                Arrays.stream(columns.fields())
                        .map(field -> new Field(field.name(), type(field)))
                        .toList(),
                "",
                "");
    }

    /** The type a column came from, where it was read from Kelp; the one that fits Spark's type otherwise. */
    static KqlType type(StructField field) {
        return remembered(field).orElseGet(() -> fitting(field));
    }

    private static Optional<KqlType> remembered(StructField field) {
        return field.metadata().contains(ValueForm.KQL_TYPE)
                ? KqlType.named(field.metadata().getString(ValueForm.KQL_TYPE))
                        .filter(type -> ValueForm.SPARK.type(type).sameType(field.dataType()))
                : Optional.empty();
    }

    private static KqlType fitting(StructField field) {
        DataType type = field.dataType();
        String name = type.typeName();
        return switch (name) {
            case "boolean" -> KqlType.BOOL;
            case "byte", "short", "integer" -> KqlType.INT;
            case "long" -> KqlType.LONG;
            case "float", "double" -> KqlType.REAL;
            case "string", "binary", "void" -> KqlType.STRING;
            case "timestamp", "timestamp_ntz", "date" -> KqlType.DATETIME;
            case "array", "map", "struct" -> KqlType.DYNAMIC;
            default -> {
                if (name.startsWith("decimal")) {
                    yield KqlType.DECIMAL;
                }
                if (name.startsWith("char") || name.startsWith("varchar") || name.startsWith("string")) {
                    yield KqlType.STRING;
                }
                if (Incoming.isDayTimeInterval(type) || name.startsWith("time(")) {
                    yield KqlType.TIMESPAN;
                }
                throw Problem.NOT_SUPPORTED
                        .here("Column '" + field.name() + "' of Spark's type " + type.sql())
                        .hint(
                                name.equals("variant")
                                        ? "to_json() makes a string of it."
                                        : "Cast it to another type first.");
            }
        };
    }
}
