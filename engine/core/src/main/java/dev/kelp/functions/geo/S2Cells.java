package dev.kelp.functions.geo;

import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells of the S2 grid by their tokens. */
public final class S2Cells {
    public static final int DEFAULT_LEVEL = 11;

    private S2Cells() {}

    /** The token of the cell of a level around a point; null outside the ranges of degrees and levels. */
    public static @Nullable String at(double longitude, double latitude, double level) {
        S2Point point = Sphere.point(longitude, latitude);
        return point == null || !(level >= 0 && level < S2CellId.MAX_LEVEL + 1)
                ? null
                : S2CellId.fromPoint(point).parent((int) level).toToken();
    }

    private static @Nullable S2CellId cell(String token) {
        if (token.isEmpty() || token.length() > 16 || !token.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return null;
        }
        S2CellId cell = S2CellId.fromToken(token);
        return cell.isValid() ? cell : null;
    }

    /** The middle of a cell, as GeoJSON. */
    public static @Nullable String centre(String token) {
        S2CellId cell = cell(token);
        if (cell == null) {
            return null;
        }
        S2LatLng centre = cell.toLatLng();
        return GeoJson.point(centre.lngDegrees(), centre.latDegrees());
    }

    /** The four corners of a cell, as GeoJSON. */
    public static @Nullable String polygon(String token) {
        S2CellId id = cell(token);
        if (id == null) {
            return null;
        }
        S2Cell cell = new S2Cell(id);
        double[] ring = new double[8];
        for (int i = 0; i < 4; i++) {
            ring[2 * i] = Sphere.longitude(cell.getVertex(i));
            ring[2 * i + 1] = Sphere.latitude(cell.getVertex(i));
        }
        return GeoJson.polygon(ring);
    }

    /** The tokens of the cells of the same level that share an edge or a corner with a cell, as JSON. */
    public static @Nullable String neighbors(String token) {
        S2CellId cell = cell(token);
        if (cell == null) {
            return null;
        }
        List<S2CellId> neighbors = new ArrayList<>();
        cell.getAllNeighbors(cell.level(), neighbors);
        return Json.texts(KeyOrder.of(neighbors.stream().map(S2CellId::toToken).toList()))
                .write();
    }
}
