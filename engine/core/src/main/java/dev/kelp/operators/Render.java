package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Visualization;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code render timechart with (title='…')}: how the result wants to be seen (R170). */
record Render(String kind, Map<String, String> properties, Span span) implements Operator {
    /** The chart names, a closed list. */
    static final Set<String> KINDS = Set.of(
            "table",
            "list",
            "card",
            "barchart",
            "columnchart",
            "piechart",
            "timechart",
            "linechart",
            "areachart",
            "stackedareachart",
            "scatterchart",
            "ladderchart",
            "pivotchart",
            "timepivot",
            "anomalychart",
            "timeline",
            "treemap",
            "plotly",
            "3Dchart",
            "sankey",
            "graph");

    private static final List<String> AXES = List.of("linear", "log");

    /** What {@code with} may hold, with the words of those whose values are a closed list. */
    static final Map<String, List<String>> PROPERTIES = new TreeMap<>(Map.ofEntries(
            Map.entry("kind", List.of("default", "unstacked", "stacked", "stacked100", "map")),
            Map.entry("title", List.of()),
            Map.entry("accumulate", List.of("true", "false")),
            Map.entry("xcolumn", List.of()),
            Map.entry("ycolumns", List.of()),
            Map.entry("anomalycolumns", List.of()),
            Map.entry("series", List.of()),
            Map.entry("xtitle", List.of()),
            Map.entry("ytitle", List.of()),
            Map.entry("xaxis", AXES),
            Map.entry("yaxis", AXES),
            Map.entry("legend", List.of("visible", "hidden")),
            Map.entry("ysplit", List.of("none", "axes", "panels")),
            Map.entry("ymin", List.of()),
            Map.entry("ymax", List.of()),
            Map.entry("xmin", List.of()),
            Map.entry("xmax", List.of())));

    static Render parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        Cursor.Name kind = cursor.oneOf("the name of a chart", KINDS);
        Map<String, String> properties = new LinkedHashMap<>();
        if (cursor.accept("with")) {
            cursor.expect("(");
            while (!cursor.at(")")) {
                property(cursor, properties);
                if (!cursor.accept(",")) {
                    break;
                }
            }
            cursor.expect(")");
        } else {
            cursor.mayBe("a property", PROPERTIES.keySet());
            while (cursor.atAssignment()) {
                property(cursor, properties);
                cursor.mayBe("a property", PROPERTIES.keySet());
            }
        }
        return new Render(kind.text(), properties, word.span().to(kind.span()));
    }

    private static void property(Cursor cursor, Map<String, String> properties) {
        cursor.mayBe("a property", PROPERTIES.keySet());
        String name = cursor.name("a property").text().toLowerCase(java.util.Locale.ROOT);
        cursor.expect("=");
        cursor.mayBe("a value", PROPERTIES.getOrDefault(name, List.of()));
        if (name.endsWith("columns") || name.equals("xcolumn") || name.equals("series")) {
            cursor.mayBe("a column name");
        }
        StringBuilder value = new StringBuilder();
        if (cursor.at("-")) {
            value.append(cursor.next().text());
        }
        value.append(cursor.next().text());
        boolean list = name.equals("ycolumns") || name.equals("series") || name.equals("anomalycolumns");
        while (list && cursor.at(",") && !cursor.peek(2).is("=")) {
            cursor.next();
            value.append(',').append(cursor.name("a column name").text());
        }
        properties.put(name, value.toString());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        for (String property : new String[] {"xcolumn", "ycolumns", "series", "anomalycolumns"}) {
            String names = properties.get(property);
            if (names == null) {
                continue;
            }
            for (String name : names.split(",")) {
                if (input.column(name).isEmpty()) {
                    throw Problem.UNKNOWN_COLUMN.at(span, name, " for the chart's " + property);
                }
            }
        }
        return input.shown(new Visualization(kind, properties));
    }
}
