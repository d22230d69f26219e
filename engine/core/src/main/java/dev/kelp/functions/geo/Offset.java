package dev.kelp.functions.geo;

import com.google.common.geometry.S2;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import com.google.common.geometry.S2Predicates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line at a distance to the right of a line's edges and round its ends. Its points are those of S2's buffer operation, which
 * Kusto's answers show: arcs begin at the way across an edge and go on in steps as wide as the tolerance lets them be.
 *
 * <p>The same points also bound pieces (a strip beside each edge, a sector at each turn) whose union is the buffer where the line
 * itself would cross itself.
 */
final class Offset {
    /** S2's smallest tolerance, as a part of the radius. */
    private static final double SMALLEST = 1e-6;

    /** So that a tolerance as wide as the radius still leaves triangles for circles. */
    private static final double LARGEST = 1 - 1e-6;

    private static final double QUARTER = Math.PI / 2;

    /** Keeps a rounded step from leaving a tiny last edge. */
    private static final double SLACK = 1e-15;

    private final double radius;
    private final double vertexStep;
    private final double edgeStep;
    private final List<S2Point> path = new ArrayList<>();
    private final List<S2Polygon> pieces = new ArrayList<>();
    private boolean concave;

    private Offset(double radius, double fraction) {
        double error = radius * Math.max(SMALLEST, Math.min(LARGEST, fraction));
        this.radius = radius;
        this.vertexStep = step(radius, error);
        this.edgeStep = step(QUARTER - radius, error);
    }

    /**
     * An offset by so many metres; null where they aren't positive, or reach a quarter round the earth.
     *
     * @param tolerance how far the line may be from where it should be, in metres
     */
    static @Nullable Offset of(double metres, double tolerance) {
        double radius = Sphere.radians(metres);
        return metres > 0 && tolerance > 0 && radius < QUARTER - 1e-9 ? new Offset(radius, tolerance / metres) : null;
    }

    /** The widest step along a circle whose chord stays within an error of it. */
    private static double step(double radius, double error) {
        double inner = Math.max(0, radius - error);
        return Math.min(2 * Math.PI / 3 + SLACK, 2 * Math.acos(Math.tan(inner) / Math.tan(radius)));
    }

    /** The regular polygon around a point. */
    S2Polygon circle(S2Point point) {
        double step = 2 * Math.PI / Math.ceil(2 * Math.PI / vertexStep) + SLACK;
        S2Point start = S2.ortho(point);
        double angle = 0;
        for (int quadrant = 0; quadrant < 4; quadrant++) {
            S2Point across = S2Point.normalize(S2Point.crossProd(point, start));
            for (; angle < QUARTER; angle += step) {
                add(point, Sphere.onRay(start, across, angle));
            }
            angle -= QUARTER;
            start = across;
        }
        return region(path);
    }

    /** What lies within the distance of a line, round its ends. */
    S2Polygon line(List<S2Point> line) {
        int last = line.size() - 1;
        S2Point first = line.get(0);
        S2Point across = axis(first, line.get(1));
        sector(first, S2Point.neg(across), across);
        for (int i = 0; i < last - 1; i++) {
            edgeAndTurn(line.get(i), line.get(i + 1), line.get(i + 2));
        }
        strip(line.get(last - 1), line.get(last));
        S2Point end = axis(line.get(last - 1), line.get(last));
        sector(line.get(last), end, S2Point.neg(end));
        for (int i = last - 2; i >= 0; i--) {
            edgeAndTurn(line.get(i + 2), line.get(i + 1), line.get(i));
        }
        strip(line.get(1), first);
        return result(new S2Polygon(), true);
    }

    /** What lies within the distance of a region. */
    S2Polygon region(S2Polygon region) {
        for (int i = 0; i < region.numLoops(); i++) {
            List<S2Point> ring = region.loop(i).orientedVertices();
            for (int j = 0; j < ring.size(); j++) {
                edgeAndTurn(ring.get(j), ring.get((j + 1) % ring.size()), ring.get((j + 2) % ring.size()));
            }
        }
        return result(region, region.numLoops() == 1);
    }

    /** The path's region where the path crosses itself nowhere, else the union of the pieces and a core. */
    private S2Polygon result(S2Polygon core, boolean onePath) {
        if (onePath && !concave) {
            S2Loop loop = new S2Loop(path);
            if (loop.isValid() && loop.isNormalized()) {
                return new S2Polygon(loop);
            }
        }
        return PolygonUnion.union(PolygonUnion.of(pieces), core);
    }

    private static S2Polygon region(List<S2Point> ring) {
        return new S2Polygon(new S2Loop(ring));
    }

    /** The way to the right of an edge. */
    private static S2Point axis(S2Point from, S2Point to) {
        return Sphere.normal(to, from);
    }

    private S2Point add(S2Point origin, S2Point direction) {
        S2Point point = Sphere.onRay(origin, direction, radius);
        path.add(point);
        return point;
    }

    private void edgeAndTurn(S2Point a, S2Point b, S2Point c) {
        strip(a, b);
        if (S2Predicates.sign(a, b, c) >= 0) {
            sector(b, axis(a, b), axis(b, c));
        } else {
            concave = true;
        }
    }

    /** What lies beside an edge. */
    private void strip(S2Point a, S2Point b) {
        S2Point axis = axis(a, b);
        S2Point along = S2Point.normalize(S2Point.crossProd(a, axis));
        List<S2Point> ring = new ArrayList<>(List.of(a));
        double span = a.angle(b);
        double angle = 0;
        do {
            ring.add(add(Sphere.onRay(a, along, angle), axis));
            angle += edgeStep;
        } while (angle < span);
        ring.add(Sphere.onRay(b, axis, radius));
        ring.add(b);
        piece(ring);
    }

    /** What lies around a point from one way across to another, counterclockwise. */
    private void sector(S2Point point, S2Point start, S2Point end) {
        S2Point across = S2Point.normalize(S2Point.crossProd(point, start));
        List<S2Point> ring = new ArrayList<>(List.of(point));
        double span = start.angle(end);
        double angle = 0;
        do {
            ring.add(add(point, Sphere.onRay(start, across, angle)));
            angle += vertexStep;
        } while (angle < span);
        ring.add(Sphere.onRay(point, end, radius));
        piece(ring);
    }

    private void piece(List<S2Point> ring) {
        S2Loop loop = new S2Loop(ring);
        if (loop.isValid()) {
            loop.normalize();
            pieces.add(new S2Polygon(loop));
        }
    }
}
