package dev.kelp.functions.geo;

import com.google.common.geometry.S2;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polyline;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lengths of lines and places on them; metres, degrees, GeoJSON. */
public final class LineMeasures {
    private LineMeasures() {}

    /** Metres; what the lines of a multiline share counts once. */
    public static @Nullable Double length(String line) {
        Lines lines = Lines.of(line);
        return lines == null
                ? null
                : Double.valueOf(Sphere.metres(lines.union().lines().stream()
                        .mapToDouble(each -> each.getArclengthAngle().radians())
                        .sum()));
    }

    public static @Nullable String centroid(String line) {
        Lines lines = Lines.of(line);
        if (lines == null) {
            return null;
        }
        S2Point sum = S2Point.ORIGIN;
        for (S2Edge edge : lines.union().edges()) {
            sum = S2Point.add(sum, S2.trueCentroid(edge.getStart(), edge.getEnd()));
        }
        return sum.equalsPoint(S2Point.ORIGIN) ? null : GeoJson.point(S2Point.normalize(sum));
    }

    /** The edge nearest to a point. */
    private static S2Edge nearest(S2Point point, List<S2Edge> edges) {
        S2Edge nearest = edges.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (S2Edge edge : edges) {
            double distance = S2EdgeUtil.getDistance(point, edge.getStart(), edge.getEnd())
                    .radians();
            if (distance < least) {
                least = distance;
                nearest = edge;
            }
        }
        return nearest;
    }

    /** Metres from a point to a line or multiline. */
    public static @Nullable Double distance(double longitude, double latitude, String line) {
        S2Point point = Sphere.point(longitude, latitude);
        Lines lines = Lines.of(line);
        if (point == null || lines == null) {
            return null;
        }
        S2Edge edge = nearest(point, lines.edges());
        return Sphere.metres(
                S2EdgeUtil.getDistance(point, edge.getStart(), edge.getEnd()).radians());
    }

    /** The point of a line or multiline nearest to another. */
    public static @Nullable String closest(double longitude, double latitude, String line) {
        S2Point point = Sphere.point(longitude, latitude);
        Lines lines = Lines.of(line);
        if (point == null || lines == null) {
            return null;
        }
        S2Edge edge = nearest(point, lines.edges());
        return GeoJson.point(S2EdgeUtil.getClosestPoint(point, edge.getStart(), edge.getEnd()));
    }

    private static @Nullable S2Polyline single(String line) {
        Lines lines = Lines.of(line);
        return lines == null || lines.lines().size() != 1 ? null : lines.lines().get(0);
    }

    /** The point at a fraction of a line's length, from 0 to 1. */
    public static @Nullable String interpolate(String line, double fraction) {
        S2Polyline single = single(line);
        return single == null || !(fraction >= 0 && fraction <= 1) ? null : GeoJson.point(single.interpolate(fraction));
    }

    /** The fraction of a line's length at which it comes nearest to a point; of the spheroid's lengths where asked for. */
    public static @Nullable Double locate(String line, double longitude, double latitude, boolean spheroid) {
        S2Polyline single = single(line);
        S2Point point = Sphere.point(longitude, latitude);
        if (single == null || point == null) {
            return null;
        }
        return spheroid ? Spheroid.locate(single, point) : Double.valueOf(single.uninterpolate(point));
    }

    /** The union of an array of lines and multilines; null where one is none. */
    public static @Nullable String union(String array) {
        if (!(Json.parse(array) instanceof Json.Array shapes)) {
            return null;
        }
        List<Lines> lines = new ArrayList<>();
        for (Json shape : shapes.items()) {
            Lines each = Lines.read(shape);
            if (each == null) {
                return null;
            }
            lines.add(each);
        }
        Json union = LineUnion.of(lines).json();
        return union == null ? null : union.write();
    }
}
