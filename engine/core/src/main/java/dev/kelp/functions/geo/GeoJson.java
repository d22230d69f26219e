package dev.kelp.functions.geo;

import com.google.common.geometry.S2Point;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of GeoJSON: coordinates in, shapes out. Longitude comes first. */
public final class GeoJson {
    private GeoJson() {}

    /** The coordinates of each part of a shape: of its one part or of its several; null for what is neither. */
    private static @Nullable List<Json> parts(Json shape, String one, String several) {
        if (!(shape instanceof Json.Bag bag)
                || !(bag.properties().get("type") instanceof Json.Text type)
                || !(bag.properties().get("coordinates") instanceof Json.Array coordinates)) {
            return null;
        }
        if (type.value().equals(one)) {
            return List.of(coordinates);
        }
        return type.value().equals(several) ? coordinates.items() : null;
    }

    static @Nullable List<Json> lines(Json shape) {
        return parts(shape, "LineString", "MultiLineString");
    }

    static @Nullable List<Json> polygons(Json shape) {
        return parts(shape, "Polygon", "MultiPolygon");
    }

    /** The longitudes and latitudes of an array of positions, in pairs, whatever their ranges; null for what is none. */
    static double @Nullable [] positions(Json positions) {
        if (!(positions instanceof Json.Array array)) {
            return null;
        }
        double[] degrees = new double[2 * array.items().size()];
        for (int i = 0; i < array.items().size(); i++) {
            if (!(array.items().get(i) instanceof Json.Array position)
                    || position.items().size() < 2
                    || !position.items().get(0).isNumber()
                    || !position.items().get(1).isNumber()) {
                return null;
            }
            degrees[2 * i] = number(position.items().get(0));
            degrees[2 * i + 1] = number(position.items().get(1));
        }
        return degrees;
    }

    private static double number(Json number) {
        if (number instanceof Json.Int whole) {
            return whole.value();
        } else if (number instanceof Json.Exact exact) {
            return exact.value();
        }
        return number instanceof Json.Real real ? real.value() : Double.NaN;
    }

    /** The points of an array of positions, each in its range; null for what is none. */
    static @Nullable List<S2Point> points(Json positions) {
        double[] degrees = positions(positions);
        if (degrees == null) {
            return null;
        }
        List<S2Point> points = new ArrayList<>(degrees.length / 2);
        for (int i = 0; i < degrees.length; i += 2) {
            S2Point point = Sphere.point(degrees[i], degrees[i + 1]);
            if (point == null) {
                return null;
            }
            points.add(point);
        }
        return points;
    }

    static Json position(double longitude, double latitude) {
        return new Json.Array(List.of(Json.of(longitude), Json.of(latitude)));
    }

    static Json position(S2Point point) {
        return position(Sphere.longitude(point), Sphere.latitude(point));
    }

    static Json.Array positions(List<S2Point> points) {
        return new Json.Array(points.stream().map(GeoJson::position).toList());
    }

    static Json shape(String type, Json coordinates) {
        Map<String, Json> shape = new LinkedHashMap<>();
        shape.put("type", Json.text(type));
        shape.put("coordinates", coordinates);
        return new Json.Bag(shape);
    }

    /** The point of a longitude and latitude. */
    public static String point(double longitude, double latitude) {
        return shape("Point", position(longitude, latitude)).write();
    }

    static String point(S2Point point) {
        return shape("Point", position(point)).write();
    }

    /** The polygon of one ring of longitudes and latitudes in pairs, whose first is not repeated at its end. */
    public static String polygon(double[] ring) {
        List<Json> positions = new ArrayList<>();
        for (int i = 0; i <= ring.length; i += 2) {
            positions.add(position(ring[i % ring.length], ring[(i + 1) % ring.length]));
        }
        return shape("Polygon", new Json.Array(List.of(new Json.Array(positions))))
                .write();
    }

    /** One line as such, several as a multiline, none as null. */
    static @Nullable Json lines(List<Json.Array> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        return lines.size() == 1
                ? shape("LineString", lines.get(0))
                : shape("MultiLineString", new Json.Array(List.copyOf(lines)));
    }

    /** One polygon as such, several as a multipolygon, none as null; each is the array of its rings. */
    static @Nullable Json polygons(List<Json.Array> polygons) {
        if (polygons.isEmpty()) {
            return null;
        }
        return polygons.size() == 1
                ? shape("Polygon", polygons.get(0))
                : shape("MultiPolygon", new Json.Array(List.copyOf(polygons)));
    }

    /** One shape as it is; none or several as a collection. */
    static String collection(List<Json> shapes) {
        if (shapes.size() == 1) {
            return shapes.get(0).write();
        }
        Map<String, Json> collection = new LinkedHashMap<>();
        collection.put("type", Json.text("GeometryCollection"));
        collection.put("geometries", new Json.Array(shapes));
        return new Json.Bag(collection).write();
    }
}
