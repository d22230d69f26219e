package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.functions.geo.Buffers;
import dev.kelp.functions.geo.Coverings;
import dev.kelp.functions.geo.Densification;
import dev.kelp.functions.geo.H3Cells;
import dev.kelp.functions.geo.H3Fill;
import dev.kelp.functions.geo.Intersections;
import dev.kelp.functions.geo.LineMeasures;
import dev.kelp.functions.geo.PolygonMeasures;
import dev.kelp.functions.geo.S2Cells;
import dev.kelp.functions.geo.Simplifications;
import dev.kelp.functions.geo.Validity;
import dev.kelp.functions.geo.Wkt;
import java.util.List;

/**
 * Rows of the functions on lines and polygons in GeoJSON (multilines and multipolygons too), whose edges are great circles.
 * A malformed shape leads to null.
 */
final class GeoShapeFunctions {
    static final List<Fn> ROWS = List.of(
            scalar("geo_from_wkt", Result.DYNAMIC, STRING)
                    .java(Wkt::geoJson)
                    .doc("The GeoJSON shape of well-known text."),
            scalar("geo_line_length", Result.REAL, DYNAMIC)
                    .java(LineMeasures::length)
                    .doc("Length of a line in metres; parts that a multiline's lines share count once."),
            scalar("geo_line_centroid", Result.DYNAMIC, DYNAMIC)
                    .java(LineMeasures::centroid)
                    .doc("The centre of gravity of a line, as a GeoJSON point."),
            scalar("geo_line_interpolate_point", Result.DYNAMIC, DYNAMIC, REAL)
                    .java(LineMeasures::interpolate)
                    .doc("The point at a fraction, 0 to 1, of a line's length."),
            scalar("geo_line_locate_point", Result.REAL, DYNAMIC, REAL, REAL)
                    .java((String line, Double lng, Double lat) -> LineMeasures.locate(line, lng, lat, false))
                    .doc("The fraction of a line's length at which it comes nearest to a point."),
            scalar("geo_line_locate_point", Result.REAL, DYNAMIC, REAL, REAL, BOOL)
                    .java(LineMeasures::locate)
                    .doc("As above, measured on the WGS-84 spheroid where the last argument says so."),
            scalar("geo_line_locate_point", Result.REAL, DYNAMIC, REAL, REAL, REAL)
                    .java((String line, Double lng, Double lat, Double spheroid) ->
                            LineMeasures.locate(line, lng, lat, spheroid != 0))
                    .doc("As above, where the last argument isn't 0."),
            scalar("geo_distance_point_to_line", Result.REAL, REAL, REAL, DYNAMIC)
                    .java(LineMeasures::distance)
                    .doc("Metres from a point to a line."),
            scalar("geo_closest_point_on_line", Result.DYNAMIC, REAL, REAL, DYNAMIC)
                    .java(LineMeasures::closest)
                    .doc("The point of a line nearest to another."),
            scalar("geo_line_densify", Result.DYNAMIC, DYNAMIC)
                    .java((String line) -> Densification.line(line, Densification.DEFAULT_TOLERANCE, false))
                    .doc(
                            "A line whose edges, straight in longitude and latitude, got more points: great circles within 10 metres."),
            scalar("geo_line_densify", Result.DYNAMIC, DYNAMIC, REAL)
                    .java((String line, Double metres) -> Densification.line(line, metres, false))
                    .doc("As above, within so many metres, 0.1 to 10000."),
            scalar("geo_line_densify", Result.DYNAMIC, DYNAMIC, REAL, BOOL)
                    .java(Densification::line)
                    .doc("As above; the last argument says whether edges take the short way over the antimeridian."),
            scalar("geo_line_densify", Result.DYNAMIC, DYNAMIC, REAL, REAL)
                    .java((String line, Double metres, Double crossing) ->
                            Densification.line(line, metres, crossing != 0))
                    .doc("As above, where the last argument isn't 0."),
            scalar("geo_line_simplify", Result.DYNAMIC, DYNAMIC)
                    .java((String line) -> Simplifications.line(line, Simplifications.DEFAULT_TOLERANCE))
                    .doc("A line with fewer points, 10 metres apart or more."),
            scalar("geo_line_simplify", Result.DYNAMIC, DYNAMIC, REAL)
                    .java(Simplifications::line)
                    .doc("A line with fewer points, so many metres apart or more."),
            scalar("geo_line_buffer", Result.DYNAMIC, DYNAMIC, REAL)
                    .java((String line, Double metres) -> Buffers.ofLine(line, metres, Buffers.DEFAULT_TOLERANCE))
                    .doc("The polygon around a line at so many metres."),
            scalar("geo_line_buffer", Result.DYNAMIC, DYNAMIC, REAL, REAL)
                    .java(Buffers::ofLine)
                    .doc("As above; the last argument is how many metres the polygon may be off, 10 unless given."),
            scalar("geo_line_to_s2cells", Result.DYNAMIC, DYNAMIC)
                    .java((String line) -> Coverings.ofLine(line, S2Cells.DEFAULT_LEVEL, 0))
                    .doc("Array of the S2 cells of level 11 that cover a line."),
            scalar("geo_line_to_s2cells", Result.DYNAMIC, DYNAMIC, REAL)
                    .java((String line, Double level) -> Coverings.ofLine(line, level, 0))
                    .doc("Array of the S2 cells of a level, 0 to 30, that cover a line; null for more than 65536."),
            scalar("geo_line_to_s2cells", Result.DYNAMIC, DYNAMIC, REAL, REAL)
                    .java(Coverings::ofLine)
                    .doc("As above, of the cells that cover what is within so many metres."),
            scalar("geo_union_lines_array", Result.DYNAMIC, DYNAMIC)
                    .java(LineMeasures::union)
                    .doc("The union of an array of lines."),
            scalar("geo_intersects_2lines", Result.BOOL, DYNAMIC, DYNAMIC)
                    .java(Intersections::lines)
                    .doc("Whether two lines have a point in common."),
            scalar("geo_intersects_line_with_polygon", Result.BOOL, DYNAMIC, DYNAMIC)
                    .java(Intersections::lineAndPolygon)
                    .doc("Whether a line has a point of a polygon."),
            scalar("geo_intersects_2polygons", Result.BOOL, DYNAMIC, DYNAMIC)
                    .java(Intersections::polygons)
                    .doc("Whether two polygons have a point in common."),
            scalar("geo_intersection_2lines", Result.DYNAMIC, DYNAMIC, DYNAMIC)
                    .java(Intersections::ofLines)
                    .doc("What two lines share: points, lines, or an empty collection."),
            scalar("geo_intersection_line_with_polygon", Result.DYNAMIC, DYNAMIC, DYNAMIC)
                    .java(Intersections::ofLineAndPolygon)
                    .doc("What a line and a polygon share."),
            scalar("geo_intersection_2polygons", Result.DYNAMIC, DYNAMIC, DYNAMIC)
                    .java(Intersections::ofPolygons)
                    .doc("What two polygons share: polygons, borders, points, or an empty collection."),
            scalar("geo_point_in_polygon", Result.BOOL, REAL, REAL, DYNAMIC)
                    .java(PolygonMeasures::contains)
                    .doc("Whether a point is in a polygon."),
            scalar("geo_distance_point_to_polygon", Result.REAL, REAL, REAL, DYNAMIC)
                    .java(PolygonMeasures::distance)
                    .doc("Metres from a point to a polygon, 0 within."),
            scalar("geo_closest_point_on_polygon", Result.DYNAMIC, REAL, REAL, DYNAMIC)
                    .java(PolygonMeasures::closest)
                    .doc("The point of a polygon nearest to another."),
            scalar("geo_polygon_area", Result.REAL, DYNAMIC)
                    .java(PolygonMeasures::area)
                    .doc("Area of a polygon in square metres; what parts share counts once."),
            scalar("geo_polygon_perimeter", Result.REAL, DYNAMIC)
                    .java(PolygonMeasures::perimeter)
                    .doc("Length of a polygon's boundary in metres."),
            scalar("geo_polygon_centroid", Result.DYNAMIC, DYNAMIC)
                    .java(PolygonMeasures::centroid)
                    .doc("The centre of gravity of a polygon, as a GeoJSON point."),
            scalar("geo_polygon_densify", Result.DYNAMIC, DYNAMIC)
                    .java((String polygon) -> Densification.polygon(polygon, Densification.DEFAULT_TOLERANCE, false))
                    .doc("A polygon whose edges, straight in longitude and latitude, got more points."),
            scalar("geo_polygon_densify", Result.DYNAMIC, DYNAMIC, REAL)
                    .java((String polygon, Double metres) -> Densification.polygon(polygon, metres, false))
                    .doc("As above, so that great circles come within so many metres, 0.1 to 10000."),
            scalar("geo_polygon_densify", Result.DYNAMIC, DYNAMIC, REAL, BOOL)
                    .java(Densification::polygon)
                    .doc("As above; the last argument says whether edges take the short way over the antimeridian."),
            scalar("geo_polygon_densify", Result.DYNAMIC, DYNAMIC, REAL, REAL)
                    .java((String polygon, Double metres, Double crossing) ->
                            Densification.polygon(polygon, metres, crossing != 0))
                    .doc("As above, where the last argument isn't 0."),
            scalar("geo_polygon_simplify", Result.DYNAMIC, DYNAMIC)
                    .java((String polygon) -> Simplifications.polygon(polygon, Simplifications.DEFAULT_TOLERANCE))
                    .doc("A polygon with fewer points, 10 metres apart or more."),
            scalar("geo_polygon_simplify", Result.DYNAMIC, DYNAMIC, REAL)
                    .java(Simplifications::polygon)
                    .doc("A polygon with fewer points, so many metres apart or more."),
            scalar("geo_simplify_polygons_array", Result.DYNAMIC, DYNAMIC)
                    .java((String polygons) -> Simplifications.array(polygons, Simplifications.DEFAULT_TOLERANCE))
                    .doc("An array of polygons with fewer points, as one shape; borders they share stay shared."),
            scalar("geo_simplify_polygons_array", Result.DYNAMIC, DYNAMIC, REAL)
                    .java(Simplifications::array)
                    .doc("As above, the points so many metres apart or more."),
            scalar("geo_polygon_buffer", Result.DYNAMIC, DYNAMIC, REAL)
                    .java((String polygon, Double metres) ->
                            Buffers.ofPolygon(polygon, metres, Buffers.DEFAULT_TOLERANCE))
                    .doc("The polygon around a polygon at so many metres."),
            scalar("geo_polygon_buffer", Result.DYNAMIC, DYNAMIC, REAL, REAL)
                    .java(Buffers::ofPolygon)
                    .doc("As above; the last argument is how many metres the polygon may be off, 10 unless given."),
            scalar("geo_union_polygons_array", Result.DYNAMIC, DYNAMIC)
                    .java(PolygonMeasures::union)
                    .doc("The union of an array of polygons."),
            scalar("geo_polygon_to_s2cells", Result.DYNAMIC, DYNAMIC)
                    .java((String polygon) -> Coverings.ofPolygon(polygon, S2Cells.DEFAULT_LEVEL, 0))
                    .doc("Array of the S2 cells of level 11 that cover a polygon."),
            scalar("geo_polygon_to_s2cells", Result.DYNAMIC, DYNAMIC, REAL)
                    .java((String polygon, Double level) -> Coverings.ofPolygon(polygon, level, 0))
                    .doc("Array of the S2 cells of a level, 0 to 30, that cover a polygon; null for more than 65536."),
            scalar("geo_polygon_to_s2cells", Result.DYNAMIC, DYNAMIC, REAL, REAL)
                    .java(Coverings::ofPolygon)
                    .doc("As above, of the cells that cover what is within so many metres."),
            scalar("geo_polygon_to_h3cells", Result.DYNAMIC, DYNAMIC)
                    .java((String polygon) -> H3Fill.cells(polygon, H3Cells.DEFAULT_RESOLUTION, 0))
                    .doc(
                            "Array of the H3 cells of resolution 6 whose middles are in a polygon, its edges straight on the map."),
            scalar("geo_polygon_to_h3cells", Result.DYNAMIC, DYNAMIC, REAL)
                    .java((String polygon, Double resolution) -> H3Fill.cells(polygon, resolution, 0))
                    .doc("As above, of a resolution, 0 to 15; null for more than 61680."),
            scalar("geo_polygon_to_h3cells", Result.DYNAMIC, DYNAMIC, REAL, REAL)
                    .java(H3Fill::cells)
                    .doc("As above, of the polygon around it at so many metres."),
            scalar("__geo_line_validate", Result.STRING, DYNAMIC)
                    .java(Validity::ofLine)
                    .doc("What is wrong with a line; empty where nothing is."),
            scalar("__geo_polygon_validate", Result.STRING, DYNAMIC)
                    .java(Validity::ofPolygon)
                    .doc("What is wrong with a polygon; empty where nothing is."),
            scalar("__geo_line_s2cell_covering_level", Result.INT, DYNAMIC)
                    .java(Coverings::levelOfLine)
                    .doc("The level whose S2 cells are about as wide as a line is long."),
            scalar("__geo_polygon_s2cell_covering_level", Result.INT, DYNAMIC)
                    .java(Coverings::levelOfPolygon)
                    .doc("The level whose S2 cells are about as wide as a polygon."));

    private GeoShapeFunctions() {}
}
