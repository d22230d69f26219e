package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Chart.Scale;
import dev.kelp.kernel.display.CellText;
import dev.kelp.kernel.display.Table;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Where the rows of a table stand on the x axis; gathers the labels of a category axis. */
final class Positions {
    private final Table table;
    private final int column;
    private final Scale scale;
    private final boolean wholeDays;
    private final List<String> categories = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    Positions(Table table, int column, Scale scale) {
        this.table = table;
        this.column = column;
        this.scale = scale;
        this.wholeDays = table.schema().fields().get(column).type() == KqlType.DATETIME
                && table.rows().stream()
                        .allMatch(row -> row[column] == null || (Long) row[column] % Ticks.PER_DAY == 0);
    }

    /** The place of a row; empty where it has none on this axis. */
    OptionalDouble at(int row) {
        if (scale == Scale.CATEGORY) {
            String label = label(row);
            Integer index = indexes.get(label);
            if (index == null) {
                index = categories.size();
                indexes.put(label, index);
                categories.add(label);
            }
            return OptionalDouble.of(index);
        }
        Double number = ChartColumns.number(table, row, column);
        return number == null || !Double.isFinite(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private String label(int row) {
        Object value = table.value(row, column);
        String text = CellText.of(value, table.schema().fields().get(column).type());
        if (wholeDays && value != null) {
            return text.substring(0, 10);
        }
        return text.isEmpty() ? "(empty)" : text;
    }

    List<String> categories() {
        return categories;
    }
}
