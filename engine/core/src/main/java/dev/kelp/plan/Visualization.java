package dev.kelp.plan;

import java.util.Map;

/**
 * What {@code render} asked for.
 *
 * @param kind the chart's name, {@code timechart}
 * @param properties by KQL's lower-case names: kind, title, xcolumn, ycolumns (comma-separated), series, xtitle, ytitle, xaxis,
 *     yaxis, legend, ysplit, accumulate, ymin, ymax, xmin, xmax, anomalycolumns
 */
public record Visualization(String kind, Map<String, String> properties) {
    public Visualization {
        properties = Map.copyOf(properties);
    }
}
