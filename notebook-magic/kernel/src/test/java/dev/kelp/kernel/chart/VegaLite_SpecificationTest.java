package dev.kelp.kernel.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.display.ResultView;
import dev.kelp.kernel.display.Table;
import dev.kelp.plan.Visualization;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VegaLite_SpecificationTest {
    private static JsonNode spec(Table table, String kind, Map<String, String> properties) {
        return VegaLite.of(ChartSamples.chart(table, kind, properties));
    }

    @Test
    void timechartIsALineOverUtcTime() {
        JsonNode spec = spec(ChartSamples.daily(), "timechart", Map.of("title", "Flights"));

        assertEquals(
                "https://vega.github.io/schema/vega-lite/v5.json",
                spec.path("$schema").asText());
        assertEquals("Flights", spec.at("/title/text").asText());
        assertTrue(spec.path("width").isInt());
        assertEquals("line", spec.at("/mark/type").asText());
        assertEquals("temporal", spec.at("/encoding/x/type").asText());
        assertEquals("utc", spec.at("/encoding/x/scale/type").asText());
        assertEquals("time", spec.at("/encoding/x/title").asText());
        assertEquals("s", spec.at("/encoding/color/field").asText());
        assertEquals(1_095, spec.at("/data/values").size());
        assertEquals(1_356_998_400_000L, spec.at("/data/values/0/x").asLong());
        assertEquals("EWR", spec.at("/data/values/0/s").asText());
    }

    @Test
    void columnsOfSeveralSeriesStandBesideEachOther() {
        JsonNode spec = spec(ChartSamples.outcomes(), "columnchart", Map.of());
        assertEquals("bar", spec.at("/mark/type").asText());
        assertEquals("s", spec.at("/encoding/xOffset/field").asText());
        assertTrue(spec.at("/encoding/y/stack").isNull());
        assertEquals(6, spec.at("/data/values").size());
    }

    @Test
    void stackedColumnsStandOnEachOther() {
        JsonNode spec = spec(ChartSamples.outcomes(), "columnchart", Map.of("kind", "stacked"));
        assertEquals("zero", spec.at("/encoding/y/stack").asText());
        assertTrue(spec.at("/encoding/xOffset").isMissingNode());
        assertEquals(
                "normalize",
                spec(ChartSamples.outcomes(), "columnchart", Map.of("kind", "stacked100"))
                        .at("/encoding/y/stack")
                        .asText());
    }

    @Test
    void barsLieAcrossInTheOrderOfTheRows() {
        JsonNode spec = spec(ChartSamples.carriers(), "barchart", Map.of("xtitle", "airline", "ymax", "30"));
        assertEquals("airline", spec.at("/encoding/y/title").asText());
        assertTrue(spec.at("/encoding/y/sort").isNull());
        assertEquals("mean delay", spec.at("/encoding/x/title").asText());
        assertEquals(30.0, spec.at("/encoding/x/scale/domainMax").asDouble());
        assertTrue(spec.at("/encoding/color").isMissingNode());
    }

    @Test
    void pieSharesOutByAngle() {
        JsonNode spec = spec(ChartSamples.carriers(), "piechart", Map.of());
        assertEquals("arc", spec.at("/mark/type").asText());
        assertEquals("y", spec.at("/encoding/theta/field").asText());
        assertEquals("x", spec.at("/encoding/color/field").asText());
    }

    @Test
    void columnsCanBeNamed() {
        JsonNode spec =
                spec(ChartSamples.outcomes(), "columnchart", Map.of("xcolumn", "origin", "ycolumns", "cancelled"));
        assertEquals(3, spec.at("/data/values").size());
        assertEquals("cancelled", spec.at("/encoding/y/title").asText());
    }

    @Test
    void accumulateAddsUp() {
        JsonNode spec =
                spec(ChartSamples.outcomes(), "columnchart", Map.of("ycolumns", "cancelled", "accumulate", "true"));
        assertEquals(3_239 + 1_863 + 3_153, spec.at("/data/values/2/y").asInt());
    }

    @Test
    void manyPointsAreThinnedAndThatIsSaid() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(new Object[] {(double) i, (double) (i % 7)});
        }
        Table table = ChartSamples.table(rows, new Field("x", KqlType.REAL), new Field("y", KqlType.REAL));
        Chart chart = ChartSamples.chart(table, "linechart", Map.of());
        assertTrue(chart.sampled());
        assertTrue(VegaLite.of(chart).at("/data/values").size() <= ChartReader.POINTS);
    }

    @Test
    void chartBundleHasNoHtml() {
        MimeBundle bundle = ResultView.of(ChartSamples.carriers(), new Visualization("barchart", Map.of()), 1);
        assertTrue(bundle.data().has("application/vnd.vegalite.v5+json"));
        assertTrue(bundle.data().has("image/png"));
        assertTrue(bundle.data().has("text/plain"));
        assertFalse(bundle.data().has("text/html"));
    }

    @Test
    void withoutValuesThereIsATable() {
        Table names =
                ChartSamples.table(List.<@Nullable Object[]>of(new Object[] {"a"}), new Field("x", KqlType.STRING));
        MimeBundle bundle = ResultView.of(names, new Visualization("columnchart", Map.of()), 1);
        assertTrue(bundle.data().has("text/html"));
    }
}
