package dev.kelp.functions;

import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON arrays of their cells, without loss: whole numbers, datetimes and timespans as numbers (ticks), bools as they are,
 * dynamics inline, all else as strings (reals too, so that NaN and the infinities have a text).
 */
public final class RowText {
    /** Stands between rows that {@link dev.kelp.plan.Plan.Unnest} takes apart; compact JSON never holds it bare. */
    private static final char SEPARATOR = '\u0001';

    private RowText() {}

    /** The rows in a JSON array of rows. */
    static List<@Nullable Object[]> rows(String json, Schema schema) {
        List<String> texts = Json.elements(json);
        List<@Nullable Object[]> rows = new ArrayList<>(texts == null ? 0 : texts.size());
        for (String text : texts == null ? List.<String>of() : texts) {
            rows.add(row(text, schema));
        }
        return rows;
    }

    static @Nullable Object[] row(String json, Schema schema) {
        List<String> cells = Json.elements(json);
        @Nullable Object[] row = new @Nullable Object[schema.size()];
        for (int i = 0; i < row.length; i++) {
            String cell = cells == null || i >= cells.size() ? "null" : cells.get(i);
            row[i] = cell(cell, schema.fields().get(i).type());
        }
        return row;
    }

    static @Nullable Object cell(@Nullable String json, KqlType type) {
        if (json == null || json.equals("null")) {
            return type == KqlType.STRING ? "" : null;
        }
        return switch (type) {
            case BOOL -> Boolean.valueOf(json);
            case INT -> Integer.valueOf(json);
            case LONG, DATETIME, TIMESPAN -> Long.valueOf(json);
            case REAL -> Reals.parse(JsonText.unquote(json));
            case DECIMAL, STRING, GUID -> JsonText.unquote(json);
            case DYNAMIC -> json;
        };
    }

    /** Rows joined for unnesting, null of none. */
    static @Nullable String joined(List<@Nullable Object[]> rows, Schema schema) {
        StringBuilder out = new StringBuilder();
        for (@Nullable Object[] row : rows) {
            if (out.length() > 0) {
                out.append(SEPARATOR);
            }
            write(out, row, schema);
        }
        return rows.isEmpty() ? null : out.toString();
    }

    /** Rows as one JSON array. */
    public static String array(List<@Nullable Object[]> rows, Schema schema) {
        StringBuilder out = new StringBuilder("[");
        for (@Nullable Object[] row : rows) {
            if (out.length() > 1) {
                out.append(',');
            }
            write(out, row, schema);
        }
        return out.append(']').toString();
    }

    private static void write(StringBuilder out, @Nullable Object[] row, Schema schema) {
        out.append('[');
        for (int i = 0; i < row.length; i++) {
            out.append(i == 0 ? "" : ",");
            writeCell(out, row[i], schema.fields().get(i).type());
        }
        out.append(']');
    }

    static void writeCell(StringBuilder out, @Nullable Object cell, KqlType type) {
        switch (type) {
            case REAL, DECIMAL, STRING, GUID -> {
                if (cell == null) {
                    out.append("null");
                } else {
                    JsonText.quote(out, cell.toString());
                }
            }
            default -> out.append(cell);
        }
    }

    /** Schemas as the text that a call gives its method. */
    public static String signature(List<Schema> schemas) {
        List<Json> tables = new ArrayList<>();
        for (Schema schema : schemas) {
            List<Json> fields = new ArrayList<>();
            for (Field field : schema.fields()) {
                fields.add(Json.texts(List.of(field.name(), field.type().kql())));
            }
            tables.add(new Json.Array(fields));
        }
        return new Json.Array(tables).write();
    }

    static List<Schema> schemas(String signature) {
        List<Schema> schemas = new ArrayList<>();
        for (Json table : ((Json.Array) Json.parse(signature)).items()) {
            List<Field> fields = new ArrayList<>();
            for (Json field : ((Json.Array) table).items()) {
                List<Json> parts = ((Json.Array) field).items();
                fields.add(new Field(
                        parts.get(0).text(), KqlType.named(parts.get(1).text()).orElseThrow()));
            }
            schemas.add(new Schema(fields));
        }
        return schemas;
    }
}
