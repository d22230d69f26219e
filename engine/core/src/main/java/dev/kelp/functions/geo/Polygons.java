package dev.kelp.functions.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A polygon or multipolygon on the sphere: each of its rings bounds the smaller of the two parts it cuts the sphere into, whichever
 * way it runs; a ring within a ring is a hole.
 */
final class Polygons {
    private static final ShapeCache<Polygons> CACHE = new ShapeCache<>(text -> read(Json.parse(text)));

    /** Fewest entries of a ring, whose last repeats the first. */
    private static final int SMALLEST_RING = 4;

    private final List<S2Polygon> parts;
    private @Nullable S2Polygon union;

    private Polygons(List<S2Polygon> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The polygons of a Polygon or MultiPolygon, null for what is none. */
    static @Nullable Polygons of(String carrier) {
        return CACHE.of(carrier);
    }

    static @Nullable Polygons read(Json shape) {
        List<Json> texts = GeoJson.polygons(shape);
        if (texts == null) {
            return null;
        }
        List<S2Polygon> parts = new ArrayList<>();
        for (Json text : texts) {
            S2Polygon part = text instanceof Json.Array rings ? polygon(rings.items()) : null;
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return parts.isEmpty() ? null : new Polygons(parts);
    }

    private static @Nullable S2Polygon polygon(List<Json> rings) {
        List<S2Loop> loops = new ArrayList<>();
        for (Json ring : rings) {
            List<S2Point> points = GeoJson.points(ring);
            if (points == null
                    || points.size() < SMALLEST_RING
                    || !points.get(0).equalsPoint(points.get(points.size() - 1))) {
                return null;
            }
            S2Loop loop = new S2Loop(points.subList(0, points.size() - 1));
            if (!loop.isValid()) {
                return null;
            }
            loop.normalize();
            loops.add(loop);
        }
        if (loops.isEmpty()) {
            return null;
        }
        S2Polygon polygon = inOrder(new S2Polygon(new ArrayList<>(loops)), loops);
        return polygon.findValidationError(new S2Error()) ? null : polygon;
    }

    /** The region to the left of loops; empty without any. */
    static S2Polygon oriented(List<S2Loop> loops) {
        S2Polygon region = new S2Polygon();
        if (!loops.isEmpty()) {
            region.initOriented(new ArrayList<>(loops));
        }
        return inOrder(region, loops);
    }

    /** A region with its loops in the order in which they were given, where the library sorts them. */
    private static S2Polygon inOrder(S2Polygon region, List<S2Loop> loops) {
        if (region.numLoops() < 2) {
            return region;
        }
        Map<S2Loop, @Nullable S2Loop> parents = new IdentityHashMap<>();
        for (int i = 0; i < region.numLoops(); i++) {
            int parent = region.getParent(i);
            parents.put(region.loop(i), parent < 0 ? null : region.loop(parent));
        }
        Map<@Nullable S2Loop, List<S2Loop>> children = new IdentityHashMap<>();
        for (S2Loop loop : loops) {
            children.computeIfAbsent(parents.get(loop), k -> new ArrayList<>()).add(loop);
        }
        S2Polygon ordered = new S2Polygon();
        ordered.initWithNestedLoops(children);
        return ordered;
    }

    List<S2Polygon> parts() {
        return parts;
    }

    /** The region of all parts together. */
    S2Polygon union() {
        S2Polygon known = union;
        if (known == null) {
            known = PolygonUnion.of(parts);
            union = known;
        }
        return known;
    }

    boolean contains(S2Point point) {
        return parts.stream().anyMatch(part -> part.contains(point));
    }

    /** The edges of all rings, each with its interior on its left. */
    static List<S2Edge> edges(S2Polygon polygon) {
        List<S2Edge> edges = new ArrayList<>();
        for (int i = 0; i < polygon.numLoops(); i++) {
            List<S2Point> ring = polygon.loop(i).orientedVertices();
            for (int j = 0; j < ring.size(); j++) {
                edges.add(new S2Edge(ring.get(j), ring.get((j + 1) % ring.size())));
            }
        }
        return edges;
    }

    /** A region as GeoJSON, null where it is empty. */
    static @Nullable Json json(S2Polygon region) {
        return GeoJson.polygons(parts(region));
    }

    /** The polygons of a region, each the array of its rings: the outer one and its holes. */
    static List<Json.Array> parts(S2Polygon region) {
        List<Json.Array> polygons = new ArrayList<>();
        List<Json> rings = new ArrayList<>();
        for (int i = 0; i < region.numLoops(); i++) {
            S2Loop loop = region.loop(i);
            if (!loop.isHole() && !rings.isEmpty()) {
                polygons.add(new Json.Array(rings));
                rings.clear();
            }
            List<S2Point> ring = new ArrayList<>(loop.orientedVertices());
            ring.add(ring.get(0));
            rings.add(GeoJson.positions(ring));
        }
        if (!rings.isEmpty()) {
            polygons.add(new Json.Array(rings));
        }
        return polygons;
    }
}
