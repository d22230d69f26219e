package dev.kelp.functions.geo;

import com.google.common.geometry.S2Point;
import java.util.List;

/**
 * A ring whose edges are straight in longitude and latitude, in radians, as H3 sees it: a ring with an edge over more than half of
 * all longitudes crosses the antimeridian.
 */
final class FlatRing {
    final double[] longitudes;
    final double[] latitudes;
    final double south;
    final double north;
    final double west;
    final double east;
    private final boolean crossing;

    FlatRing(List<S2Point> ring) {
        longitudes = ring.stream()
                .mapToDouble(point -> Math.toRadians(Sphere.longitude(point)))
                .toArray();
        latitudes = ring.stream()
                .mapToDouble(point -> Math.toRadians(Sphere.latitude(point)))
                .toArray();
        boolean over = false;
        double low = Math.PI;
        double high = -Math.PI;
        double lowestPositive = Math.PI;
        double highestNegative = -Math.PI;
        double bottom = Math.PI;
        double top = -Math.PI;
        for (int i = 0; i < longitudes.length; i++) {
            double longitude = longitudes[i];
            over |= Math.abs(longitude - longitudes[(i + 1) % longitudes.length]) > Math.PI;
            low = Math.min(low, longitude);
            high = Math.max(high, longitude);
            lowestPositive = longitude > 0 ? Math.min(lowestPositive, longitude) : lowestPositive;
            highestNegative = longitude < 0 ? Math.max(highestNegative, longitude) : highestNegative;
            bottom = Math.min(bottom, latitudes[i]);
            top = Math.max(top, latitudes[i]);
        }
        crossing = over;
        west = over ? lowestPositive : low;
        east = over ? highestNegative : high;
        south = bottom;
        north = top;
    }

    int size() {
        return longitudes.length;
    }

    private double around(double longitude) {
        return crossing && longitude < 0 ? longitude + 2 * Math.PI : longitude;
    }

    /** Whether a point lies inside: a ray to the east crosses an odd number of edges. */
    boolean contains(double pointLongitude, double pointLatitude) {
        if (pointLatitude < south
                || pointLatitude > north
                || (crossing
                        ? pointLongitude < west && pointLongitude > east
                        : pointLongitude < west || pointLongitude > east)) {
            return false;
        }
        double longitude = around(pointLongitude);
        double latitude = pointLatitude;
        boolean inside = false;
        for (int i = 0; i < size(); i++) {
            int next = (i + 1) % size();
            int lower = latitudes[i] > latitudes[next] ? next : i;
            int upper = lower == i ? next : i;
            // A ray through a corner is lifted a hair, a point on an edge's end is moved a hair to the west.
            if (latitude == latitudes[lower] || latitude == latitudes[upper]) {
                latitude += Math.ulp(1.0);
            }
            if (latitude < latitudes[lower] || latitude > latitudes[upper]) {
                continue;
            }
            double from = around(longitudes[lower]);
            double to = around(longitudes[upper]);
            if (from == longitude || to == longitude) {
                longitude -= Math.ulp(1.0);
            }
            double part = (latitude - latitudes[lower]) / (latitudes[upper] - latitudes[lower]);
            inside ^= around(from + (to - from) * part) > longitude;
        }
        return inside;
    }
}
