package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.functions.geo.Buffers;
import dev.kelp.functions.geo.Coverings;
import dev.kelp.functions.geo.Geohash;
import dev.kelp.functions.geo.H3Cells;
import dev.kelp.functions.geo.S2Cells;
import dev.kelp.functions.geo.Sphere;
import dev.kelp.functions.geo.Spheroid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the functions on points of the globe, in degrees and metres, and on the cells of three grids; shapes are GeoJSON.
 *
 * <p>A parameter that may be left out makes two rows, since a null that is given leads to null.
 */
final class GeoFunctions {
    static final List<Fn> ROWS = List.of(
            scalar("geo_distance_2points", Result.REAL, REAL, REAL, REAL, REAL)
                    .java(Sphere::distance)
                    .doc("Shortest way between two points, given by longitude and latitude, in metres, on a sphere."),
            scalar("geo_distance_2points", Result.REAL, REAL, REAL, REAL, REAL, BOOL)
                    .java((Double lng1, Double lat1, Double lng2, Double lat2, Boolean spheroid) -> spheroid
                            ? Spheroid.distance(lng1, lat1, lng2, lat2)
                            : Sphere.distance(lng1, lat1, lng2, lat2))
                    .doc("As above, on the WGS-84 spheroid where the last argument says so."),
            scalar("geo_distance_2points", Result.REAL, REAL, REAL, REAL, REAL, REAL)
                    .java((Double lng1, Double lat1, Double lng2, Double lat2, Double spheroid) -> spheroid != 0
                            ? Spheroid.distance(lng1, lat1, lng2, lat2)
                            : Sphere.distance(lng1, lat1, lng2, lat2))
                    .doc("As above, where the last argument isn't 0."),
            scalar("geo_azimuth", Result.REAL, REAL, REAL, REAL, REAL)
                    .java(Sphere::azimuth)
                    .doc("Clockwise angle from north, in radians, at which one point sees another."),
            scalar("geo_angle", Result.REAL, REAL, REAL, REAL, REAL, REAL, REAL)
                    .java(Sphere::angle)
                    .doc("Clockwise angle at the second of three points, in radians, from the first to the third."),
            scalar("geo_point_in_circle", Result.BOOL, REAL, REAL, REAL, REAL, REAL)
                    .java(GeoFunctions::inCircle)
                    .doc("Whether a point is within so many metres of another."),
            scalar("geo_point_buffer", Result.DYNAMIC, REAL, REAL, REAL)
                    .java((Double lng, Double lat, Double metres) ->
                            Buffers.ofPoint(lng, lat, metres, Buffers.DEFAULT_TOLERANCE))
                    .doc("The polygon around a point at so many metres, below a quarter of the earth's circumference."),
            scalar("geo_point_buffer", Result.DYNAMIC, REAL, REAL, REAL, REAL)
                    .java(Buffers::ofPoint)
                    .doc("As above; the last argument is how many metres the polygon may be off, 10 unless given."),
            scalar("geo_point_to_geohash", Result.STRING, REAL, REAL)
                    .java((Double lng, Double lat) -> Geohash.at(lng, lat, Geohash.DEFAULT_LENGTH))
                    .doc("The geohash of a point, five characters long."),
            scalar("geo_point_to_geohash", Result.STRING, REAL, REAL, REAL)
                    .java(Geohash::at)
                    .doc("The geohash of a point, 1 to 18 characters long."),
            scalar("geo_geohash_to_central_point", Result.DYNAMIC, STRING)
                    .java(Geohash::centre)
                    .doc("The middle of a geohash as a GeoJSON point."),
            scalar("geo_geohash_to_polygon", Result.DYNAMIC, STRING)
                    .java(Geohash::polygon)
                    .doc("The cell of a geohash as a GeoJSON polygon."),
            scalar("geo_geohash_neighbors", Result.DYNAMIC, STRING)
                    .java(Geohash::neighbors)
                    .doc("Array of the geohashes around one."),
            scalar("geo_point_to_s2cell", Result.STRING, REAL, REAL)
                    .java((Double lng, Double lat) -> S2Cells.at(lng, lat, S2Cells.DEFAULT_LEVEL))
                    .doc("Token of the S2 cell of level 11 around a point."),
            scalar("geo_point_to_s2cell", Result.STRING, REAL, REAL, REAL)
                    .java(S2Cells::at)
                    .doc("Token of the S2 cell of a level, 0 to 30, around a point."),
            scalar("geo_s2cell_to_central_point", Result.DYNAMIC, STRING)
                    .java(S2Cells::centre)
                    .doc("The middle of an S2 cell as a GeoJSON point."),
            scalar("geo_s2cell_to_polygon", Result.DYNAMIC, STRING)
                    .java(S2Cells::polygon)
                    .doc("An S2 cell as a GeoJSON polygon."),
            scalar("geo_s2cell_neighbors", Result.DYNAMIC, STRING)
                    .java(S2Cells::neighbors)
                    .doc("Array of the S2 cells of the same level around one."),
            scalar("geo_point_to_h3cell", Result.STRING, REAL, REAL)
                    .java((Double lng, Double lat) -> H3Cells.at(lng, lat, H3Cells.DEFAULT_RESOLUTION))
                    .doc("Token of the H3 cell of resolution 6 around a point."),
            scalar("geo_point_to_h3cell", Result.STRING, REAL, REAL, REAL)
                    .java(H3Cells::at)
                    .doc("Token of the H3 cell of a resolution, 0 to 15, around a point."),
            scalar("geo_h3cell_to_central_point", Result.DYNAMIC, STRING)
                    .java(H3Cells::centre)
                    .doc("The middle of an H3 cell as a GeoJSON point."),
            scalar("geo_h3cell_to_polygon", Result.DYNAMIC, STRING)
                    .java(H3Cells::polygon)
                    .doc("An H3 cell as a GeoJSON polygon."),
            scalar("geo_h3cell_neighbors", Result.DYNAMIC, STRING)
                    .java(H3Cells::neighbors)
                    .doc("Array of the H3 cells around one."),
            scalar("geo_h3cell_rings", Result.DYNAMIC, STRING, REAL)
                    .java(H3Cells::rings)
                    .doc("Array of arrays of the H3 cells 0, 1, … steps away from one, up to 142."),
            scalar("geo_h3cell_children", Result.DYNAMIC, STRING)
                    .java((String cell) -> H3Cells.children(cell, null))
                    .doc("Array of the H3 cells of the next finer resolution within one."),
            scalar("geo_h3cell_children", Result.DYNAMIC, STRING, REAL)
                    .java(H3Cells::children)
                    .doc("Array of the H3 cells of a resolution, up to five steps finer, within one."),
            scalar("geo_h3cell_parent", Result.STRING, STRING)
                    .java((String cell) -> H3Cells.parent(cell, null))
                    .doc("The H3 cell of the next coarser resolution around one."),
            scalar("geo_h3cell_parent", Result.STRING, STRING, REAL)
                    .java(H3Cells::parent)
                    .doc("The H3 cell of a coarser resolution around one."),
            scalar("geo_h3cell_level", Result.INT, STRING)
                    .java(H3Cells::resolution)
                    .doc("The resolution of an H3 cell."),
            scalar("__geo_length_to_s2cell_level", Result.INT, REAL)
                    .java(Coverings::level)
                    .doc("The level whose S2 cells are on average as wide as so many metres."));

    private GeoFunctions() {}

    private static @Nullable Boolean inCircle(
            Double lng, Double lat, Double centreLng, Double centreLat, Double radius) {
        Double distance = Sphere.distance(lng, lat, centreLng, centreLat);
        return distance == null || radius < 0 ? null : Boolean.valueOf(distance <= radius);
    }
}
