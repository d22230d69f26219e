package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Chart.Axis;
import dev.kelp.kernel.chart.Chart.Mark;
import dev.kelp.kernel.chart.Chart.Point;
import dev.kelp.kernel.chart.Chart.Scale;
import dev.kelp.kernel.chart.Chart.Series;
import dev.kelp.kernel.chart.Chart.Stack;
import dev.kelp.kernel.display.Table;
import dev.kelp.plan.Visualization;
import dev.kelp.types.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes a chart of a table, choosing axes and series by the rules of {@code render}. */
public final class ChartReader {
    /** More would be neither seen nor sent quickly. */
    static final int POINTS = 5_000;

    static final int SERIES = 40;

    private static final Map<String, Mark> MARKS = Map.of(
            "timechart", Mark.LINE,
            "linechart", Mark.LINE,
            "anomalychart", Mark.LINE,
            "areachart", Mark.AREA,
            "stackedareachart", Mark.AREA,
            "columnchart", Mark.COLUMN,
            "barchart", Mark.BAR,
            "piechart", Mark.PIE,
            "scatterchart", Mark.SCATTER);

    private final Table table;
    private final String name;
    private final Mark mark;
    private final Map<String, String> properties;
    private final ChartColumns columns;

    private ChartReader(Table table, String name, Mark mark, Map<String, String> properties, ChartColumns columns) {
        this.table = table;
        this.name = name;
        this.mark = mark;
        this.properties = properties;
        this.columns = columns;
    }

    /** The chart; empty where the kind is none we draw or the table lacks the columns for it. */
    public static Optional<Chart> read(Table table, Visualization visualization) {
        String name = visualization.kind().toLowerCase(Locale.ROOT);
        Mark mark = MARKS.get(name);
        if (mark == null || table.rows().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> properties = visualization.properties();
        return ChartColumns.choose(table.schema(), name, properties)
                .map(columns -> new ChartReader(table, name, mark, properties, columns).read());
    }

    private Chart read() {
        Scale scale = scale();
        Positions positions = new Positions(table, columns.x(), scale);
        Map<String, List<Point>> bySeries = new LinkedHashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            OptionalDouble x = positions.at(row);
            for (int y : columns.y()) {
                Double value = ChartColumns.number(table, row, y);
                if (x.isPresent() && value != null && Double.isFinite(value)) {
                    bySeries.computeIfAbsent(columns.seriesName(table, row, y), k -> new ArrayList<>())
                            .add(new Point(x.getAsDouble(), value));
                }
            }
        }
        List<Series> series = new ArrayList<>();
        int stride = stride(bySeries);
        bySeries.forEach((key, points) -> {
            if (series.size() < SERIES) {
                series.add(new Series(key, thin(ordered(points, scale), stride)));
            }
        });
        return new Chart(
                name,
                mark,
                stack(),
                properties.getOrDefault("title", ""),
                axis("x", scale, column(columns.x())),
                axis(
                        "y",
                        logarithmic("y") ? Scale.LOG : Scale.NUMBER,
                        columns.y().size() == 1 ? column(columns.y().get(0)) : ""),
                positions.categories(),
                series,
                !properties.getOrDefault("legend", "visible").equalsIgnoreCase("hidden"),
                stride > 1
                        || bySeries.size() > SERIES
                        || table.count() > table.rows().size());
    }

    private String column(int index) {
        return table.schema().fields().get(index).name();
    }

    /** Columns and bars stand side by side whatever they stand for; the other marks lie on an axis with an order. */
    private Scale scale() {
        Field x = table.schema().fields().get(columns.x());
        if (mark == Mark.COLUMN || mark == Mark.BAR || mark == Mark.PIE) {
            return Scale.CATEGORY;
        }
        return switch (x.type()) {
            case DATETIME -> Scale.TIME;
            case INT, LONG, REAL, DECIMAL, TIMESPAN -> logarithmic("x") ? Scale.LOG : Scale.NUMBER;
            default -> Scale.CATEGORY;
        };
    }

    private boolean logarithmic(String axis) {
        return properties.getOrDefault(axis + "axis", "linear").equalsIgnoreCase("log");
    }

    private Stack stack() {
        String kind = properties.getOrDefault("kind", name.equals("stackedareachart") ? "stacked" : "default");
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "stacked" -> Stack.STACKED;
            case "stacked100" -> Stack.NORMALIZED;
            default -> Stack.NONE;
        };
    }

    private Axis axis(String letter, Scale scale, String column) {
        String title = properties.getOrDefault(letter + "title", column);
        return new Axis(title, scale, bound(letter + "min"), bound(letter + "max"));
    }

    private @Nullable Double bound(String property) {
        try {
            String text = properties.get(property);
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private List<Point> ordered(List<Point> points, Scale scale) {
        List<Point> ordered = new ArrayList<>(points);
        if (scale != Scale.CATEGORY && mark != Mark.SCATTER) {
            ordered.sort(Comparator.comparingDouble(Point::x));
        }
        if (properties.getOrDefault("accumulate", "false").equalsIgnoreCase("true")) {
            double sum = 0;
            for (int i = 0; i < ordered.size(); i++) {
                sum += ordered.get(i).y();
                ordered.set(i, new Point(ordered.get(i).x(), sum));
            }
        }
        return ordered;
    }

    private static int stride(Map<String, List<Point>> bySeries) {
        int points =
                bySeries.values().stream().limit(SERIES).mapToInt(List::size).sum();
        return (points + POINTS - 1) / POINTS;
    }

    private static List<Point> thin(List<Point> points, int stride) {
        if (stride <= 1) {
            return points;
        }
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i += stride) {
            kept.add(points.get(i));
        }
        return kept;
    }
}
