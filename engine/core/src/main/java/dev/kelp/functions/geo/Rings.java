package dev.kelp.functions.geo;

import com.google.common.geometry.S2;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import dev.kelp.functions.geo.Pieces.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts directed pieces, the interior on their left, together to rings that touch themselves nowhere.
 *
 * <p>Where a ring starts and which ring comes first is S2's rule, which Kusto's answers show: rings are found from points in the
 * order of S2's cells, end with a piece of the highest edge, and come in the order of their first pieces' edges.
 */
final class Rings {
    private final Map<S2Point, List<Piece>> leaving = new LinkedHashMap<>();

    private Rings(List<Piece> pieces) {
        Map<S2Point, S2CellId> cells = new HashMap<>();
        for (Piece piece : pieces) {
            cells.computeIfAbsent(piece.from(), S2CellId::fromPoint);
            cells.computeIfAbsent(piece.to(), S2CellId::fromPoint);
        }
        Comparator<S2Point> order =
                Comparator.<S2Point, S2CellId>comparing(cells::get).thenComparing(Comparator.naturalOrder());
        List<Piece> ordered = new ArrayList<>(pieces);
        ordered.sort(Comparator.comparing(Piece::from, order).thenComparing(Piece::to, order));
        for (Piece piece : ordered) {
            leaving.computeIfAbsent(piece.from(), k -> new ArrayList<>(1)).add(piece);
        }
    }

    /** The region that the pieces bound; empty without pieces. */
    static S2Polygon region(List<Piece> pieces) {
        List<S2Loop> loops = new ArrayList<>();
        for (List<Piece> ring : new Rings(pieces).all()) {
            loops.add(new S2Loop(ring.stream().map(Piece::from).toList()));
        }
        return Polygons.oriented(loops);
    }

    private List<List<Piece>> all() {
        List<List<Piece>> rings = new ArrayList<>();
        for (S2Point start : List.copyOf(leaving.keySet())) {
            Piece piece = take(null, start);
            while (piece != null) {
                walk(piece, rings);
                piece = take(null, start);
            }
        }
        rings.replaceAll(Rings::rotated);
        rings.sort(Comparator.comparingInt(ring -> ring.get(0).edge()));
        return rings;
    }

    /** Follows the pieces until they lead nowhere, cutting a ring off whenever the way comes back to one of its points. */
    private void walk(Piece first, List<List<Piece>> rings) {
        List<Piece> way = new ArrayList<>();
        Map<S2Point, Integer> places = new HashMap<>();
        Piece piece = first;
        while (piece != null) {
            places.put(piece.from(), way.size());
            way.add(piece);
            Integer back = places.get(piece.to());
            if (back != null) {
                List<Piece> ring = way.subList(back, way.size());
                ring.forEach(done -> places.remove(done.from()));
                // Two pieces there and back again enclose nothing.
                if (ring.size() > 2) {
                    rings.add(List.copyOf(ring));
                }
                ring.clear();
                if (way.isEmpty()) {
                    return;
                }
            }
            piece = take(piece.from(), piece.to());
        }
    }

    /** Takes the piece that leaves a point farthest to the left of the way there. */
    private @Nullable Piece take(@Nullable S2Point before, S2Point point) {
        List<Piece> candidates = leaving.getOrDefault(point, List.of());
        if (candidates.isEmpty()) {
            return null;
        }
        int best = 0;
        if (before != null && candidates.size() > 1) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < candidates.size(); i++) {
                S2Point to = candidates.get(i).to();
                double turn = to.equalsPoint(before) ? -Math.PI : S2.turnAngle(before, point, to);
                if (turn > most) {
                    most = turn;
                    best = i;
                }
            }
        }
        return candidates.remove(best);
    }

    /** The ring turned so that the last piece of the highest edge, or of the first run of such pieces, comes last. */
    private static List<Piece> rotated(List<Piece> ring) {
        int last = 0;
        boolean gap = false;
        for (int i = 1; i < ring.size(); i++) {
            int difference = ring.get(i).edge() - ring.get(last).edge();
            if (difference < 0) {
                gap = true;
            } else if (difference > 0 || !gap) {
                last = i;
                gap = false;
            }
        }
        List<Piece> turned = new ArrayList<>(ring.size());
        for (int i = 1; i <= ring.size(); i++) {
            turned.add(ring.get((last + i) % ring.size()));
        }
        return turned;
    }
}
