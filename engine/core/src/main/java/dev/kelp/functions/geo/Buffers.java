package dev.kelp.functions.geo;

import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import com.google.common.geometry.S2Polyline;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The polygons within some metres of shapes, as GeoJSON; null for what is no shape, no positive radius or no positive tolerance. */
public final class Buffers {
    /** In metres. */
    public static final double DEFAULT_TOLERANCE = 10;

    private Buffers() {}

    public static @Nullable String ofPoint(double longitude, double latitude, double metres, double tolerance) {
        S2Point point = Sphere.point(longitude, latitude);
        Offset offset = Offset.of(metres, tolerance);
        return point == null || offset == null ? null : text(offset.circle(point));
    }

    public static @Nullable String ofLine(String line, double metres, double tolerance) {
        Lines lines = Lines.of(line);
        if (lines == null) {
            return null;
        }
        List<S2Polygon> parts = new ArrayList<>();
        for (S2Polyline each : lines.lines()) {
            Offset offset = Offset.of(metres, tolerance);
            if (offset == null) {
                return null;
            }
            parts.add(offset.line(each.vertices()));
        }
        return text(PolygonUnion.of(parts));
    }

    public static @Nullable String ofPolygon(String polygon, double metres, double tolerance) {
        Polygons polygons = Polygons.of(polygon);
        S2Polygon buffer = polygons == null ? null : of(polygons, metres, tolerance);
        return buffer == null ? null : text(buffer);
    }

    static @Nullable S2Polygon of(Polygons polygons, double metres, double tolerance) {
        Offset offset = Offset.of(metres, tolerance);
        return offset == null ? null : offset.region(polygons.union());
    }

    private static @Nullable String text(S2Polygon buffer) {
        Json json = Polygons.json(buffer);
        return json == null ? null : json.write();
    }
}
