package dev.kelp.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kelp.types.Field;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads columns and cells of Kusto's wire back into a schema and carriers. */
final class JsonCells {
    private JsonCells() {}

    /** The columns, the parser being at the start of their array; leaves it at the end. */
    static Schema columns(JsonParser json) throws IOException {
        List<Field> fields = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String kql = null;
            String wire = "String";
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                switch (key) {
                    case "ColumnName" -> name = json.getText();
                    case "ColumnType" -> kql = json.getText();
                    case "DataType" -> wire = json.getText();
                    default -> json.skipChildren();
                }
            }
            fields.add(new Field(name, type(kql == null ? wire : kql)));
        }
        return new Schema(fields);
    }

    private static KqlType type(String name) {
        for (KqlType type : KqlType.values()) {
            if (type.wire().equals(name)) {
                return type;
            }
        }
        return KqlType.named(name.toLowerCase(Locale.ROOT)).orElse(KqlType.STRING);
    }

    /** A row, the parser being at the start of its array; leaves it at the end. */
    static @Nullable Object[] row(JsonParser json, Schema schema) throws IOException {
        @Nullable Object[] cells = new Object[schema.size()];
        for (int c = 0; json.nextToken() != JsonToken.END_ARRAY; c++) {
            if (c < cells.length) {
                cells[c] = cell(json, schema.fields().get(c).type());
            } else {
                json.skipChildren();
            }
        }
        return cells;
    }

    private static @Nullable Object cell(JsonParser json, KqlType type) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return type == KqlType.STRING ? "" : null;
        }
        return switch (type) {
            case BOOL ->
                token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_NUMBER_INT && json.getIntValue() != 0;
            case INT -> json.getIntValue();
            case LONG -> json.getLongValue();
            case REAL -> token == JsonToken.VALUE_STRING ? Reals.parse(json.getText()) : (Double) json.getDoubleValue();
            case DECIMAL, STRING, GUID -> json.getText();
            case DATETIME -> Ticks.parse(json.getText());
            case TIMESPAN -> Timespans.parse(json.getText());
            case DYNAMIC -> token == JsonToken.VALUE_STRING ? JsonText.quoted(json.getText()) : compact(json);
        };
    }

    private static String compact(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = RemoteSession.JSON.createGenerator(text)) {
            out.copyCurrentStructureExact(json);
        }
        return text.toString();
    }
}
