package dev.kelp.functions.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polyline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines without what they share: each edge once, joined to lines that run from fork to fork. A line ends where edges meet in any
 * way but one in and one out; what has no end is a ring.
 */
final class LineUnion {
    private final Map<S2Point, List<S2Point>> leaving = new LinkedHashMap<>();
    private final Map<S2Point, Integer> arrivals = new LinkedHashMap<>();
    private final Map<S2Point, Integer> departures = new LinkedHashMap<>();

    private LineUnion() {}

    static Lines of(List<Lines> shapes) {
        List<S2Edge> edges = new ArrayList<>();
        shapes.forEach(shape -> edges.addAll(shape.edges()));
        return new Lines(joined(edges));
    }

    /** The lines that edges form, each edge taken once however often and in whichever direction it comes. */
    static List<S2Polyline> joined(List<S2Edge> edges) {
        LineUnion union = new LineUnion();
        Set<S2Edge> known = new LinkedHashSet<>();
        for (S2Edge edge : edges) {
            if (!known.contains(new S2Edge(edge.getEnd(), edge.getStart())) && known.add(edge)) {
                union.leaving
                        .computeIfAbsent(edge.getStart(), k -> new ArrayList<>(1))
                        .add(edge.getEnd());
                union.arrivals.merge(edge.getEnd(), 1, Integer::sum);
                union.departures.merge(edge.getStart(), 1, Integer::sum);
            }
        }
        List<S2Polyline> lines = new ArrayList<>();
        for (S2Point start : List.copyOf(union.leaving.keySet())) {
            while (!union.passes(start) && union.goesOn(start)) {
                lines.add(union.walk(start));
            }
        }
        for (S2Point start : List.copyOf(union.leaving.keySet())) {
            if (union.passes(start) && union.goesOn(start)) {
                lines.add(union.walk(start));
            }
        }
        return lines;
    }

    /** Whether a line goes on through a point: one edge comes in and one goes out, taken or not. */
    private boolean passes(S2Point point) {
        return arrivals.getOrDefault(point, 0) == 1 && departures.getOrDefault(point, 0) == 1;
    }

    /** Whether an edge from a point is left to take. */
    private boolean goesOn(S2Point point) {
        return !leaving.getOrDefault(point, List.of()).isEmpty();
    }

    private S2Polyline walk(S2Point start) {
        List<S2Point> way = new ArrayList<>();
        way.add(start);
        S2Point point = start;
        do {
            point = leaving.getOrDefault(point, List.of()).remove(0);
            way.add(point);
        } while (passes(point) && goesOn(point));
        return new S2Polyline(way);
    }
}
