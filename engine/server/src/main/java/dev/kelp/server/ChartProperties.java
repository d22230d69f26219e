package dev.kelp.server;

import dev.kelp.plan.Visualization;
import dev.kelp.types.JsonText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code render} asked for, as the JSON that clients look for beside the results. */
final class ChartProperties {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private enum Form {
        TEXT,
        LIST,
        FLAG,
        LIMIT
    }

    private record Property(String wire, Form form) {
        String kql() {
            return wire.toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final List<Property> PROPERTIES = List.of(
            new Property("Title", Form.TEXT),
            new Property("XColumn", Form.TEXT),
            new Property("Series", Form.LIST),
            new Property("YColumns", Form.LIST),
            new Property("AnomalyColumns", Form.LIST),
            new Property("XTitle", Form.TEXT),
            new Property("YTitle", Form.TEXT),
            new Property("XAxis", Form.TEXT),
            new Property("YAxis", Form.TEXT),
            new Property("Legend", Form.TEXT),
            new Property("YSplit", Form.TEXT),
            new Property("Accumulate", Form.FLAG),
            new Property("IsQuerySorted", Form.FLAG),
            new Property("Kind", Form.TEXT),
            new Property("Ymin", Form.LIMIT),
            new Property("Ymax", Form.LIMIT),
            new Property("Xmin", Form.TEXT),
            new Property("Xmax", Form.TEXT));

    private ChartProperties() {}

    /** One JSON object; every property is null (or its zero) where nothing was asked for. */
    static String json(@Nullable Visualization chart) {
        Map<String, String> given = chart == null ? Map.of() : chart.properties();
        StringBuilder out = new StringBuilder("{\"Visualization\":");
        text(out, chart == null ? null : chart.kind());
        for (Property property : PROPERTIES) {
            out.append(",\"").append(property.wire()).append("\":");
            String value = given.get(property.kql());
            switch (property.form()) {
                case TEXT -> text(out, value);
                case LIST -> list(out, value);
                case FLAG -> out.append(value != null && value.equalsIgnoreCase("true"));
                case LIMIT -> out.append(value != null && NUMBER.matcher(value).matches() ? value : "\"NaN\"");
            }
        }
        return out.append('}').toString();
    }

    private static void text(StringBuilder out, @Nullable String value) {
        if (value == null) {
            out.append("null");
        } else {
            JsonText.quote(out, value);
        }
    }

    private static void list(StringBuilder out, @Nullable String commaSeparated) {
        if (commaSeparated == null) {
            out.append("null");
            return;
        }
        out.append('[');
        String gap = "";
        for (String name : commaSeparated.split(",", -1)) {
            out.append(gap);
            JsonText.quote(out, name.trim());
            gap = ",";
        }
        out.append(']');
    }
}
