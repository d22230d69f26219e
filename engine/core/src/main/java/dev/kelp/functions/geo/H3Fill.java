package dev.kelp.functions.geo;

import com.google.common.geometry.S2Polygon;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.elasticsearch.h3.CellBoundary;
import org.elasticsearch.h3.H3;
import org.elasticsearch.h3.LatLng;
import org.jspecify.annotations.Nullable;

/**
 * The H3 cells whose middles lie in a polygon, found as H3 finds them: from the cells along the rings inwards, gathered in a table
 * with a slot for each number modulo an estimate of the count, whose order is the order of the answer.
 */
public final class H3Fill {
    private static final int MOST = 61_680;

    /** Slots beyond the estimate. */
    private static final int SPARE = 12;

    /** Estimates run high, so far more slots than the most cells are no reason to give up. */
    private static final int MOST_SLOTS = 32 * MOST;

    private static final double EARTH_KM = 6371.007180918475;

    /** A base cell that is a pentagon. */
    private static final int PENTAGON = 4;

    private final List<FlatRing> rings;
    private final int resolution;
    private final double pentagonRadius;
    private final long[] slots;
    private int found;

    private H3Fill(List<FlatRing> rings, int resolution, double pentagonRadius, int size) {
        this.rings = rings;
        this.resolution = resolution;
        this.pentagonRadius = pentagonRadius;
        this.slots = new long[size];
    }

    /**
     * The tokens of the cells of a resolution in a polygon or multipolygon widened by some metres, as JSON; null where it is no
     * polygon or they are too many.
     */
    public static @Nullable String cells(String polygon, double resolution, double metres) {
        Polygons polygons = Polygons.of(polygon);
        if (polygons == null || !(resolution >= 0 && resolution < H3.MAX_H3_RES + 1) || !(metres >= 0)) {
            return null;
        }
        List<S2Polygon> parts = polygons.parts();
        if (metres > 0) {
            S2Polygon wider = Buffers.of(polygons, metres, Buffers.DEFAULT_TOLERANCE);
            if (wider == null) {
                return null;
            }
            parts = List.of(wider);
        }
        Set<String> tokens = new LinkedHashSet<>();
        for (S2Polygon part : parts) {
            for (List<FlatRing> rings : rings(part)) {
                List<String> cells = cells(rings, (int) resolution);
                if (cells == null || tokens.addAll(cells) && tokens.size() > MOST) {
                    return null;
                }
            }
        }
        return Json.texts(KeyOrder.of(tokens)).write();
    }

    /** The outer ring and the holes of each polygon of a region. */
    private static List<List<FlatRing>> rings(S2Polygon region) {
        List<List<FlatRing>> polygons = new ArrayList<>();
        for (int i = 0; i < region.numLoops(); i++) {
            if (!region.loop(i).isHole()) {
                polygons.add(new ArrayList<>());
            }
            polygons.get(polygons.size() - 1).add(new FlatRing(region.loop(i).orientedVertices()));
        }
        return polygons;
    }

    private static @Nullable List<String> cells(List<FlatRing> rings, int resolution) {
        long pentagon = H3.getLongRes0Cells()[PENTAGON];
        for (int i = 0; i < resolution; i++) {
            pentagon = H3.h3ToChildren(pentagon)[0];
        }
        LatLng centre = H3.h3ToLatLng(pentagon);
        CellBoundary boundary = H3.h3ToGeoBoundary(pentagon);
        LatLng corner = boundary.getLatLon(0);
        double radius = kilometres(centre.getLonRad(), centre.getLatRad(), corner.getLonRad(), corner.getLatRad());
        double size = Math.max(
                        estimate(rings.get(0), radius),
                        rings.stream().mapToInt(FlatRing::size).sum())
                + SPARE;
        return size > MOST_SLOTS ? null : new H3Fill(rings, resolution, radius, (int) size).fill();
    }

    private static double kilometres(double lng1, double lat1, double lng2, double lat2) {
        double north = Math.sin((lat2 - lat1) / 2);
        double east = Math.sin((lng2 - lng1) / 2);
        double square = north * north + east * east * Math.cos(lat1) * Math.cos(lat2);
        return 2 * Math.atan2(Math.sqrt(square), Math.sqrt(1 - square)) * EARTH_KM;
    }

    /** How many cells a ring's box holds at most, as H3 guesses: the box's area by that of the smallest cells less a fifth. */
    private static double estimate(FlatRing ring, double pentagonRadius) {
        double diagonal = kilometres(ring.east, ring.north, ring.west, ring.south);
        double wide = Math.abs(ring.east - ring.west);
        double high = Math.abs(ring.north - ring.south);
        double ratio = Math.max(wide, high) / Math.min(wide, high);
        double cell = 0.8 * 2.59807621135 * pentagonRadius * pentagonRadius;
        return Math.max(1, Math.ceil(diagonal * diagonal / Math.min(3, ratio) / cell));
    }

    /** The tokens in the order of their slots; null where they are too many. */
    private @Nullable List<String> fill() {
        Set<Long> search = new LinkedHashSet<>();
        for (FlatRing ring : rings) {
            trace(ring, search);
        }
        while (!search.isEmpty()) {
            Set<Long> next = new LinkedHashSet<>();
            for (long cell : search) {
                offer(cell, next);
                long[] ring = H3.hexRing(cell);
                for (int i = 0; i < ring.length; i++) {
                    offer(ring[(i + ring.length - 1) % ring.length], next);
                }
                if (found > MOST) {
                    return null;
                }
            }
            search = next;
        }
        List<String> tokens = new ArrayList<>(found);
        for (long cell : slots) {
            if (cell != 0) {
                tokens.add(H3.h3ToString(cell));
            }
        }
        return tokens;
    }

    /** The cells along a ring. */
    private void trace(FlatRing ring, Set<Long> cells) {
        for (int i = 0; i < ring.size(); i++) {
            int next = (i + 1) % ring.size();
            double length =
                    kilometres(ring.longitudes[i], ring.latitudes[i], ring.longitudes[next], ring.latitudes[next]);
            double steps = Math.max(1, Math.ceil(length / (2 * pentagonRadius)));
            for (int step = 0; step < steps && cells.size() < slots.length; step++) {
                double latitude = (ring.latitudes[i] * (steps - step) + ring.latitudes[next] * step) / steps;
                double longitude = (ring.longitudes[i] * (steps - step) + ring.longitudes[next] * step) / steps;
                cells.add(H3.geoToH3(Math.toDegrees(latitude), Math.toDegrees(longitude), resolution));
            }
        }
    }

    /** Takes a cell that isn't known and has its middle inside. */
    private void offer(long cell, Set<Long> next) {
        int slot = (int) Long.remainderUnsigned(cell, slots.length);
        for (int tries = 0; slots[slot] != 0; tries++) {
            if (slots[slot] == cell || tries > slots.length) {
                return;
            }
            slot = (slot + 1) % slots.length;
        }
        LatLng centre = H3.h3ToLatLng(cell);
        double longitude = centre.getLonRad();
        double latitude = centre.getLatRad();
        for (int i = 0; i < rings.size(); i++) {
            if (rings.get(i).contains(longitude, latitude) != (i == 0)) {
                return;
            }
        }
        slots[slot] = cell;
        found++;
        next.add(cell);
    }
}
