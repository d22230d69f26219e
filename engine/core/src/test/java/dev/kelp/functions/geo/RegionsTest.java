package dev.kelp.functions.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Unions, intersections and buffers of random stars: areas and distances must agree with each other. */
class RegionsTest {
    private final Random random = new Random(7);

    /** A star around a point: corners at growing angles, at random distances in degrees. */
    private String star(double longitude, double latitude, double size, int corners) {
        double[] angles = random.doubles(corners, 0, 2 * Math.PI).sorted().toArray();
        double[][] places = new double[corners + 1][];
        for (int i = 0; i < corners; i++) {
            double far = size * (0.3 + 0.7 * random.nextDouble());
            places[i] = new double[] {longitude + far * Math.cos(angles[i]), latitude + far * Math.sin(angles[i])};
        }
        places[corners] = places[0];
        return "{\"type\":\"Polygon\",\"coordinates\":[" + Arrays.deepToString(places) + "]}";
    }

    private static double area(String polygon) {
        Double area = polygon.contains("Polygon") ? PolygonMeasures.area(polygon) : Double.valueOf(0);
        assertNotNull(area, polygon);
        return area;
    }

    @Test
    void unionAndIntersectionShareTheAreas() {
        for (int i = 0; i < 300; i++) {
            double size = Math.pow(10, -3 + 4 * random.nextDouble());
            String a = star(10, 40, size, 4 + random.nextInt(20));
            String b = star(
                    10 + size * random.nextDouble(), 40 + size * random.nextDouble(), size, 4 + random.nextInt(20));
            if (!Validity.ofPolygon(a).isEmpty() || !Validity.ofPolygon(b).isEmpty()) {
                continue;
            }
            String union = PolygonMeasures.union("[" + a + "," + b + "]");
            String shared = Intersections.ofPolygons(a, b);
            assertNotNull(union);
            assertNotNull(shared);
            assertEquals("", Validity.ofPolygon(union), union);
            double sum = area(a) + area(b);
            // S2 computes an area to a few 1e-15 of the sphere.
            assertEquals(sum, area(union) + area(shared), sum * 1e-7 + 1, () -> a + " " + b);
            assertEquals(area(shared) > 0, Intersections.polygons(a, b), () -> a + " " + b);
        }
    }

    @Test
    void unionWithItselfChangesNothing() {
        for (int i = 0; i < 50; i++) {
            String a = star(-60, -20, 1, 12);
            if (Validity.ofPolygon(a).isEmpty()) {
                String union = PolygonMeasures.union("[" + a + "," + a + "]");
                assertNotNull(union);
                assertEquals(area(a), area(union), area(a) * 1e-9);
            }
        }
    }

    @Test
    void bufferReachesAsFarAsItSays() {
        for (int i = 0; i < 40; i++) {
            double radius = Math.pow(10, 2 + 3 * random.nextDouble());
            double tolerance = radius / 50;
            String polygon = star(25, 55, 0.5, 5 + random.nextInt(8));
            if (!Validity.ofPolygon(polygon).isEmpty()) {
                continue;
            }
            String buffer = Buffers.ofPolygon(polygon, radius, tolerance);
            assertNotNull(buffer);
            for (int j = 0; j < 60; j++) {
                double longitude = 25 + 4 * (random.nextDouble() - 0.5);
                double latitude = 55 + 3 * (random.nextDouble() - 0.5);
                Double distance = PolygonMeasures.distance(longitude, latitude, polygon);
                assertNotNull(distance);
                if (Math.abs(distance - radius) > tolerance + 0.01) {
                    assertEquals(
                            distance < radius,
                            PolygonMeasures.contains(longitude, latitude, buffer),
                            () -> String.format(Locale.ROOT, "%f %f %f %s", longitude, latitude, radius, polygon));
                }
            }
        }
    }

    @Test
    void bufferOfLineReachesAsFarAsItSays() {
        for (int i = 0; i < 40; i++) {
            double[][] places = new double[3 + random.nextInt(6)][];
            Arrays.setAll(places, k -> new double[] {-100 + 2 * random.nextDouble(), 30 + 2 * random.nextDouble()});
            String line = "{\"type\":\"LineString\",\"coordinates\":" + Arrays.deepToString(places) + "}";
            String buffer = Buffers.ofLine(line, 20_000, 200);
            assertNotNull(buffer);
            for (int j = 0; j < 60; j++) {
                double longitude = -101 + 4 * random.nextDouble();
                double latitude = 29 + 4 * random.nextDouble();
                Double distance = LineMeasures.distance(longitude, latitude, line);
                assertNotNull(distance);
                if (Math.abs(distance - 20_000) > 201) {
                    assertEquals(distance < 20_000, PolygonMeasures.contains(longitude, latitude, buffer), () -> line);
                }
            }
        }
    }

    @Test
    void simplifiedShapesStayNearAndValid() {
        for (int i = 0; i < 100; i++) {
            String polygon = star(5, 10, 1, 60);
            if (!Validity.ofPolygon(polygon).isEmpty()) {
                continue;
            }
            String simple = Simplifications.polygon(polygon, 5000);
            assertNotNull(simple);
            assertEquals("", Validity.ofPolygon(simple), simple);
            assertTrue(simple.length() <= polygon.length() + 1000);
            assertEquals(area(polygon), area(simple), 5000.0 * 1_000_000);
        }
    }

    @Test
    void coveringsHoldThePoints() {
        for (int i = 0; i < 30; i++) {
            String polygon = star(170, -45, 1, 12);
            if (!Validity.ofPolygon(polygon).isEmpty()) {
                continue;
            }
            String cells = Coverings.ofPolygon(polygon, 9, 0);
            assertNotNull(cells);
            for (int j = 0; j < 50; j++) {
                double longitude = 170 + 2 * (random.nextDouble() - 0.5);
                double latitude = -45 + 2 * (random.nextDouble() - 0.5);
                if (Boolean.TRUE.equals(PolygonMeasures.contains(longitude, latitude, polygon))) {
                    assertTrue(cells.contains("\"" + S2Cells.at(longitude, latitude, 9) + "\""));
                }
            }
        }
    }
}
