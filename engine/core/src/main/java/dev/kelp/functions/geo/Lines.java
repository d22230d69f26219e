package dev.kelp.functions.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polyline;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line or multiline on the sphere.
 *
 * @param lines each of at least two points, no two neighbours the same or opposite
 */
record Lines(List<S2Polyline> lines) {
    private static final ShapeCache<Lines> CACHE = new ShapeCache<>(text -> read(Json.parse(text)));

    Lines {
        lines = List.copyOf(lines);
    }

    /** The lines of a LineString or MultiLineString, null for what is none. */
    static @Nullable Lines of(String carrier) {
        return CACHE.of(carrier);
    }

    static @Nullable Lines read(Json shape) {
        List<Json> texts = GeoJson.lines(shape);
        if (texts == null) {
            return null;
        }
        List<S2Polyline> lines = new ArrayList<>();
        for (Json text : texts) {
            List<S2Point> points = GeoJson.points(text);
            List<S2Point> distinct = points == null ? List.of() : withoutRepeats(points);
            if (distinct.size() < 2) {
                return null;
            }
            lines.add(new S2Polyline(distinct));
        }
        return lines.isEmpty() ? null : new Lines(lines);
    }

    /** The points without those that repeat the one before; none where two neighbours are opposite. */
    private static List<S2Point> withoutRepeats(List<S2Point> points) {
        List<S2Point> distinct = new ArrayList<>(points.size());
        for (S2Point point : points) {
            S2Point last = distinct.isEmpty() ? null : distinct.get(distinct.size() - 1);
            if (last != null && last.equalsPoint(S2Point.neg(point))) {
                return List.of();
            }
            if (last == null || !last.equalsPoint(point)) {
                distinct.add(point);
            }
        }
        return distinct;
    }

    List<S2Edge> edges() {
        List<S2Edge> edges = new ArrayList<>();
        for (S2Polyline line : lines) {
            for (int i = 1; i < line.numVertices(); i++) {
                edges.add(new S2Edge(line.vertex(i - 1), line.vertex(i)));
            }
        }
        return edges;
    }

    /** The lines without what they share; itself where it is one line. */
    Lines union() {
        return lines.size() == 1 ? this : LineUnion.of(List.of(this));
    }

    @Nullable
    Json json() {
        List<Json.Array> texts = new ArrayList<>();
        for (S2Polyline line : lines) {
            texts.add(GeoJson.positions(line.vertices()));
        }
        return GeoJson.lines(texts);
    }
}
