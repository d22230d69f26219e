package dev.kelp.functions.geo;

import com.google.common.geometry.S2;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import org.jspecify.annotations.Nullable;

/** The sphere that stands for the earth: degrees to points of the unit sphere, radians to metres. */
public final class Sphere {
    /** In metres. */
    public static final double RADIUS = 6_371_010;

    /** As far as points may be from exactly opposite and still count as it: what rounding makes of degrees. */
    private static final double OPPOSITE = 1e-15;

    private Sphere() {}

    public static boolean valid(double longitude, double latitude) {
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    }

    /** The point of valid degrees, else null. */
    static @Nullable S2Point point(double longitude, double latitude) {
        return valid(longitude, latitude) ? unchecked(longitude, latitude) : null;
    }

    /** The point of any degrees; longitudes go round. */
    static S2Point unchecked(double longitude, double latitude) {
        return S2LatLng.fromDegrees(latitude, longitude).toPoint();
    }

    static double longitude(S2Point point) {
        return S2LatLng.longitude(point).degrees();
    }

    static double latitude(S2Point point) {
        return S2LatLng.latitude(point).degrees();
    }

    static double radians(double metres) {
        return metres / RADIUS;
    }

    static double metres(double radians) {
        return radians * RADIUS;
    }

    /** The point so many radians from a point, in a direction at right angles to it; both of unit length. */
    static S2Point onRay(S2Point origin, S2Point direction, double radians) {
        return S2Point.normalize(
                S2Point.add(S2Point.mul(origin, Math.cos(radians)), S2Point.mul(direction, Math.sin(radians))));
    }

    /** The unit normal of the great circle from one point to another. */
    static S2Point normal(S2Point from, S2Point to) {
        return S2Point.normalize(S2.robustCrossProd(from, to));
    }

    /** The clockwise angle from north at which one point sees another, from 0 to below a full turn; null for equal and opposite ones. */
    public static @Nullable Double azimuth(double lng1, double lat1, double lng2, double lat2) {
        S2Point from = point(lng1, lat1);
        S2Point to = point(lng2, lat2);
        if (from == null || to == null || from.equalsPoint(to) || from.getDistance(S2Point.neg(to)) < OPPOSITE) {
            return null;
        }
        double own = Math.toRadians(lat1);
        double other = Math.toRadians(lat2);
        double turn = Math.toRadians(lng2 - lng1);
        return positive(Math.atan2(
                Math.sin(turn) * Math.cos(other),
                Math.cos(own) * Math.sin(other) - Math.sin(own) * Math.cos(other) * Math.cos(turn)));
    }

    /** The clockwise angle at the second of three points from the first to the third, from 0 to below a full turn. */
    public static @Nullable Double angle(double lng1, double lat1, double lng2, double lat2, double lng3, double lat3) {
        Double first = azimuth(lng2, lat2, lng1, lat1);
        Double second = azimuth(lng2, lat2, lng3, lat3);
        return first == null || second == null ? null : positive(second - first);
    }

    private static double positive(double angle) {
        double turned = angle < 0 ? angle + 2 * Math.PI : angle;
        return turned >= 2 * Math.PI ? 0 : turned;
    }

    /** Metres of the shortest way between two points. */
    public static @Nullable Double distance(double lng1, double lat1, double lng2, double lat2) {
        if (!valid(lng1, lat1) || !valid(lng2, lat2)) {
            return null;
        }
        double north = Math.sin(Math.toRadians(lat2 - lat1) / 2);
        double east = Math.sin(Math.toRadians(lng2 - lng1) / 2);
        double square = north * north + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * east * east;
        return metres(2 * Math.asin(Math.min(1, Math.sqrt(square))));
    }
}
