package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Chart.Stack;
import dev.kelp.kernel.chart.Layers.Edge;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws the lines, areas, bars and points of a chart. */
final class Marks {
    private static final double DOT = 2.6;
    private static final int DOTS_UP_TO = 60;

    private final Canvas canvas;
    private final Chart chart;
    private final List<List<Edge>> layers;
    private final Plane plane;

    Marks(Canvas canvas, Chart chart, List<List<Edge>> layers, Plane plane) {
        this.canvas = canvas;
        this.chart = chart;
        this.layers = layers;
        this.plane = plane;
    }

    void draw() {
        for (int i = 0; i < layers.size(); i++) {
            List<Edge> layer = layers.get(i);
            Color color = Palette.series(i);
            if (layer.isEmpty()) {
                continue;
            }
            switch (chart.mark()) {
                case LINE -> line(layer, color);
                case AREA -> area(layer, color);
                case COLUMN, BAR -> bars(layer, color, i);
                case SCATTER -> layer.forEach(edge -> dot(edge, Palette.soft(color, 180), DOT + 0.6));
                case PIE -> throw new IllegalStateException("a pie has no axes");
            }
        }
    }

    private void line(List<Edge> layer, Color color) {
        canvas.stroke(path(layer), 1.8, color);
        if (layer.size() <= DOTS_UP_TO) {
            layer.forEach(edge -> dot(edge, color, DOT));
        }
    }

    private void area(List<Edge> layer, Color color) {
        Path2D outline = path(layer);
        Path2D filled = new Path2D.Double(outline);
        for (int i = layer.size() - 1; i >= 0; i--) {
            Edge edge = layer.get(i);
            filled.lineTo(
                    plane.place(edge.x()),
                    plane.value(Math.max(edge.low(), plane.values().min())));
        }
        filled.closePath();
        canvas.fill(filled, Palette.soft(color, chart.stack() == Stack.NONE ? 80 : 190));
        canvas.stroke(outline, 1.5, color);
    }

    private Path2D path(List<Edge> layer) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < layer.size(); i++) {
            double x = plane.place(layer.get(i).x());
            double y = plane.value(layer.get(i).high());
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }

    private void bars(List<Edge> layer, Color color, int index) {
        boolean beside = chart.stack() == Stack.NONE;
        double group = plane.slot() * (plane.slot() > 6 ? 0.8 : 0.95);
        double thickness = beside ? group / layers.size() : group;
        double shift = beside ? -group / 2 + index * thickness : -group / 2;
        for (Edge edge : layer) {
            double near = plane.place(edge.x()) + shift;
            double low = plane.value(Math.max(edge.low(), plane.values().min()));
            double high = plane.value(edge.high());
            double from = Math.min(low, high);
            double length = Math.abs(high - low);
            canvas.fill(
                    plane.across()
                            ? new Rectangle2D.Double(from, near, length, thickness)
                            : new Rectangle2D.Double(near, from, thickness, length),
                    color);
        }
    }

    private void dot(Edge edge, Color color, double radius) {
        double x = plane.place(edge.x());
        double y = plane.value(edge.high());
        canvas.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), color);
    }
}
