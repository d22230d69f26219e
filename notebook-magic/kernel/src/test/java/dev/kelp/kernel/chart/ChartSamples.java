package dev.kelp.kernel.chart;

import dev.kelp.kernel.display.Table;
import dev.kelp.plan.Visualization;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small tables to draw. */
final class ChartSamples {
    static final String[] AIRPORTS = {"EWR", "JFK", "LGA"};

    private ChartSamples() {}

    static Chart chart(Table table, String kind, Map<String, String> properties) {
        return ChartReader.read(table, new Visualization(kind, properties)).orElseThrow();
    }

    /** Flights a day from three airports over a year. */
    static Table daily() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int day = 0; day < 365; day++) {
            for (int airport = 0; airport < AIRPORTS.length; airport++) {
                long flights =
                        Math.round(300 - 40 * airport + 40 * Math.sin(day / 58.0) + 25 * Math.sin(day * 2.4 + airport));
                rows.add(new Object[] {
                    Ticks.of(LocalDate.of(2013, 1, 1)) + day * Ticks.PER_DAY, AIRPORTS[airport], flights
                });
            }
        }
        return table(
                rows,
                new Field("time", KqlType.DATETIME),
                new Field("origin", KqlType.STRING),
                new Field("flights", KqlType.LONG));
    }

    /** Mean delays of carriers, one column of values. */
    static Table carriers() {
        String[] names = {
            "Frontier", "ExpressJet", "Mesa", "AirTran", "Southwest", "Endeavor", "JetBlue", "Virgin America"
        };
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            rows.add(new Object[] {names[i], 20.2 - 1.7 * i});
        }
        return table(rows, new Field("carrier", KqlType.STRING), new Field("mean delay", KqlType.REAL));
    }

    /** Cancelled and flown by airport: two columns of values. */
    static Table outcomes() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {"EWR", 117_596L, 3_239L});
        rows.add(new Object[] {"JFK", 109_416L, 1_863L});
        rows.add(new Object[] {"LGA", 101_509L, 3_153L});
        return table(
                rows,
                new Field("origin", KqlType.STRING),
                new Field("flown", KqlType.LONG),
                new Field("cancelled", KqlType.LONG));
    }

    /** Distance against time in the air. */
    static Table scatter() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double distance = 200 + 6.1 * i;
            rows.add(new Object[] {distance, 20 + distance / 7.8 + 12 * Math.sin(i * 1.7)});
        }
        return table(rows, new Field("distance", KqlType.REAL), new Field("air_time", KqlType.REAL));
    }

    static Table table(List<@Nullable Object[]> rows, Field... fields) {
        return new Table(Schema.of(fields), rows, rows.size());
    }
}
