package dev.kelp.kernel.display;

import dev.kelp.kernel.chart.Chart;
import dev.kelp.kernel.chart.ChartPicture;
import dev.kelp.kernel.chart.ChartReader;
import dev.kelp.kernel.chart.VegaLite;
import dev.kelp.plan.Visualization;
import dev.kelp.types.Field;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses how a result is shown: as the chart {@code render} asked for, as a card, else as a table. */
public final class ResultView {
    private ResultView() {}

    public static MimeBundle of(Table table, @Nullable Visualization visualization, long nanos) {
        if (visualization == null) {
            return table(table, nanos);
        }
        if (visualization.kind().toLowerCase(Locale.ROOT).equals("card")) {
            return card(table, visualization, nanos);
        }
        Optional<Chart> chart = ChartReader.read(table, visualization);
        return chart.isPresent() ? chart(chart.get(), table, nanos) : table(table, nanos);
    }

    public static MimeBundle table(Table table, long nanos) {
        return MimeBundle.html(HtmlTable.of(table, nanos), TextTable.of(table, nanos));
    }

    private static MimeBundle chart(Chart chart, Table table, long nanos) {
        ChartPicture picture = ChartPicture.of(chart);
        String plain = chart.name() + " of " + CellText.rows(table.count()) + ", " + CellText.duration(nanos)
                + (chart.sampled() ? " (points thinned out)" : "");
        return MimeBundle.chart(VegaLite.of(chart), picture.png(), picture.width(), picture.height(), plain);
    }

    private static MimeBundle card(Table table, Visualization visualization, long nanos) {
        String title = visualization.properties().getOrDefault("title", "");
        StringBuilder html = new StringBuilder("<div class=\"kelp-card\" style=\"font-family:sans-serif\">");
        if (!title.isEmpty()) {
            html.append("<div style=\"font-weight:600\">")
                    .append(Html.escape(title))
                    .append("</div>");
        }
        for (int column = 0; column < table.schema().size() && !table.rows().isEmpty(); column++) {
            Field field = table.schema().fields().get(column);
            html.append("<div style=\"display:inline-block;margin:4px 24px 4px 0\"><div style=\"font-size:32px\">")
                    .append(Html.escape(CellText.of(table.value(0, column), field.type())))
                    .append("</div><div style=\"opacity:.7\">")
                    .append(Html.escape(field.name()))
                    .append("</div></div>");
        }
        return MimeBundle.html(html.append("</div>").toString(), TextTable.of(table, nanos));
    }
}
