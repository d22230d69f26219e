package dev.kelp.ingest;

import dev.kelp.functions.JsonPath;
import dev.kelp.ingest.IngestMapping.Constant;
import dev.kelp.ingest.IngestMapping.Element;
import dev.kelp.ingest.IngestMapping.Kind;
import dev.kelp.ingest.IngestMapping.Ordinal;
import dev.kelp.ingest.IngestMapping.Origin;
import dev.kelp.ingest.IngestMapping.Path;
import dev.kelp.tables.ColumnDef;
import dev.kelp.types.Decimals;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column's carrier out of records, the way its mapping says. */
final class CellReader {
    private final ColumnDef column;
    private final List<Object> steps;
    private final Transform transform;
    private final Transformations transformations;
    private final boolean jsonStrings;
    private final @Nullable Json constant;

    private CellReader(
            ColumnDef column,
            Origin origin,
            Transform transform,
            Transformations transformations,
            boolean jsonStrings) {
        this.column = column;
        this.transform = transform;
        this.transformations = transformations;
        this.steps = origin instanceof Path path
                ? path.steps()
                : origin instanceof Ordinal ordinal ? List.of(ordinal.place()) : List.of();
        this.constant = origin instanceof Constant text ? new Json.Text(text.text()) : null;
        this.jsonStrings = jsonStrings && constant == null;
    }

    /** A value that is none of its column's type; the message goes on from the record's place. */
    static final class BadCell extends Exception {
        private static final long serialVersionUID = 1L;

        BadCell(String message) {
            super(message);
        }
    }

    /** The reader of a column that a mapping fills. */
    static CellReader of(ColumnDef column, Element element, Transformations transformations, Kind kind) {
        return new CellReader(column, element.origin(), element.transform(), transformations, kind == Kind.JSON);
    }

    /** The reader of a column that is found by its order or, where records have names, by its name. */
    static CellReader identity(ColumnDef column, int place, Kind kind) {
        Origin origin = kind == Kind.CSV ? new Ordinal(place) : new Path(List.of(column.name()));
        return new CellReader(column, origin, Transform.NONE, Transformations.NONE, kind == Kind.JSON);
    }

    /** The reader of a column that nothing fills. */
    static CellReader nothing(ColumnDef column) {
        return new CellReader(column, new Constant(""), Transform.NONE, Transformations.NONE, false);
    }

    KqlType type() {
        return column.type();
    }

    String name() {
        return column.name();
    }

    /** Whether records hold it by a name that this file may lack. */
    boolean finds(Json record) {
        return steps.isEmpty() || JsonPath.step(record, steps.get(0)) != null;
    }

    /**
     * The carrier.
     *
     * @param number the record's place in its file, from 1
     */
    @Nullable
    Object read(Json record, String source, long number) throws BadCell {
        Json value =
                switch (transform) {
                    case SOURCE_LOCATION -> new Json.Text(source);
                    case SOURCE_LINE_NUMBER -> Json.of(number);
                    default -> constant != null ? constant : JsonPath.follow(record, steps);
                };
        Json changed = transform == Transform.NONE || value == Json.NULL
                ? value
                : transformations.apply(transform, steps, value);
        if (changed == null) {
            throw new BadCell("'" + TextCells.shortened(value.text()) + "' cannot go through " + transform.kusto()
                    + " (column '" + column.name() + "').");
        }
        return carrier(changed);
    }

    private boolean isWhole() {
        return column.type() == KqlType.LONG || column.type() == KqlType.INT;
    }

    /** A number that a file gives as such counts by its value, however it is written: 1e3 is 1000. */
    private static String plain(Json value, String text) {
        boolean exponent = value.isNumber() && (text.indexOf('e') >= 0 || text.indexOf('E') >= 0);
        String digits = exponent ? Decimals.canonical(text) : null;
        return digits == null ? text : digits;
    }

    /** The carrier of a value that goes through no transform. */
    @Nullable
    Object carrier(Json value) throws BadCell {
        if (column.type() == KqlType.STRING) {
            return value.text();
        }
        if (column.type() == KqlType.DYNAMIC && (jsonStrings || !(value instanceof Json.Text))) {
            return value.carrier();
        }
        String text = value.text();
        if (text.isEmpty()) {
            return null;
        }
        if (column.type() == KqlType.DYNAMIC) {
            return Json.parse(text).carrier();
        }
        Object carrier = TextCells.parse(column.type(), isWhole() ? plain(value, text) : text);
        if (carrier == null) {
            throw new BadCell(TextCells.noValue(text, column));
        }
        return carrier;
    }
}
