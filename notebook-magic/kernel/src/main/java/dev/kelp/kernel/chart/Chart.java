package dev.kelp.kernel.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart as data.
 *
 * @param name what {@code render} called it
 * @param categories the labels of a category axis in order; empty for other axes
 * @param sampled whether points were left out because there were too many
 */
public record Chart(
        String name,
        Mark mark,
        Stack stack,
        String title,
        Axis x,
        Axis y,
        List<String> categories,
        List<Series> series,
        boolean legend,
        boolean sampled) {

    public enum Mark {
        LINE,
        AREA,
        COLUMN,
        BAR,
        PIE,
        SCATTER
    }

    public enum Stack {
        NONE,
        STACKED,
        /** Each stack fills the whole height. */
        NORMALIZED
    }

    public enum Scale {
        /** Milliseconds since 1970, UTC. */
        TIME,
        NUMBER,
        LOG,
        /** Positions in {@link Chart#categories}. */
        CATEGORY
    }

    /** @param min where the axis begins, null for where the data do */
    public record Axis(
            String title,
            Scale scale,
            @Nullable Double min,
            @Nullable Double max) {}

    public record Point(double x, double y) {}

    /** Points of one colour, by x where the axis has an order. */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    public Chart {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
    }

    /** Whether the series must be told apart. */
    public boolean hasLegend() {
        return legend && (mark == Mark.PIE || series.size() > 1);
    }
}
