package dev.kelp.functions.geo;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S1ChordAngle;
import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Projections;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The S2 cells of one level that cover a shape. */
public final class Coverings {
    private static final int MOST = 65_536;

    private Coverings() {}

    /** The tokens of the cells within some metres of a polygon or multipolygon, as JSON; null where it is none or they are too many. */
    public static @Nullable String ofPolygon(String polygon, double level, double metres) {
        Polygons polygons = Polygons.of(polygon);
        if (polygons == null) {
            return null;
        }
        List<S2Edge> edges = new ArrayList<>();
        polygons.parts().forEach(part -> edges.addAll(Polygons.edges(part)));
        return cover(cell -> polygons.parts().stream().anyMatch(part -> part.mayIntersect(cell)), edges, level, metres);
    }

    /** The tokens of the cells within some metres of a line or multiline, as JSON; null where it is none or they are too many. */
    public static @Nullable String ofLine(String line, double level, double metres) {
        Lines lines = Lines.of(line);
        return lines == null
                ? null
                : cover(
                        cell -> lines.lines().stream().anyMatch(each -> each.mayIntersect(cell)),
                        lines.edges(),
                        level,
                        metres);
    }

    private static @Nullable String cover(Predicate<S2Cell> meets, List<S2Edge> edges, double level, double metres) {
        if (!(level >= 0 && level < S2CellId.MAX_LEVEL + 1) || !(metres >= 0) || Double.isInfinite(metres)) {
            return null;
        }
        S1ChordAngle radius = S1ChordAngle.fromS1Angle(S1Angle.radians(Math.min(Math.PI, Sphere.radians(metres))));
        Predicate<S2Cell> covers = metres == 0
                ? meets
                : cell -> meets.test(cell)
                        || edges.stream()
                                .anyMatch(edge -> cell.getDistanceToEdge(edge.getStart(), edge.getEnd())
                                                .compareTo(radius)
                                        <= 0);
        List<S2Cell> cells = new ArrayList<>();
        for (int face = 0; face < 6; face++) {
            cells.add(S2Cell.fromFace(face));
        }
        cells.removeIf(covers.negate());
        // A cell that covers has a child that does, so there are never fewer cells below.
        for (int at = 0; at < (int) level && cells.size() <= MOST; at++) {
            List<S2Cell> finer = new ArrayList<>();
            for (S2Cell cell : cells) {
                S2CellId child = cell.id().childBegin();
                for (int i = 0; i < 4; i++) {
                    finer.add(new S2Cell(child));
                    child = child.next();
                }
            }
            finer.removeIf(covers.negate());
            cells = finer;
        }
        return cells.size() > MOST
                ? null
                : Json.texts(cells.stream().map(cell -> cell.id().toToken()).toList())
                        .write();
    }

    /** The level whose cells are on average about as wide as a length in metres; null for what is no length. */
    public static @Nullable Long level(double metres) {
        return metres > 0
                ? Long.valueOf(S2Projections.PROJ.avgEdge.getClosestLevel(Math.min(Math.PI, Sphere.radians(metres))))
                : null;
    }

    /** The level whose cells are about as wide as a polygon or multipolygon; null where it is none. */
    public static @Nullable Long levelOfPolygon(String polygon) {
        Double area = PolygonMeasures.area(polygon);
        return area == null ? null : level(Math.sqrt(area));
    }

    /** The level whose cells are about as wide as a line or multiline is long; null where it is none. */
    public static @Nullable Long levelOfLine(String line) {
        Lines lines = Lines.of(line);
        return lines == null
                ? null
                : level(Sphere.metres(lines.lines().stream()
                        .mapToDouble(each -> each.getArclengthAngle().radians())
                        .sum()));
    }
}
