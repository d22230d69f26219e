package dev.kelp.functions;

import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the functions on points of the globe, in degrees and metres, and on geohashes; shapes are GeoJSON. */
final class GeoFunctions {
    /** Of the sphere that stands for the earth, in metres. */
    private static final double RADIUS = 6_371_010;

    static final List<Fn> ROWS = List.of(
            scalar("geo_distance_2points", Result.REAL, REAL, REAL, REAL, REAL)
                    .java(GeoFunctions::distance)
                    .doc("Shortest way between two points, given by longitude and latitude, in metres."),
            scalar("geo_azimuth", Result.REAL, REAL, REAL, REAL, REAL)
                    .java((Double lng1, Double lat1, Double lng2, Double lat2) ->
                            valid(lng1, lat1) && valid(lng2, lat2) ? azimuth(lng1, lat1, lng2, lat2) : null)
                    .doc("Clockwise angle from north, in radians, at which one point sees another."),
            scalar("geo_angle", Result.REAL, REAL, REAL, REAL, REAL, REAL, REAL)
                    .java(GeoFunctions::angle)
                    .doc("Clockwise angle at the second of three points, in radians, from the first to the third."),
            scalar("geo_point_in_circle", Result.BOOL, REAL, REAL, REAL, REAL, REAL)
                    .java(GeoFunctions::inCircle)
                    .doc("Whether a point is within so many metres of another."),
            scalar("geo_point_to_geohash", Result.STRING, REAL, REAL, opt(LONG))
                    .nulls()
                    .java(GeoFunctions::geohash)
                    .doc("The geohash of a point, five characters long unless told otherwise."),
            scalar("geo_geohash_to_central_point", Result.DYNAMIC, STRING)
                    .java(GeoFunctions::centre)
                    .doc("The middle of a geohash as a GeoJSON point."),
            scalar("geo_geohash_to_polygon", Result.DYNAMIC, STRING)
                    .java(GeoFunctions::polygon)
                    .doc("The cell of a geohash as a GeoJSON polygon."),
            scalar("geo_geohash_neighbors", Result.DYNAMIC, STRING)
                    .java(GeoFunctions::neighbors)
                    .doc("Array of the geohashes around one."));

    private GeoFunctions() {}

    private static boolean valid(double longitude, double latitude) {
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    }

    private static @Nullable Double distance(Double lng1, Double lat1, Double lng2, Double lat2) {
        if (!valid(lng1, lat1) || !valid(lng2, lat2)) {
            return null;
        }
        double north = Math.sin(Math.toRadians(lat2 - lat1) / 2);
        double east = Math.sin(Math.toRadians(lng2 - lng1) / 2);
        double square = north * north + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * east * east;
        return 2 * Math.asin(Math.min(1, Math.sqrt(square))) * RADIUS;
    }

    private static double azimuth(double lng1, double lat1, double lng2, double lat2) {
        double from = Math.toRadians(lat1);
        double to = Math.toRadians(lat2);
        double turn = Math.toRadians(lng2 - lng1);
        return Math.atan2(
                Math.sin(turn) * Math.cos(to),
                Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turn));
    }

    private static @Nullable Double angle(
            Double lng1, Double lat1, Double lng2, Double lat2, Double lng3, Double lat3) {
        if (!valid(lng1, lat1) || !valid(lng2, lat2) || !valid(lng3, lat3)) {
            return null;
        }
        double angle = azimuth(lng2, lat2, lng3, lat3) - azimuth(lng2, lat2, lng1, lat1);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }

    private static @Nullable Boolean inCircle(
            Double lng, Double lat, Double centreLng, Double centreLat, Double radius) {
        Double distance = distance(lng, lat, centreLng, centreLat);
        return distance == null || radius < 0 ? null : Boolean.valueOf(distance <= radius);
    }

    private static String geohash(@Nullable Double longitude, @Nullable Double latitude, @Nullable Long length) {
        long wanted = length == null ? 5 : length;
        return longitude == null
                        || latitude == null
                        || !valid(longitude, latitude)
                        || wanted < 1
                        || wanted > Geohash.LONGEST
                ? ""
                : Geohash.at(longitude, latitude, (int) wanted);
    }

    private static Json point(double longitude, double latitude) {
        return new Json.Array(List.of(Json.of(longitude), Json.of(latitude)));
    }

    private static String shape(String type, Json coordinates) {
        Map<String, Json> shape = new LinkedHashMap<>();
        shape.put("type", Json.text(type));
        shape.put("coordinates", coordinates);
        return new Json.Bag(shape).write();
    }

    private static @Nullable String centre(String text) {
        Geohash cell = Geohash.parse(text);
        return cell == null ? null : shape("Point", point(cell.middleLongitude(), cell.middleLatitude()));
    }

    private static @Nullable String polygon(String text) {
        Geohash cell = Geohash.parse(text);
        if (cell == null) {
            return null;
        }
        double east = cell.west() + cell.width();
        double north = cell.south() + cell.height();
        List<Json> ring = new ArrayList<>();
        ring.add(point(cell.west(), cell.south()));
        ring.add(point(east, cell.south()));
        ring.add(point(east, north));
        ring.add(point(cell.west(), north));
        ring.add(point(cell.west(), cell.south()));
        return shape("Polygon", new Json.Array(List.of(new Json.Array(ring))));
    }

    private static @Nullable String neighbors(String text) {
        Geohash cell = Geohash.parse(text);
        return cell == null ? null : Json.texts(cell.neighbors()).write();
    }
}
