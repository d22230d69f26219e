package dev.kelp.functions.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sizes of polygons and places on them; metres, degrees, GeoJSON. Of a multipolygon they are those of its parts' union. */
public final class PolygonMeasures {
    private PolygonMeasures() {}

    /** Square metres. */
    public static @Nullable Double area(String polygon) {
        Polygons polygons = Polygons.of(polygon);
        return polygons == null ? null : Double.valueOf(polygons.union().getArea() * Sphere.RADIUS * Sphere.RADIUS);
    }

    /** Metres of all boundaries, holes' too. */
    public static @Nullable Double perimeter(String polygon) {
        Polygons polygons = Polygons.of(polygon);
        if (polygons == null) {
            return null;
        }
        double sum = 0;
        for (S2Edge edge : Polygons.edges(polygons.union())) {
            sum += edge.getStart().angle(edge.getEnd());
        }
        return Sphere.metres(sum);
    }

    public static @Nullable String centroid(String polygon) {
        Polygons polygons = Polygons.of(polygon);
        S2Point centroid = polygons == null ? null : polygons.union().getCentroid();
        return centroid == null || centroid.equalsPoint(S2Point.ORIGIN)
                ? null
                : GeoJson.point(S2Point.normalize(centroid));
    }

    /** Whether a polygon or multipolygon has a point; of neighbours exactly one has a point of their border. */
    public static @Nullable Boolean contains(double longitude, double latitude, String polygon) {
        S2Point point = Sphere.point(longitude, latitude);
        Polygons polygons = Polygons.of(polygon);
        return point == null || polygons == null ? null : Boolean.valueOf(polygons.contains(point));
    }

    /** Metres from a point to a polygon or multipolygon, 0 within. */
    public static @Nullable Double distance(double longitude, double latitude, String polygon) {
        S2Point point = Sphere.point(longitude, latitude);
        Polygons polygons = Polygons.of(polygon);
        return point == null || polygons == null ? null : Double.valueOf(distance(point, polygons));
    }

    static double distance(S2Point point, Polygons polygons) {
        return Sphere.metres(polygons.parts().stream()
                .mapToDouble(part -> part.getDistance(point).radians())
                .min()
                .orElse(Math.PI));
    }

    /** The point of a polygon or multipolygon nearest to another: that point itself within. */
    public static @Nullable String closest(double longitude, double latitude, String polygon) {
        S2Point point = Sphere.point(longitude, latitude);
        Polygons polygons = Polygons.of(polygon);
        if (point == null || polygons == null) {
            return null;
        }
        if (polygons.contains(point)) {
            return GeoJson.point(longitude, latitude);
        }
        return polygons.parts().stream()
                .min(Comparator.comparingDouble(part -> part.getDistance(point).radians()))
                .map(part -> GeoJson.point(part.project(point)))
                .orElse(null);
    }

    /** The union of an array of polygons and multipolygons; null where one is none. */
    public static @Nullable String union(String array) {
        List<S2Polygon> parts = parts(array);
        Json union = parts == null ? null : Polygons.json(PolygonUnion.of(parts));
        return union == null ? null : union.write();
    }

    /** The polygons of an array of polygons and multipolygons; null where one is none. */
    static @Nullable List<S2Polygon> parts(String array) {
        if (!(Json.parse(array) instanceof Json.Array shapes)) {
            return null;
        }
        List<S2Polygon> parts = new ArrayList<>();
        for (Json shape : shapes.items()) {
            Polygons polygons = Polygons.read(shape);
            if (polygons == null) {
                return null;
            }
            parts.add(polygons.union());
        }
        return parts;
    }
}
