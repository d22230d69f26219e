package dev.kelp.functions.geo;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polyline;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import net.sf.geographiclib.GeodesicMask;
import org.jspecify.annotations.Nullable;

/** Distances on the WGS-84 ellipsoid. */
public final class Spheroid {
    /** Steps by which the stretch where an edge comes nearest to a point is narrowed: more than distances can tell apart. */
    private static final int STEPS = 60;

    /** The part of a stretch that one step of the golden section keeps. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Spheroid() {}

    /** Metres of the shortest way between two points; null outside the ranges of degrees. */
    public static @Nullable Double distance(double lng1, double lat1, double lng2, double lat2) {
        return Sphere.valid(lng1, lat1) && Sphere.valid(lng2, lat2)
                ? Double.valueOf(Geodesic.WGS84.Inverse(lat1, lng1, lat2, lng2, GeodesicMask.DISTANCE).s12)
                : null;
    }

    private static double distance(S2Point a, S2Point b) {
        return Geodesic.WGS84.Inverse(
                        Sphere.latitude(a),
                        Sphere.longitude(a),
                        Sphere.latitude(b),
                        Sphere.longitude(b),
                        GeodesicMask.DISTANCE)
                .s12;
    }

    /** The fraction of a line's length at which it comes nearest to a point. */
    static double locate(S2Polyline line, S2Point point) {
        int nearest = line.getNearestEdgeIndex(point);
        double before = 0;
        double whole = 0;
        for (int i = 0; i + 1 < line.numVertices(); i++) {
            double length = distance(line.vertex(i), line.vertex(i + 1));
            if (i < nearest) {
                before += length;
            }
            whole += length;
        }
        return (before + along(line.vertex(nearest), line.vertex(nearest + 1), point)) / whole;
    }

    /** Metres along an edge to where it comes nearest to a point, which the sphere's answer brackets. */
    private static double along(S2Point from, S2Point to, S2Point point) {
        GeodesicLine line = Geodesic.WGS84.InverseLine(
                Sphere.latitude(from), Sphere.longitude(from), Sphere.latitude(to), Sphere.longitude(to));
        double length = line.Distance();
        double guess = length
                * from.angle(S2EdgeUtil.getClosestPoint(point, from, to))
                / Math.max(from.angle(to), Double.MIN_NORMAL);
        double low = Math.max(0, guess - length / 50);
        double high = Math.min(length, guess + length / 50);
        for (int i = 0; i < STEPS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (distance(line, left, point) <= distance(line, right, point)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    private static double distance(GeodesicLine line, double metres, S2Point point) {
        GeodesicData place = line.Position(metres, GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
        return Geodesic.WGS84.Inverse(
                        place.lat2, place.lon2, Sphere.latitude(point), Sphere.longitude(point), GeodesicMask.DISTANCE)
                .s12;
    }
}
