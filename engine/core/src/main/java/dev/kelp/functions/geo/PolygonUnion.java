package dev.kelp.functions.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Polygon;
import dev.kelp.functions.geo.Pieces.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The region of several polygons together, as S2 does it: the two with the fewest vertices first, over and over. */
final class PolygonUnion {
    /** A region in the queue; of two with as many vertices the older comes first. */
    private record Waiting(int vertices, int age, S2Polygon region) {}

    private PolygonUnion() {}

    static S2Polygon of(List<S2Polygon> polygons) {
        PriorityQueue<Waiting> queue =
                new PriorityQueue<>(Comparator.comparingInt(Waiting::vertices).thenComparingInt(Waiting::age));
        int age = 0;
        for (S2Polygon polygon : polygons) {
            queue.add(new Waiting(polygon.getNumVertices(), age++, polygon));
        }
        while (queue.size() > 1) {
            Waiting first = queue.remove();
            Waiting second = queue.remove();
            queue.add(new Waiting(first.vertices + second.vertices, age++, union(first.region, second.region)));
        }
        return queue.isEmpty() ? new S2Polygon() : queue.remove().region;
    }

    /** The pieces of either boundary outside the other region, and once those that both run along in one direction. */
    static S2Polygon union(S2Polygon a, S2Polygon b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        Pieces pieces = Pieces.of(Polygons.edges(a), Polygons.edges(b));
        Set<S2Edge> ways = new HashSet<>();
        pieces.second().forEach(piece -> ways.add(piece.way()));
        List<Piece> boundary = new ArrayList<>();
        Set<S2Edge> shared = new HashSet<>();
        for (Piece piece : pieces.first()) {
            boolean along = ways.contains(piece.way());
            boolean against = ways.contains(piece.back());
            if (along || against) {
                shared.add(along ? piece.way() : piece.back());
            }
            if (along || !against && !b.contains(piece.middle())) {
                boundary.add(piece);
            }
        }
        for (Piece piece : pieces.second()) {
            if (!shared.contains(piece.way()) && !a.contains(piece.middle())) {
                boundary.add(piece);
            }
        }
        return Rings.region(boundary);
    }
}
