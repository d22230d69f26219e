package dev.kelp.functions.geo;

import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import dev.kelp.types.Json;
import java.util.List;

/** Says what is wrong with a shape. */
public final class Validity {
    private Validity() {}

    /** Empty for a line or multiline. */
    public static String ofLine(String line) {
        if (Lines.of(line) != null) {
            return "";
        }
        return GeoJson.lines(Json.parse(line)) == null
                ? "not a LineString or MultiLineString with coordinates"
                : "a line needs two different points in the ranges of longitudes and latitudes, and no two neighbours opposite";
    }

    /** Empty for a polygon or multipolygon. */
    public static String ofPolygon(String polygon) {
        if (Polygons.of(polygon) != null) {
            return "";
        }
        List<Json> parts = GeoJson.polygons(Json.parse(polygon));
        if (parts == null) {
            return "not a Polygon or MultiPolygon with coordinates";
        }
        for (Json part : parts) {
            if (!(part instanceof Json.Array rings) || rings.items().isEmpty()) {
                return "a polygon without rings";
            }
            for (Json ring : rings.items()) {
                String fault = ofRing(ring);
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return "rings cross each other or share edges";
    }

    private static String ofRing(Json ring) {
        List<S2Point> points = GeoJson.points(ring);
        if (points == null) {
            return "a position out of the ranges of longitudes and latitudes";
        }
        if (points.size() < 4 || !points.get(0).equalsPoint(points.get(points.size() - 1))) {
            return "a ring needs four positions or more, the last like the first";
        }
        S2Error error = new S2Error();
        return new S2Loop(points.subList(0, points.size() - 1)).findValidationError(error) ? error.text() : "";
    }
}
