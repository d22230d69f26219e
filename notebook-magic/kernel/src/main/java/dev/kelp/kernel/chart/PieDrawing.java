package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Canvas.Align;
import java.awt.Color;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A ring of sectors, the largest first, with the share on those that have room for it. */
final class PieDrawing {
    private static final double HOLE = 0.45;
    private static final double LEAST_LABELLED = 0.04;

    private final Canvas canvas;
    private final Chart chart;

    PieDrawing(Canvas canvas, Chart chart) {
        this.canvas = canvas;
        this.chart = chart;
    }

    void draw(Box box) {
        double[] values = new double[chart.categories().size()];
        chart.series().forEach(series -> series.points().forEach(p -> values[(int) p.x()] += Math.max(0, p.y())));
        double total =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
        if (total <= 0) {
            canvas.text("nothing to share out", box.left() + 40, box.top() + 40, Align.LEFT, Palette.SOFT);
            return;
        }
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .toList();
        double radius = Math.min(box.width(), box.height()) / 2 - 4;
        double x = box.left() + box.width() / 2;
        double y = box.top() + box.height() / 2;
        double from = 90;
        for (int i : order) {
            double sweep = -360 * values[i] / total;
            Arc2D sector = new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, from, sweep, Arc2D.PIE);
            canvas.fill(sector, Palette.series(i));
            canvas.stroke(sector, 1.5, Color.WHITE);
            from += sweep;
        }
        double hole = radius * HOLE;
        canvas.fill(new Ellipse2D.Double(x - hole, y - hole, 2 * hole, 2 * hole), Color.WHITE);
        canvas.font(11, true);
        from = 90;
        for (int i : order) {
            double share = values[i] / total;
            double middle = Math.toRadians(from - 180 * share);
            if (share >= LEAST_LABELLED) {
                double at = radius * (1 + HOLE) / 2;
                String label = String.format(Locale.ROOT, "%.0f%%", share * 100);
                canvas.text(label, x + at * Math.cos(middle), y - at * Math.sin(middle), Align.CENTRE, Color.WHITE);
            }
            from -= 360 * share;
        }
    }
}
