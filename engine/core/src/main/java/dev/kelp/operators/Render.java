package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Visualization;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
            "treemap",
            "plotly",
            "3Dchart",
            "graph");

    static Render parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        Cursor.Name kind = new Cursor.Name(cursor.peek().text(), cursor.peek().span());
        if (!KINDS.contains(kind.text())) {
            var problem = cursor.expected("the name of a chart");
            String hint = Suggestions.didYouMean(kind.text(), KINDS);
            throw hint == null ? problem : problem.hint(hint);
        }
        cursor.next();
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
            while (cursor.atAssignment()) {
                property(cursor, properties);
            }
        }
        return new Render(kind.text(), properties, word.span().to(kind.span()));
    }

    private static void property(Cursor cursor, Map<String, String> properties) {
        String name = cursor.name("a property").text().toLowerCase(java.util.Locale.ROOT);
        cursor.expect("=");
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
