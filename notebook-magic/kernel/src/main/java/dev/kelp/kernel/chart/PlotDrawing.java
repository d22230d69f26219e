package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Canvas.Align;
import dev.kelp.kernel.chart.Chart.Mark;
import dev.kelp.kernel.chart.Chart.Scale;
import dev.kelp.kernel.chart.Chart.Stack;
import dev.kelp.kernel.chart.Layers.Edge;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Axes, grid and marks of a chart with an x and a y axis. */
final class PlotDrawing {
    private static final int VALUE_TICKS = 6;
    private static final double PIXELS_PER_TIME_TICK = 75;
    private static final double AXIS_TITLE = 18;
    private static final double LONGEST_LABEL = 150;
    private static final double SLANTED_ROOM = 74;

    private final Canvas canvas;
    private final Chart chart;
    private final List<List<Edge>> layers;
    private final Range values;
    private final Range places;

    PlotDrawing(Canvas canvas, Chart chart) {
        this.canvas = canvas;
        this.chart = chart;
        this.layers = Layers.of(chart);
        this.values = valueRange();
        this.places = placeRange();
    }

    private Range valueRange() {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (List<Edge> layer : layers) {
            for (Edge edge : layer) {
                min = Math.min(min, edge.high());
                max = Math.max(max, edge.high());
            }
        }
        boolean fromZero = chart.mark() != Mark.SCATTER
                && chart.y().scale() != Scale.LOG
                && (chart.mark() != Mark.LINE || min > 0 && min < 0.6 * max);
        if (fromZero) {
            min = Math.min(0, min);
            max = Math.max(0, max);
        }
        if (layers.isEmpty()) {
            min = 0;
            max = 1;
        }
        return chart.stack() == Stack.NORMALIZED
                ? new Range(Math.min(0, min), Math.max(1, max), false)
                : Range.of(chart.y(), min, max).rounded(VALUE_TICKS);
    }

    private Range placeRange() {
        if (chart.x().scale() == Scale.CATEGORY) {
            return new Range(-0.5, Math.max(0.5, chart.categories().size() - 0.5), false);
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (List<Edge> layer : layers) {
            for (Edge edge : layer) {
                min = Math.min(min, edge.x());
                max = Math.max(max, edge.x());
            }
        }
        return Range.of(chart.x(), min, max);
    }

    void draw(Box box) {
        boolean across = chart.mark() == Mark.BAR;
        List<Tick> valueTicks = valueTicks();
        Box plot = across ? acrossPlot(box) : uprightPlot(box, valueTicks);
        Plane plane = new Plane(plot, places, values, across);
        grid(plane, valueTicks);
        placeLabels(plane);
        titles(box, plane);
        canvas.clip(new Rectangle2D.Double(plot.left(), plot.top() - 1, plot.width() + 1, plot.height() + 2));
        new Marks(canvas, chart, layers, plane).draw();
        canvas.unclip();
        double base = plane.value(Math.max(values.min(), Math.min(values.max(), 0)));
        if (across) {
            canvas.line(base, plot.top(), base, plot.bottom(), Palette.LINE);
        } else {
            canvas.line(plot.left(), base, plot.right(), base, Palette.LINE);
        }
    }

    private List<Tick> valueTicks() {
        if (chart.stack() == Stack.NORMALIZED) {
            return NumberTicks.linear(values.min() * 100, values.max() * 100, 5).stream()
                    .map(tick -> new Tick(tick.at() / 100, tick.label() + "%"))
                    .toList();
        }
        return values.logarithmic()
                ? NumberTicks.logarithmic(values.min(), values.max())
                : NumberTicks.linear(values.min(), values.max(), VALUE_TICKS);
    }

    private Box uprightPlot(Box box, List<Tick> valueTicks) {
        double labels = valueTicks.stream()
                .mapToDouble(tick -> canvas.width(tick.label()))
                .max()
                .orElse(0);
        double left = box.left() + labels + 8 + (chart.y().title().isEmpty() ? 0 : AXIS_TITLE);
        double below = (slanted(box.right() - left) ? SLANTED_ROOM : 20)
                + (chart.x().title().isEmpty() ? 0 : AXIS_TITLE);
        return new Box(left, box.top() + 6, box.right() - 6, box.bottom() - below);
    }

    private Box acrossPlot(Box box) {
        double labels = chart.categories().stream()
                .mapToDouble(label -> Math.min(LONGEST_LABEL, canvas.width(label)))
                .max()
                .orElse(0);
        double left = box.left() + labels + 8 + (chart.x().title().isEmpty() ? 0 : AXIS_TITLE);
        double below = 20 + (chart.y().title().isEmpty() ? 0 : AXIS_TITLE);
        return new Box(left, box.top() + 6, box.right() - 16, box.bottom() - below);
    }

    private boolean slanted(double width) {
        double slot = width / Math.max(1, chart.categories().size());
        return chart.x().scale() == Scale.CATEGORY
                && chart.categories().stream().anyMatch(label -> canvas.width(label) > slot - 4);
    }

    private void grid(Plane plane, List<Tick> ticks) {
        Box plot = plane.box();
        for (Tick tick : ticks) {
            double at = plane.value(tick.at());
            if (plane.across()) {
                canvas.line(at, plot.top(), at, plot.bottom(), Palette.GRID);
                canvas.text(tick.label(), at, plot.bottom() + 11, Align.CENTRE, Palette.SOFT);
            } else {
                canvas.line(plot.left(), at, plot.right(), at, Palette.GRID);
                canvas.text(tick.label(), plot.left() - 7, at, Align.RIGHT, Palette.SOFT);
            }
        }
    }

    private void placeLabels(Plane plane) {
        Box plot = plane.box();
        if (plane.across()) {
            double slot = plot.height() / chart.categories().size();
            for (Tick tick : categoryTicks(slot, 12)) {
                String label = canvas.fitted(tick.label(), LONGEST_LABEL);
                canvas.text(label, plot.left() - 7, plane.place(tick.at()), Align.RIGHT, Palette.SOFT);
            }
        } else if (slanted(plot.width())) {
            for (Tick tick : categoryTicks(plot.width() / chart.categories().size(), 14)) {
                String label = canvas.fitted(tick.label(), SLANTED_ROOM * 1.25);
                canvas.turned(label, plane.place(tick.at()) + 3, plot.bottom() + 9, -40, Align.RIGHT, Palette.SOFT);
            }
        } else {
            double before = Double.NEGATIVE_INFINITY;
            for (Tick tick : placeTicks(plot.width())) {
                double x = plane.place(tick.at());
                double half = canvas.width(tick.label()) / 2;
                canvas.line(x, plot.bottom(), x, plot.bottom() + 4, Palette.LINE);
                if (x - half > before) {
                    canvas.text(tick.label(), x, plot.bottom() + 13, Align.CENTRE, Palette.SOFT);
                    before = x + half + 6;
                }
            }
        }
    }

    private List<Tick> placeTicks(double width) {
        int most = (int) Math.max(2, width / PIXELS_PER_TIME_TICK);
        return switch (chart.x().scale()) {
            case TIME -> TimeTicks.of(places.min(), places.max(), most);
            case CATEGORY -> categoryTicks(width, 0);
            case LOG -> NumberTicks.logarithmic(places.min(), places.max());
            case NUMBER -> NumberTicks.linear(places.min(), places.max(), most);
        };
    }

    /** The labels of categories, some left out where a slot is narrower than a label needs. */
    private List<Tick> categoryTicks(double slot, double need) {
        int every = (int) Math.max(1, Math.ceil(need / slot));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < chart.categories().size(); i += every) {
            ticks.add(new Tick(i, chart.categories().get(i)));
        }
        return ticks;
    }

    private void titles(Box box, Plane plane) {
        Box plot = plane.box();
        String below = plane.across() ? chart.y().title() : chart.x().title();
        String beside = plane.across() ? chart.x().title() : chart.y().title();
        canvas.text(
                canvas.fitted(below, plot.width()),
                plot.left() + plot.width() / 2,
                box.bottom() - 4,
                Align.CENTRE,
                Palette.INK);
        canvas.turned(
                canvas.fitted(beside, plot.height()),
                box.left() + 5,
                plot.top() + plot.height() / 2,
                -90,
                Align.CENTRE,
                Palette.INK);
    }
}
