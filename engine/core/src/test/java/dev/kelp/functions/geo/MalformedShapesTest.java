package dev.kelp.functions.geo;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is no shape leads to null, never to an exception. */
class MalformedShapesTest {
    private static final List<String> PARTS = List.of(
            "{\"type\":\"Polygon\",\"coordinates\":",
            "{\"type\":\"LineString\",\"coordinates\":",
            "{\"type\":\"MultiPolygon\",\"coordinates\":",
            "[[[",
            "[[",
            "[",
            "]",
            "]]",
            "]]]",
            "}",
            "0,0",
            "[0,0]",
            "[1,1]",
            "[1e400,1]",
            "[180,90]",
            "[-180,-90]",
            "[99999999999999999999,1]",
            ",",
            "null",
            "\"x\"",
            "{}");

    private static void all(String shape) {
        LineMeasures.length(shape);
        LineMeasures.centroid(shape);
        LineMeasures.union(shape);
        LineMeasures.union("[" + shape + "]");
        Intersections.ofLineAndPolygon(shape, shape);
        Intersections.ofPolygons(shape, shape);
        Intersections.ofLines(shape, shape);
        Intersections.polygons(shape, shape);
        PolygonMeasures.area(shape);
        PolygonMeasures.centroid(shape);
        PolygonMeasures.distance(1, 1, shape);
        PolygonMeasures.union("[" + shape + "]");
        Simplifications.array("[" + shape + "]", 10);
        Simplifications.polygon(shape, 1000);
        Simplifications.line(shape, 1000);
        Densification.polygon(shape, 10, false);
        Densification.line(shape, 100, true);
        Buffers.ofPolygon(shape, 1000, 10);
        Buffers.ofLine(shape, 1000, 10);
        Coverings.ofPolygon(shape, 3, 0);
        Coverings.ofLine(shape, 3, 1000);
        H3Fill.cells(shape, 1, 0);
        Validity.ofPolygon(shape);
        Validity.ofLine(shape);
        Wkt.geoJson(shape);
    }

    @Test
    void anyTextIsAnswered() {
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            StringBuilder shape = new StringBuilder(PARTS.get(random.nextInt(3)));
            for (int j = random.nextInt(12); j > 0; j--) {
                shape.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            all(shape.toString());
        }
    }

    @Test
    void shapesAtTheEndsOfTheMapAreAnswered() {
        for (String ring : List.of(
                "[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]",
                "[0,90],[90,90],[180,90],[0,90]",
                "[0,0],[120,0],[-120,0],[0,0]",
                "[0,0],[180,0],[0,90],[0,0]",
                "[-180,0],[180,0],[0,1],[-180,0]",
                "[0,89],[90,89],[180,89],[-90,89],[0,89]",
                "[0,0],[0,0],[0,0],[0,0]")) {
            all("{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}");
            all("{\"type\":\"LineString\",\"coordinates\":[" + ring + "]}");
        }
    }

    @Test
    void rightShapeOfTheWrongSort() {
        String point = "{\"type\":\"Point\",\"coordinates\":[1,1]}";
        assertNull(LineMeasures.length(point));
        assertNull(PolygonMeasures.area(point));
        assertNull(PolygonMeasures.union("[" + point + "]"));
        assertNull(PolygonMeasures.union("{}"));
    }
}
