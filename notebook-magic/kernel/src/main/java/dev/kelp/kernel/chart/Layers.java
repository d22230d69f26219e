package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Chart.Point;
import dev.kelp.kernel.chart.Chart.Series;
import dev.kelp.kernel.chart.Chart.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The series of a chart with the lower and upper edge of each point, after stacking. */
final class Layers {
    /** @param low what the mark begins at: 0, or the top of the series below it */
    record Edge(double x, double low, double high) {}

    private Layers() {}

    static List<List<Edge>> of(Chart chart) {
        if (chart.stack() == Stack.NONE) {
            return chart.series().stream()
                    .map(series -> series.points().stream()
                            .map(point -> new Edge(point.x(), 0, point.y()))
                            .toList())
                    .toList();
        }
        return stacked(chart);
    }

    /** Every series has an edge at every x, so that areas meet; a missing point counts as 0. Negative values stack downwards. */
    private static List<List<Edge>> stacked(Chart chart) {
        TreeSet<Double> places = new TreeSet<>();
        Map<Double, Double> totals = new HashMap<>();
        List<Map<Double, Double>> values = new ArrayList<>();
        for (Series series : chart.series()) {
            Map<Double, Double> byPlace = new HashMap<>();
            for (Point point : series.points()) {
                places.add(point.x());
                byPlace.merge(point.x(), point.y(), Double::sum);
                totals.merge(point.x(), Math.abs(point.y()), Double::sum);
            }
            values.add(byPlace);
        }
        Map<Double, Double> up = new HashMap<>();
        Map<Double, Double> down = new HashMap<>();
        List<List<Edge>> layers = new ArrayList<>();
        for (Map<Double, Double> byPlace : values) {
            List<Edge> edges = new ArrayList<>();
            for (double x : places) {
                double total = totals.getOrDefault(x, 0.0);
                double share = chart.stack() == Stack.NORMALIZED ? (total == 0 ? 0 : 1 / total) : 1;
                double value = byPlace.getOrDefault(x, 0.0) * share;
                Map<Double, Double> side = value < 0 ? down : up;
                double low = side.getOrDefault(x, 0.0);
                side.put(x, low + value);
                edges.add(new Edge(x, low, low + value));
            }
            layers.add(edges);
        }
        return layers;
    }
}
