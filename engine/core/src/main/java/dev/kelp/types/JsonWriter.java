package dev.kelp.types;

import java.util.List;
import java.util.Map;

/** Writes a tree as compact JSON text: no spaces, properties in their order, only what must be escaped escaped. */
final class JsonWriter {
    private JsonWriter() {}

    static void write(Json value, StringBuilder out) {
        if (value instanceof Json.Text text) {
            JsonText.quote(out, text.value());
        } else if (value instanceof Json.Int number) {
            out.append(number.value());
        } else if (value instanceof Json.Real number) {
            Values.writeElement(out, number.value(), KqlType.REAL);
        } else if (value instanceof Json.Bool bool) {
            out.append(bool.value());
        } else if (value instanceof Json.Array array) {
            array(array.items(), out);
        } else if (value instanceof Json.Bag bag) {
            bag(bag.properties(), out);
        } else if (value instanceof Json.Exact number) {
            out.append(number.digits());
        } else {
            out.append("null");
        }
    }

    private static void array(List<Json> items, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(items.get(i), out);
        }
        out.append(']');
    }

    private static void bag(Map<String, Json> properties, StringBuilder out) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Json> property : properties.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            JsonText.quote(out, property.getKey());
            out.append(':');
            write(property.getValue(), out);
        }
        out.append('}');
    }
}
