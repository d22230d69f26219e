package dev.kelp.kernel.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.chart.Chart.Axis;
import dev.kelp.kernel.chart.Chart.Mark;
import dev.kelp.kernel.chart.Chart.Point;
import dev.kelp.kernel.chart.Chart.Scale;
import dev.kelp.kernel.chart.Chart.Series;
import dev.kelp.kernel.chart.Chart.Stack;
import dev.kelp.kernel.message.Json;

/**
 * A chart as a Vega-Lite 5 specification, the newest version that every notebook shows.
 *
 * <p>Rows of data are {@code {x, y, s}}: place, value, series. The column's own names stand in titles only, because dots and
 * brackets mean something in Vega's field names.
 */
public final class VegaLite {
    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

    /** Not {@code container}: notebooks' vega-embed drew that 0 pixels wide until August 2026 (vega-embed PR 1554). */
    private static final int WIDTH = 640;

    private static final int HEIGHT = 320;
    private static final int ROW_STEP = 18;
    private static final int ROWS_IN_HEIGHT = 16;
    private static final int POINTS_SHOWN = 60;

    private final Chart chart;

    private VegaLite(Chart chart) {
        this.chart = chart;
    }

    public static ObjectNode of(Chart chart) {
        return new VegaLite(chart).specification();
    }

    private ObjectNode specification() {
        ObjectNode spec = Json.object().put("$schema", SCHEMA);
        if (!chart.title().isEmpty()) {
            spec.set("title", Json.object().put("text", chart.title()).put("anchor", "start"));
        }
        spec.put("width", WIDTH);
        if (chart.mark() == Mark.BAR && chart.categories().size() > ROWS_IN_HEIGHT) {
            spec.set("height", Json.object().put("step", ROW_STEP));
        } else {
            spec.put("height", HEIGHT);
        }
        spec.set("data", Json.object().set("values", values()));
        if (chart.x().scale() == Scale.TIME) {
            // Vega's tooltips speak of local time; this one is KQL's.
            spec.set(
                    "transform",
                    Json.array()
                            .add(Json.object()
                                    .put("calculate", "utcFormat(datum.x, '%Y-%m-%d %H:%M:%S')")
                                    .put("as", "at")));
        }
        spec.set("mark", mark());
        spec.set("encoding", chart.mark() == Mark.PIE ? pie() : encoding());
        spec.set("config", Json.object().set("range", Json.object().set("category", Json.strings(Palette.SERIES))));
        return spec;
    }

    private ArrayNode values() {
        ArrayNode values = Json.array();
        for (Series series : chart.series()) {
            for (Point point : series.points()) {
                ObjectNode row = values.addObject();
                if (chart.x().scale() == Scale.CATEGORY) {
                    row.put("x", chart.categories().get((int) point.x()));
                } else if (point.x() == Math.rint(point.x()) && Math.abs(point.x()) < 1e15) {
                    row.put("x", (long) point.x());
                } else {
                    row.put("x", point.x());
                }
                row.put("y", point.y());
                if (chart.series().size() > 1) {
                    row.put("s", series.name());
                }
            }
        }
        return values;
    }

    private ObjectNode mark() {
        ObjectNode mark = Json.object();
        switch (chart.mark()) {
            case LINE -> mark.put("type", "line").put("point", longest() <= POINTS_SHOWN);
            case AREA ->
                mark.put("type", "area")
                        .put("line", true)
                        .put("fillOpacity", chart.stack() == Stack.NONE ? 0.35 : 0.75);
            case COLUMN, BAR -> mark.put("type", "bar");
            case PIE -> mark.put("type", "arc").put("innerRadius", 60);
            case SCATTER -> mark.put("type", "point").put("filled", true).put("opacity", 0.7);
        }
        return mark;
    }

    private int longest() {
        return chart.series().stream()
                .mapToInt(series -> series.points().size())
                .max()
                .orElse(0);
    }

    private ObjectNode pie() {
        ObjectNode encoding = Json.object();
        encoding.set(
                "theta",
                Json.object().put("field", "y").put("type", "quantitative").put("stack", true));
        encoding.set("color", colour("x", chart.x().title()));
        encoding.set(
                "order",
                Json.object().put("field", "y").put("type", "quantitative").put("sort", "descending"));
        encoding.set("tooltip", tooltip());
        return encoding;
    }

    private ObjectNode encoding() {
        boolean across = chart.mark() == Mark.BAR;
        ObjectNode encoding = Json.object();
        encoding.set(across ? "y" : "x", place());
        encoding.set(across ? "x" : "y", value());
        if (chart.series().size() > 1) {
            encoding.set("color", colour("s", ""));
            if ((chart.mark() == Mark.COLUMN || across) && chart.stack() == Stack.NONE) {
                encoding.set(
                        across ? "yOffset" : "xOffset",
                        Json.object().put("field", "s").put("type", "nominal").putNull("sort"));
            }
        }
        encoding.set("tooltip", tooltip());
        return encoding;
    }

    private ObjectNode place() {
        ObjectNode channel =
                Json.object().put("field", "x").put("title", chart.x().title());
        switch (chart.x().scale()) {
            case TIME ->
                channel.put("type", "temporal").set("scale", domain(chart.x()).put("type", "utc"));
            case NUMBER, LOG ->
                channel.put("type", "quantitative")
                        .set("scale", scale(chart.x()).put("zero", false));
            case CATEGORY ->
                channel.put("type", "nominal")
                        .putNull("sort")
                        .set("axis", Json.object().put("labelLimit", 160).put("labelOverlap", true));
        }
        return channel;
    }

    private ObjectNode value() {
        ObjectNode channel = Json.object()
                .put("field", "y")
                .put("type", "quantitative")
                .put("title", chart.y().title());
        switch (chart.stack()) {
            case NONE -> channel.putNull("stack");
            case STACKED -> channel.put("stack", "zero");
            case NORMALIZED -> channel.put("stack", "normalize");
        }
        ObjectNode scale = scale(chart.y());
        if (!scale.isEmpty()) {
            channel.set("scale", scale);
        }
        return channel;
    }

    private static ObjectNode scale(Axis axis) {
        ObjectNode scale = domain(axis);
        return axis.scale() == Scale.LOG ? scale.put("type", "log") : scale;
    }

    private static ObjectNode domain(Axis axis) {
        ObjectNode scale = Json.object();
        if (axis.min() != null) {
            scale.put("domainMin", axis.min());
        }
        if (axis.max() != null) {
            scale.put("domainMax", axis.max());
        }
        return scale;
    }

    private ObjectNode colour(String field, String title) {
        ObjectNode channel =
                Json.object().put("field", field).put("type", "nominal").putNull("sort");
        if (chart.hasLegend()) {
            channel.set("legend", Json.object().put("title", title.isEmpty() ? null : title));
        } else {
            channel.putNull("legend");
        }
        return channel;
    }

    private ArrayNode tooltip() {
        ArrayNode lines = Json.array();
        boolean time = chart.x().scale() == Scale.TIME;
        boolean category = chart.x().scale() == Scale.CATEGORY;
        lines.addObject()
                .put("field", time ? "at" : "x")
                .put("type", time || category ? "nominal" : "quantitative")
                .put("title", chart.x().title());
        if (chart.series().size() > 1) {
            lines.addObject().put("field", "s").put("type", "nominal").put("title", "series");
        }
        lines.addObject()
                .put("field", "y")
                .put("type", "quantitative")
                .put("title", chart.y().title().isEmpty() ? "value" : chart.y().title())
                .put("format", ",");
        return lines;
    }
}
