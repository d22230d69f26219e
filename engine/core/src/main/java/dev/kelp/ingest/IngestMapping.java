package dev.kelp.ingest;

import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where each column of a table comes from in files of a kind. Columns that a mapping doesn't name stay null.
 *
 * @param columns at least one, no column twice
 */
public record IngestMapping(Kind kind, List<Element> columns) {

    /** The kinds of mappings, by Kusto's names. */
    public enum Kind {
        CSV,
        JSON,
        AVRO,
        PARQUET,
        ORC,
        W3CLOGFILE;

        /** The kind of a name as written in a command; {@code apacheavro} is avro's. */
        public static Optional<Kind> named(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(k -> k.name().equals(upper.equals("APACHEAVRO") ? "AVRO" : upper))
                    .findFirst();
        }

        /** As commands write it. */
        public String kusto() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One column.
     *
     * @param type the type to make the column with where the table lacks it; null where the mapping doesn't say
     */
    public record Element(String column, @Nullable KqlType type, Origin origin, Transform transform) {}

    /** The place of a value in a record. */
    public sealed interface Origin {}

    /** By the order of columns, from 0. */
    public record Ordinal(int place) implements Origin {}

    /** By steps from the record, strings for names and integers for places; none for the record itself. */
    public record Path(List<Object> steps) implements Origin {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    /** The same text for all records. */
    public record Constant(String text) implements Origin {}

    /** Nothing in the record: the transformation tells of the file. */
    public record Source() implements Origin {}

    public IngestMapping {
        columns = List.copyOf(columns);
    }

    /**
     * The mapping of Kusto's JSON, an array of {@code {"Column": …, "DataType": …, "Properties": {…}}}.
     *
     * @throws dev.kelp.text.KqlException saying which element is wrong
     */
    public static IngestMapping parse(Kind kind, String json) {
        return new MappingParser(kind).parse(json);
    }

    /** The element of a column. */
    Optional<Element> element(String column) {
        return columns.stream().filter(e -> e.column().equals(column)).findFirst();
    }

    /**
     * The columns that the mapping fills and the table lacks, in the mapping's order.
     *
     * @throws dev.kelp.text.KqlException where the mapping gives no type for one
     */
    public List<Field> missing(TableDef table) {
        return columns.stream()
                .filter(e -> table.column(e.column()).isEmpty())
                .map(e -> {
                    KqlType type = e.type();
                    if (type == null) {
                        throw Problem.INGESTION
                                .here("The mapping fills column '" + e.column() + "', which table '" + table.name()
                                        + "' does not have.")
                                .hint("With a DataType in the mapping the column would be added.");
                    }
                    return new Field(e.column(), type);
                })
                .toList();
    }

    /** Refuses tables that lack a column, and formats of another kind. */
    void check(TableDef table, IngestFormat format) {
        if (format.mappingKind() != kind) {
            throw Problem.INGESTION.here("A " + kind.kusto() + " mapping cannot be used with files of format "
                    + format.kusto() + ", which takes a " + format.mappingKind().kusto() + " mapping.");
        }
        List<Field> missing = missing(table);
        if (!missing.isEmpty()) {
            throw Problem.INGESTION.here("Table '" + table.name() + "' lacks columns that the mapping fills: "
                    + missing.stream().map(Field::name).collect(Collectors.joining(", ")) + ".");
        }
    }
}
