package dev.kelp.kernel.chart;

import dev.kelp.kernel.display.CellText;
import dev.kelp.kernel.display.Table;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table a chart takes.
 *
 * @param x the column of the x axis
 * @param y the columns of values
 * @param series the columns whose values name the series
 */
record ChartColumns(int x, List<Integer> y, List<Integer> series) {

    /** The columns {@code render} takes, said or not; empty where there is no column of values. */
    static Optional<ChartColumns> choose(Schema schema, String chart, Map<String, String> properties) {
        int x = named(schema, properties.get("xcolumn")).stream().findFirst().orElseGet(() -> firstX(schema, chart));
        List<Integer> y = without(named(schema, properties.get("ycolumns")), x);
        if (y.isEmpty()) {
            y = without(where(schema, ChartColumns::isValue), x);
        }
        if (y.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> series = without(named(schema, properties.get("series")), x);
        if (series.isEmpty()) {
            series = without(where(schema, ChartColumns::isLabel), x);
        }
        return Optional.of(new ChartColumns(x, y, series));
    }

    private static int firstX(Schema schema, String chart) {
        if (chart.equals("timechart") || chart.equals("anomalychart")) {
            return where(schema, type -> type == KqlType.DATETIME).stream()
                    .findFirst()
                    .orElse(0);
        }
        return 0;
    }

    private static List<Integer> named(Schema schema, @Nullable String names) {
        List<Integer> found = new ArrayList<>();
        if (names != null) {
            for (String name : names.split(",")) {
                int index = schema.names().indexOf(name.strip());
                if (index >= 0) {
                    found.add(index);
                }
            }
        }
        return found;
    }

    private static List<Integer> where(Schema schema, Predicate<KqlType> wanted) {
        return IntStream.range(0, schema.size())
                .filter(i -> wanted.test(schema.fields().get(i).type()))
                .boxed()
                .toList();
    }

    private static List<Integer> without(List<Integer> columns, int x) {
        return columns.stream().filter(column -> column != x).toList();
    }

    private static boolean isValue(KqlType type) {
        return type.isNumber() || type == KqlType.TIMESPAN;
    }

    private static boolean isLabel(KqlType type) {
        return type == KqlType.STRING || type == KqlType.BOOL || type == KqlType.GUID || type == KqlType.DYNAMIC;
    }

    /** The name of the series a cell belongs to. */
    String seriesName(Table table, int row, int yColumn) {
        List<Field> fields = table.schema().fields();
        String value = fields.get(yColumn).name();
        if (series.isEmpty()) {
            return value;
        }
        String label = series.stream()
                .map(column ->
                        CellText.of(table.value(row, column), fields.get(column).type()))
                .collect(Collectors.joining(", "));
        String shown = label.isEmpty() ? "(empty)" : label;
        return y.size() == 1 ? shown : shown + ": " + value;
    }

    /** A cell as a number: milliseconds since 1970 for a datetime, seconds for a timespan; null for null. */
    static @Nullable Double number(Table table, int row, int column) {
        Object value = table.value(row, column);
        if (value == null) {
            return null;
        }
        return switch (table.schema().fields().get(column).type()) {
            case INT, LONG, REAL -> ((Number) value).doubleValue();
            case DECIMAL -> Double.valueOf((String) value);
            case DATETIME -> ((Long) value - Ticks.UNIX_EPOCH) / (double) Ticks.PER_MILLISECOND;
            case TIMESPAN -> (Long) value / (double) Ticks.PER_SECOND;
            default -> null;
        };
    }
}
