package dev.kelp.functions.geo;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out points in two steps, as S2's builder does. First, points near each other become one: sites are chosen among the points,
 * at least the tolerance apart, and every point moves to its nearest site. Then chains of sites without forks become the longest
 * edges that pass all their points within the tolerance. Chains that rings share are simplified once, so the rings still meet.
 */
final class Simplifier {
    private final double tolerance;
    private final Sites sites;
    private final Map<S2Point, Set<S2Point>> neighbors = new HashMap<>();

    /** The points that moved to each site. */
    private final Map<S2Point, List<S2Point>> moved = new HashMap<>();

    private Simplifier(List<List<S2Point>> chains, double tolerance) {
        this.tolerance = tolerance;
        Set<S2Point> points = new LinkedHashSet<>();
        chains.forEach(points::addAll);
        List<S2Point> ordered = new ArrayList<>(points);
        ordered.sort(Comparator.comparing(S2CellId::fromPoint));
        this.sites = new Sites(tolerance);
        for (S2Point point : ordered) {
            sites.add(point);
        }
        for (S2Point point : ordered) {
            moved.computeIfAbsent(sites.nearest(point), k -> new ArrayList<>(1)).add(point);
        }
    }

    /** Lines with fewer points; of one point where nothing is left of a line. */
    static List<List<S2Point>> lines(List<List<S2Point>> lines, double tolerance) {
        Simplifier simplifier = new Simplifier(lines, tolerance);
        List<List<S2Point>> snapped = lines.stream().map(simplifier::snap).toList();
        snapped.forEach(line -> simplifier.connect(line, false));
        return snapped.stream().map(line -> simplifier.straighten(line, false)).toList();
    }

    /**
     * Rings with fewer points, their first not repeated; of less than three where nothing is left of a ring.
     *
     * @param straight whether chains are straightened, not only their points gathered
     */
    static List<List<S2Point>> rings(List<List<S2Point>> rings, double tolerance, boolean straight) {
        Simplifier simplifier = new Simplifier(rings, tolerance);
        List<List<S2Point>> snapped = new ArrayList<>();
        for (List<S2Point> ring : rings) {
            List<S2Point> sites = simplifier.snap(ring);
            while (sites.size() > 1 && sites.get(0).equalsPoint(sites.get(sites.size() - 1))) {
                sites.remove(sites.size() - 1);
            }
            snapped.add(sites);
        }
        snapped.forEach(ring -> simplifier.connect(ring, true));
        return straight
                ? snapped.stream()
                        .map(ring -> simplifier.straighten(ring, true))
                        .toList()
                : snapped;
    }

    /** The sites of a chain, none twice in a row. */
    private List<S2Point> snap(List<S2Point> chain) {
        List<S2Point> snapped = new ArrayList<>();
        for (S2Point point : chain) {
            S2Point site = sites.nearest(point);
            if (snapped.isEmpty() || !snapped.get(snapped.size() - 1).equalsPoint(site)) {
                snapped.add(site);
            }
        }
        return snapped;
    }

    private void connect(List<S2Point> chain, boolean closed) {
        int edges = closed ? chain.size() : chain.size() - 1;
        for (int i = 0; i < edges; i++) {
            S2Point from = chain.get(i);
            S2Point to = chain.get((i + 1) % chain.size());
            neighbors.computeIfAbsent(from, k -> new HashSet<>()).add(to);
            neighbors.computeIfAbsent(to, k -> new HashSet<>()).add(from);
        }
    }

    /** Whether chains only pass through a site. */
    private boolean passes(S2Point site) {
        return neighbors.getOrDefault(site, Set.of()).size() == 2;
    }

    private List<S2Point> straighten(List<S2Point> chain, boolean closed) {
        if (chain.size() < 3) {
            return chain;
        }
        // A ring is taken apart at a fork, or where there is none at its first site in the order of cells.
        int start = 0;
        if (closed) {
            for (int i = 1; i < chain.size(); i++) {
                boolean fork = !passes(chain.get(i));
                boolean forkBefore = !passes(chain.get(start));
                if (fork && !forkBefore
                        || fork == forkBefore
                                && S2CellId.fromPoint(chain.get(i)).lessThan(S2CellId.fromPoint(chain.get(start)))) {
                    start = i;
                }
            }
        }
        List<S2Point> opened = new ArrayList<>();
        int count = closed ? chain.size() + 1 : chain.size();
        for (int i = 0; i < count; i++) {
            opened.add(chain.get((start + i) % chain.size()));
        }
        List<S2Point> straight = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < opened.size(); i++) {
            if (i == opened.size() - 1 || !passes(opened.get(i))) {
                straight.addAll(span(opened.subList(from, i + 1)));
                from = i;
            }
        }
        if (!closed) {
            straight.add(opened.get(opened.size() - 1));
            return straight;
        }
        return turned(straight, chain);
    }

    /** The points of a chain between two forks that are left, without the last; the same from either end. */
    private List<S2Point> span(List<S2Point> chain) {
        S2Point first = chain.get(0);
        S2Point last = chain.get(chain.size() - 1);
        boolean backwards = S2CellId.fromPoint(last).lessThan(S2CellId.fromPoint(first));
        List<S2Point> way = new ArrayList<>(chain);
        if (backwards) {
            Collections.reverse(way);
        }
        List<S2Point> left = new ArrayList<>();
        int at = 0;
        while (at < way.size() - 1) {
            left.add(way.get(at));
            at = farthest(way, at);
        }
        left.add(way.get(way.size() - 1));
        if (backwards) {
            Collections.reverse(left);
        }
        return left.subList(0, left.size() - 1);
    }

    /** How far along a chain one edge can reach from a site, passing all that moved to the sites between. */
    private int farthest(List<S2Point> chain, int from) {
        DirectionWindow window = new DirectionWindow(chain.get(from));
        int reached = from + 1;
        while (reached + 1 < chain.size()) {
            for (S2Point point : moved.getOrDefault(chain.get(reached), List.of())) {
                window.target(point, tolerance);
            }
            if (!window.reaches(chain.get(reached + 1))) {
                break;
            }
            reached++;
        }
        return reached;
    }

    /** A ring turned back to begin at the first of the original's points that is left. */
    private static List<S2Point> turned(List<S2Point> ring, List<S2Point> original) {
        for (S2Point point : original) {
            int at = ring.indexOf(point);
            if (at >= 0) {
                List<S2Point> turned = new ArrayList<>(ring.subList(at, ring.size()));
                turned.addAll(ring.subList(0, at));
                return turned;
            }
        }
        return ring;
    }
}
