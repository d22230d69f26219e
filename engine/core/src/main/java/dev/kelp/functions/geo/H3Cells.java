package dev.kelp.functions.geo;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.elasticsearch.h3.CellBoundary;
import org.elasticsearch.h3.H3;
import org.elasticsearch.h3.LatLng;
import org.jspecify.annotations.Nullable;

/** Cells of the H3 grid by their tokens. */
public final class H3Cells {
    public static final int DEFAULT_RESOLUTION = 6;

    /** How many resolutions below a cell its children are listed. */
    private static final int DEEPEST = 5;

    private static final int WIDEST = 142;

    private H3Cells() {}

    /** The token of the cell of a resolution around a point; null outside the ranges of degrees and resolutions. */
    public static @Nullable String at(double longitude, double latitude, double resolution) {
        return Sphere.valid(longitude, latitude) && resolution >= 0 && resolution < H3.MAX_H3_RES + 1
                ? H3.geoToH3Address(latitude, longitude, (int) resolution)
                : null;
    }

    /** The number of a token, 0 for what is none. */
    private static long cell(String token) {
        if (token.isEmpty() || token.length() > 16 || !token.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return 0;
        }
        long cell = Long.parseUnsignedLong(token, 16);
        return H3.h3IsValid(cell) ? cell : 0;
    }

    public static @Nullable Long resolution(String token) {
        long cell = cell(token);
        return cell == 0 ? null : Long.valueOf(H3.getResolution(cell));
    }

    /** The middle of a cell, as GeoJSON. */
    public static @Nullable String centre(String token) {
        long cell = cell(token);
        if (cell == 0) {
            return null;
        }
        LatLng centre = H3.h3ToLatLng(cell);
        return GeoJson.point(centre.getLonDeg(), centre.getLatDeg());
    }

    /** The corners of a cell, as GeoJSON. */
    public static @Nullable String polygon(String token) {
        long cell = cell(token);
        if (cell == 0) {
            return null;
        }
        CellBoundary boundary = H3.h3ToGeoBoundary(cell);
        double[] ring = new double[2 * boundary.numPoints()];
        for (int i = 0; i < boundary.numPoints(); i++) {
            ring[2 * i] = boundary.getLatLon(i).getLonDeg();
            ring[2 * i + 1] = boundary.getLatLon(i).getLatDeg();
        }
        return GeoJson.polygon(ring);
    }

    /** The cell of a coarser resolution that a cell lies in; by null that of the next coarser one. */
    public static @Nullable String parent(String token, @Nullable Double resolution) {
        long cell = cell(token);
        if (cell == 0) {
            return null;
        }
        int own = H3.getResolution(cell);
        long wanted = resolution == null ? own - 1 : resolution.longValue();
        if (wanted < 0 || wanted > own) {
            return null;
        }
        for (int level = own; level > wanted; level--) {
            cell = H3.h3ToParent(cell);
        }
        return H3.h3ToString(cell);
    }

    /** The cells of a finer resolution within a cell, as JSON; by null those of the next finer one. */
    public static @Nullable String children(String token, @Nullable Double resolution) {
        long cell = cell(token);
        if (cell == 0) {
            return null;
        }
        int own = H3.getResolution(cell);
        long wanted = resolution == null ? own + 1 : resolution.longValue();
        if (wanted < Math.max(own, 1) || wanted > H3.MAX_H3_RES || wanted - own > DEEPEST) {
            return null;
        }
        long[] cells = {cell};
        for (int level = own; level < wanted; level++) {
            cells = Arrays.stream(cells)
                    .flatMap(c -> Arrays.stream(H3.h3ToChildren(c)))
                    .toArray();
        }
        return Json.texts(Arrays.stream(cells).mapToObj(H3::h3ToString).toList())
                .write();
    }

    /** The cells that share an edge with a cell, as JSON. */
    public static @Nullable String neighbors(String token) {
        long cell = cell(token);
        return cell == 0
                ? null
                : Json.texts(KeyOrder.of(tokens(rings(cell, 1).get(1)))).write();
    }

    /** The cells at distance 0, 1, … of a cell, one array for each, as JSON. */
    public static @Nullable String rings(String token, double distance) {
        long cell = cell(token);
        return cell == 0 || !(distance >= 0 && distance < WIDEST + 1)
                ? null
                : new Json.Array(rings(cell, (int) distance).stream()
                                .<Json>map(ring -> Json.texts(tokens(ring)))
                                .toList())
                        .write();
    }

    private static List<String> tokens(List<Long> cells) {
        return cells.stream().map(H3::h3ToString).toList();
    }

    private static List<List<Long>> rings(long centre, int distance) {
        List<List<Long>> rings = new ArrayList<>();
        rings.add(List.of(centre));
        H3Walk walk = H3Walk.from(centre);
        for (int ring = 1; ring <= distance; ring++) {
            List<Long> cells = walk == null ? null : walk.ring(ring);
            if (cells == null) {
                walk = null;
                cells = around(rings);
            }
            rings.add(cells);
        }
        return rings;
    }

    /** The next ring where one of the twelve pentagons lies within it: what borders on the last ring and isn't known. */
    private static List<Long> around(List<List<Long>> rings) {
        List<Long> last = rings.get(rings.size() - 1);
        Set<Long> known = new LinkedHashSet<>(last);
        if (rings.size() > 1) {
            known.addAll(rings.get(rings.size() - 2));
        }
        Set<Long> next = new LinkedHashSet<>();
        for (long cell : last) {
            for (long neighbor : H3.hexRing(cell)) {
                if (!known.contains(neighbor)) {
                    next.add(neighbor);
                }
            }
        }
        return List.copyOf(next);
    }
}
