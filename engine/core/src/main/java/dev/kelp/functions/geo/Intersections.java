package dev.kelp.functions.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import com.google.common.geometry.S2Polyline;
import dev.kelp.functions.geo.Pieces.Piece;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What two shapes have in common. Lines own their ends, polygons their boundaries: shapes that only touch share points or lines. */
public final class Intersections {
    private Intersections() {}

    /** What two lines or multilines share, as GeoJSON; null where one is none. */
    public static @Nullable String ofLines(String first, String second) {
        Lines a = Lines.of(first);
        Lines b = Lines.of(second);
        return a == null || b == null ? null : common(a, b);
    }

    private static String common(Lines a, Lines b) {
        Pieces pieces = Pieces.of(a.edges(), b.edges());
        Set<S2Edge> ways = new HashSet<>();
        for (Piece piece : pieces.second()) {
            ways.add(piece.way());
            ways.add(piece.back());
        }
        List<S2Edge> shared = new ArrayList<>();
        for (Piece piece : pieces.first()) {
            if (ways.contains(piece.way())) {
                shared.add(piece.way());
            }
        }
        return text(touches(pieces, shared, new S2Polygon()), LineUnion.joined(shared), new S2Polygon());
    }

    /** What a line or multiline and a polygon or multipolygon share, as GeoJSON; null where one is none. */
    public static @Nullable String ofLineAndPolygon(String line, String polygon) {
        Lines lines = Lines.of(line);
        Polygons polygons = Polygons.of(polygon);
        if (lines == null || polygons == null) {
            return null;
        }
        S2Polygon region = polygons.union();
        Pieces pieces = Pieces.of(lines.edges(), Polygons.edges(region));
        Set<S2Edge> ways = new HashSet<>();
        for (Piece piece : pieces.second()) {
            ways.add(piece.way());
            ways.add(piece.back());
        }
        List<S2Edge> inside = new ArrayList<>();
        for (Piece piece : pieces.first()) {
            if (ways.contains(piece.way()) || region.contains(piece.middle())) {
                inside.add(piece.way());
            }
        }
        return text(touches(pieces, inside, new S2Polygon()), LineUnion.joined(inside), new S2Polygon());
    }

    /** What two polygons or multipolygons share, as GeoJSON; null where one is none. */
    public static @Nullable String ofPolygons(String first, String second) {
        Polygons a = Polygons.of(first);
        Polygons b = Polygons.of(second);
        return a == null || b == null ? null : common(a.union(), b.union());
    }

    private static String common(S2Polygon a, S2Polygon b) {
        Pieces pieces = Pieces.of(Polygons.edges(a), Polygons.edges(b));
        Set<S2Edge> ways = new HashSet<>();
        pieces.second().forEach(piece -> ways.add(piece.way()));
        List<Piece> boundary = new ArrayList<>();
        List<S2Edge> borders = new ArrayList<>();
        Set<S2Edge> shared = new HashSet<>();
        for (Piece piece : pieces.first()) {
            if (ways.contains(piece.way())) {
                shared.add(piece.way());
                boundary.add(piece);
            } else if (ways.contains(piece.back())) {
                shared.add(piece.back());
                borders.add(piece.way());
            } else if (b.contains(piece.middle())) {
                boundary.add(piece);
            }
        }
        for (Piece piece : pieces.second()) {
            if (!shared.contains(piece.way()) && a.contains(piece.middle())) {
                boundary.add(piece);
            }
        }
        S2Polygon region = Rings.region(boundary);
        return text(touches(pieces, borders, region), LineUnion.joined(borders), region);
    }

    /** The points of both shapes that no shared line or region has. */
    private static Set<S2Point> touches(Pieces pieces, List<S2Edge> lines, S2Polygon region) {
        Set<S2Point> points = ends(pieces.first());
        points.retainAll(ends(pieces.second()));
        lines.forEach(line -> {
            points.remove(line.getStart());
            points.remove(line.getEnd());
        });
        Polygons.edges(region).forEach(edge -> points.remove(edge.getStart()));
        return points;
    }

    private static Set<S2Point> ends(List<Piece> pieces) {
        Set<S2Point> ends = new LinkedHashSet<>();
        for (Piece piece : pieces) {
            ends.add(piece.from());
            ends.add(piece.to());
        }
        return ends;
    }

    private static String text(Set<S2Point> points, List<S2Polyline> lines, S2Polygon region) {
        List<Json> shapes = new ArrayList<>();
        if (points.size() == 1) {
            shapes.add(GeoJson.shape("Point", GeoJson.position(points.iterator().next())));
        } else if (!points.isEmpty()) {
            shapes.add(GeoJson.shape("MultiPoint", GeoJson.positions(List.copyOf(points))));
        }
        Json line = new Lines(lines).json();
        if (line != null) {
            shapes.add(line);
        }
        Json polygons = Polygons.json(region);
        if (polygons != null) {
            shapes.add(polygons);
        }
        return GeoJson.collection(shapes);
    }

    /** Whether two lines or multilines have a point in common; null where one is none. */
    public static @Nullable Boolean lines(String first, String second) {
        Lines a = Lines.of(first);
        Lines b = Lines.of(second);
        return a == null || b == null ? null : Boolean.valueOf(meet(a.edges(), b.edges()));
    }

    /** Whether a line or multiline has a point of a polygon or multipolygon; null where one is none. */
    public static @Nullable Boolean lineAndPolygon(String line, String polygon) {
        Lines lines = Lines.of(line);
        Polygons polygons = Polygons.of(polygon);
        if (lines == null || polygons == null) {
            return null;
        }
        List<S2Edge> edges = lines.edges();
        return lines.lines().stream().anyMatch(each -> polygons.contains(each.vertex(0)))
                || polygons.parts().stream().anyMatch(part -> meet(edges, Polygons.edges(part)));
    }

    /** Whether two polygons or multipolygons have a point in common; null where one is none. */
    public static @Nullable Boolean polygons(String first, String second) {
        Polygons a = Polygons.of(first);
        Polygons b = Polygons.of(second);
        if (a == null || b == null) {
            return null;
        }
        for (S2Polygon part : a.parts()) {
            for (S2Polygon other : b.parts()) {
                if (part.intersects(other) || meet(Polygons.edges(part), Polygons.edges(other))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean meet(List<S2Edge> first, List<S2Edge> second) {
        boolean[] met = {false};
        EdgePairs.visit(first, second, (i, j) -> met[0] = met[0] || meet(first.get(i), second.get(j)));
        return met[0];
    }

    private static boolean meet(S2Edge a, S2Edge b) {
        return S2EdgeUtil.robustCrossing(a.getStart(), a.getEnd(), b.getStart(), b.getEnd()) >= 0
                || Pieces.same(S2EdgeUtil.getDistance(a.getStart(), b.getStart(), b.getEnd()))
                || Pieces.same(S2EdgeUtil.getDistance(a.getEnd(), b.getStart(), b.getEnd()))
                || Pieces.same(S2EdgeUtil.getDistance(b.getStart(), a.getStart(), a.getEnd()))
                || Pieces.same(S2EdgeUtil.getDistance(b.getEnd(), a.getStart(), a.getEnd()));
    }
}
