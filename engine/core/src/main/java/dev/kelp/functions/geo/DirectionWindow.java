package dev.kelp.functions.geo;

import com.google.common.geometry.S2;
import com.google.common.geometry.S2Point;

/** The directions from a point in which an edge passes some discs; after Imai and Iri's way of simplifying lines. */
final class DirectionWindow {
    private final S2Point source;
    private final S2Point xAxis;
    private final S2Point yAxis;

    /** The middle of the window, and how far it reaches to either side; beyond half a turn it is everything. */
    private double middle;

    private double reach = Double.POSITIVE_INFINITY;

    DirectionWindow(S2Point source) {
        this.source = source;
        this.yAxis = S2.ortho(source);
        this.xAxis = S2Point.crossProd(yAxis, source);
    }

    private double direction(S2Point point) {
        return Math.atan2(point.dotProd(yAxis), point.dotProd(xAxis));
    }

    /** Narrows the window to the directions that pass a point within a distance, in radians. */
    void target(S2Point point, double distance) {
        double way = source.angle(point);
        if (way <= distance) {
            return;
        }
        double half = Math.asin(Math.min(1, Math.sin(distance) / Math.sin(way)));
        double direction = direction(point);
        if (reach > Math.PI) {
            middle = direction;
            reach = half;
            return;
        }
        double turn = Math.IEEEremainder(direction - middle, 2 * Math.PI);
        double low = Math.max(-reach, turn - half);
        double high = Math.min(reach, turn + half);
        middle += (low + high) / 2;
        reach = (high - low) / 2;
    }

    /** Whether an edge to a point, at most a quarter of the way round, lies in the window. */
    boolean reaches(S2Point point) {
        return source.dotProd(point) >= 0
                && (reach > Math.PI || Math.abs(Math.IEEEremainder(direction(point) - middle, 2 * Math.PI)) <= reach);
    }
}
