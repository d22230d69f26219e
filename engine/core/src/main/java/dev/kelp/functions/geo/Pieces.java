package dev.kelp.functions.geo;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The edges of two shapes cut at each other: where they cross and where a vertex of one lies on the other. Points of both that are
 * as good as the same are made the same, so that pieces which the shapes share are equal.
 *
 * @param first the pieces of the first shape's edges, in their order; edges are numbered from 0
 * @param second the pieces of the second shape's edges, numbered on
 */
record Pieces(List<Piece> first, List<Piece> second) {
    /** As far apart as two computations of one point may come out, in radians. */
    private static final double SAME = 4e-15;

    /** A directed piece of an edge. */
    record Piece(int edge, S2Point from, S2Point to) {
        S2Point middle() {
            return S2Point.normalize(S2Point.add(from, to));
        }

        S2Edge way() {
            return new S2Edge(from, to);
        }

        S2Edge back() {
            return new S2Edge(to, from);
        }
    }

    Pieces {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    static Pieces of(List<S2Edge> first, List<S2Edge> unsnapped) {
        List<S2Edge> second = snapped(unsnapped, first);
        Map<Integer, List<S2Point>> cutsOfFirst = new HashMap<>();
        Map<Integer, List<S2Point>> cutsOfSecond = new HashMap<>();
        EdgePairs.visit(first, second, (i, j) -> {
            S2Edge a = first.get(i);
            S2Edge b = second.get(j);
            cutAtEnds(i, a, b, cutsOfFirst);
            cutAtEnds(j, b, a, cutsOfSecond);
            if (S2EdgeUtil.robustCrossing(a.getStart(), a.getEnd(), b.getStart(), b.getEnd()) > 0) {
                S2Point crossing = S2EdgeUtil.getIntersection(a.getStart(), a.getEnd(), b.getStart(), b.getEnd());
                S2Point point = nearest(crossing, a, b);
                cut(i, a, point, cutsOfFirst);
                cut(j, b, point, cutsOfSecond);
            }
        });
        return new Pieces(pieces(first, 0, cutsOfFirst), pieces(second, first.size(), cutsOfSecond));
    }

    /** Cuts an edge where an end of the other lies on it. */
    private static void cutAtEnds(int index, S2Edge edge, S2Edge other, Map<Integer, List<S2Point>> cuts) {
        for (S2Point end : List.of(other.getStart(), other.getEnd())) {
            if (S2EdgeUtil.getDistance(end, edge.getStart(), edge.getEnd()).radians() <= SAME) {
                cut(index, edge, end, cuts);
            }
        }
    }

    private static void cut(int index, S2Edge edge, S2Point point, Map<Integer, List<S2Point>> cuts) {
        if (!point.equalsPoint(edge.getStart()) && !point.equalsPoint(edge.getEnd())) {
            cuts.computeIfAbsent(index, k -> new ArrayList<>()).add(point);
        }
    }

    /** An end of either edge in place of a point that is as good as the same. */
    private static S2Point nearest(S2Point point, S2Edge a, S2Edge b) {
        for (S2Point end : List.of(a.getStart(), a.getEnd(), b.getStart(), b.getEnd())) {
            if (end.getDistance(point) <= SAME) {
                return end;
            }
        }
        return point;
    }

    private static List<Piece> pieces(List<S2Edge> edges, int number, Map<Integer, List<S2Point>> cuts) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            S2Edge edge = edges.get(i);
            S2Point from = edge.getStart();
            List<S2Point> points = cuts.getOrDefault(i, List.of());
            S2Point start = from;
            for (S2Point point : points.stream()
                    .sorted(Comparator.comparingDouble(start::getDistance2))
                    .toList()) {
                if (!point.equalsPoint(from)) {
                    pieces.add(new Piece(number + i, from, point));
                    from = point;
                }
            }
            if (!from.equalsPoint(edge.getEnd())) {
                pieces.add(new Piece(number + i, from, edge.getEnd()));
            }
        }
        return pieces;
    }

    /** The edges with their vertices moved onto vertices of others that are as good as the same. */
    private static List<S2Edge> snapped(List<S2Edge> edges, List<S2Edge> targets) {
        NavigableMap<Double, List<S2Point>> byX = new TreeMap<>();
        for (S2Edge edge : targets) {
            byX.computeIfAbsent(edge.getStart().getX(), k -> new ArrayList<>(1)).add(edge.getStart());
            byX.computeIfAbsent(edge.getEnd().getX(), k -> new ArrayList<>(1)).add(edge.getEnd());
        }
        Map<S2Point, S2Point> moved = new LinkedHashMap<>();
        List<S2Edge> snapped = new ArrayList<>(edges.size());
        for (S2Edge edge : edges) {
            S2Point from = moved.computeIfAbsent(edge.getStart(), point -> snap(point, byX));
            S2Point to = moved.computeIfAbsent(edge.getEnd(), point -> snap(point, byX));
            snapped.add(new S2Edge(from, to));
        }
        return snapped;
    }

    private static S2Point snap(S2Point point, NavigableMap<Double, List<S2Point>> byX) {
        for (List<S2Point> column :
                byX.subMap(point.getX() - SAME, true, point.getX() + SAME, true).values()) {
            for (S2Point target : column) {
                if (target.getDistance(point) <= SAME) {
                    return target;
                }
            }
        }
        return point;
    }

    /** Whether an angle is as good as none. */
    static boolean same(S1Angle angle) {
        return angle.radians() <= SAME;
    }
}
