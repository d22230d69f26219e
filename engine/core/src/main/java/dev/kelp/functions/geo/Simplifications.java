package dev.kelp.functions.geo;

import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import com.google.common.geometry.S2Polyline;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes with fewer points, as GeoJSON; null for what is no shape and for shapes of which nothing is left. */
public final class Simplifications {
    /** In metres. */
    public static final double DEFAULT_TOLERANCE = 10;

    /** S2's widest, 70 degrees. */
    private static final double WIDEST = Math.toRadians(70);

    private Simplifications() {}

    private static boolean valid(double metres) {
        return metres >= 0 && Sphere.radians(metres) <= WIDEST;
    }

    public static @Nullable String line(String line, double metres) {
        Lines lines = Lines.of(line);
        if (lines == null || !valid(metres)) {
            return null;
        }
        List<List<S2Point>> chains = new ArrayList<>();
        lines.union().lines().forEach(each -> chains.add(each.vertices()));
        List<Json.Array> left = new ArrayList<>();
        for (List<S2Point> chain : Simplifier.lines(chains, Sphere.radians(metres))) {
            if (chain.size() > 1) {
                left.add(GeoJson.positions(new S2Polyline(chain).vertices()));
            }
        }
        Json json = GeoJson.lines(left);
        return json == null ? null : json.write();
    }

    public static @Nullable String polygon(String polygon, double metres) {
        Polygons polygons = Polygons.of(polygon);
        return polygons == null || !valid(metres) ? null : text(List.of(polygons.union()), metres);
    }

    /** Of an array of polygons and multipolygons; borders that they share stay shared. */
    public static @Nullable String array(String array, double metres) {
        List<S2Polygon> polygons = PolygonMeasures.parts(array);
        return polygons == null || !valid(metres) ? null : text(polygons, metres);
    }

    private static @Nullable String text(List<S2Polygon> polygons, double metres) {
        List<Json.Array> left = new ArrayList<>();
        for (S2Polygon polygon : simplified(polygons, metres)) {
            left.addAll(Polygons.parts(polygon));
        }
        Json json = GeoJson.polygons(left);
        return json == null ? null : json.write();
    }

    private static List<S2Polygon> simplified(List<S2Polygon> polygons, double metres) {
        List<List<S2Point>> rings = new ArrayList<>();
        for (S2Polygon polygon : polygons) {
            polygon.getLoops().forEach(loop -> rings.add(loop.orientedVertices()));
        }
        // Straightened rings that cross one another are bent again: first to their sites, then to what they were.
        for (List<List<S2Point>> candidate : List.of(
                Simplifier.rings(rings, Sphere.radians(metres), true),
                Simplifier.rings(rings, Sphere.radians(metres), false))) {
            List<S2Polygon> built = built(polygons, candidate);
            if (built != null) {
                return built;
            }
        }
        return polygons;
    }

    /** The polygons made of the rings that are left of theirs; null where they aren't valid. */
    private static @Nullable List<S2Polygon> built(List<S2Polygon> polygons, List<List<S2Point>> rings) {
        List<S2Polygon> built = new ArrayList<>();
        int next = 0;
        for (S2Polygon polygon : polygons) {
            List<S2Loop> loops = new ArrayList<>();
            for (int i = 0; i < polygon.numLoops(); i++) {
                List<S2Point> ring = rings.get(next++);
                if (ring.size() > 2) {
                    S2Loop loop = new S2Loop(ring);
                    if (!loop.isValid()) {
                        return null;
                    }
                    loops.add(loop);
                }
            }
            S2Polygon region = Polygons.oriented(loops);
            if (!region.isValid()) {
                return null;
            }
            built.add(region);
        }
        return built;
    }
}
