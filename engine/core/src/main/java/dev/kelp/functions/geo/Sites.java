package dev.kelp.functions.geo;

import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Points at least a distance apart, kept in a grid of cubes for finding the nearest. */
final class Sites {
    private record Cube(long x, long y, long z) {}

    /** Squares of chords, which compare like angles. */
    private final double apart;

    private final double width;
    private final Map<Cube, List<S2Point>> cubes = new HashMap<>();

    Sites(double radians) {
        double half = Math.sin(radians / 2);
        this.apart = 4 * half * half;
        this.width = Math.max(2 * half, 1e-12);
    }

    /** Adds a point unless a site is nearer than the distance. */
    void add(S2Point point) {
        for (S2Point site : near(point)) {
            if (site.getDistance2(point) < apart || site.equalsPoint(point)) {
                return;
            }
        }
        cubes.computeIfAbsent(cube(point, 0, 0, 0), k -> new ArrayList<>(1)).add(point);
    }

    /** The site nearest to a point that was offered to {@link #add}. */
    S2Point nearest(S2Point point) {
        S2Point nearest = point;
        double least = Double.POSITIVE_INFINITY;
        for (S2Point site : near(point)) {
            double distance = site.getDistance2(point);
            if (distance < least) {
                least = distance;
                nearest = site;
            }
        }
        return nearest;
    }

    private List<S2Point> near(S2Point point) {
        List<S2Point> near = new ArrayList<>();
        for (int x = -1; x <= 1; x++) {
            for (int y = -1; y <= 1; y++) {
                for (int z = -1; z <= 1; z++) {
                    near.addAll(cubes.getOrDefault(cube(point, x, y, z), List.of()));
                }
            }
        }
        return near;
    }

    private Cube cube(S2Point point, int x, int y, int z) {
        return new Cube(
                (long) Math.floor(point.getX() / width) + x,
                (long) Math.floor(point.getY() / width) + y,
                (long) Math.floor(point.getZ() / width) + z);
    }
}
