package dev.kelp.functions.geo;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds points to edges that are straight in longitude and latitude until great circles between them come near enough: an edge is
 * halved while it deviates too far at either of two places, as S2's tessellator does it.
 */
public final class Densification {
    /** In metres. */
    public static final double DEFAULT_TOLERANCE = 10;

    private static final double SMALLEST_TOLERANCE = 0.1;
    private static final double LARGEST_TOLERANCE = 10_000;
    private static final int MOST_POINTS = 10_485_760;

    /** Where the deviation is measured, and the part of the largest deviation that is seen there at least. */
    private static final double PLACE = 0.31215691082248312;

    private static final double SEEN = 0.83829992569888509;

    /** Where lines that cross the antimeridian are cut, short of it. */
    private static final double EDGE_OF_MAP = 180 - 1e-12;

    /** A longitude and latitude in degrees; longitudes may lie beyond the map's edges. */
    private record Place(double longitude, double latitude) {
        S2Point point() {
            return Sphere.unchecked(longitude, latitude);
        }

        Place towards(Place other, double fraction) {
            return new Place(
                    longitude + fraction * (other.longitude - longitude),
                    latitude + fraction * (other.latitude - latitude));
        }

        Json onMap() {
            double around = longitude - 360 * Math.floor((longitude + 180) / 360);
            return GeoJson.position(Math.abs(longitude) <= 180 ? longitude : around, latitude);
        }
    }

    private final double tolerance;
    private final boolean crossing;
    private int points;

    private Densification(double metres, boolean crossing) {
        double half = Math.sin(SEEN * Sphere.radians(metres) / 2);
        this.tolerance = 4 * half * half;
        this.crossing = crossing;
    }

    private static @Nullable Densification of(double metres, boolean crossing) {
        return metres >= SMALLEST_TOLERANCE && metres <= LARGEST_TOLERANCE ? new Densification(metres, crossing) : null;
    }

    /**
     * A line or multiline with more points; null for what is none.
     *
     * @param crossing whether edges take the short way over the antimeridian; else they stay on the map
     */
    public static @Nullable String line(String text, double metres, boolean crossing) {
        Densification densification = of(metres, crossing);
        List<Json> texts = GeoJson.lines(Json.parse(text));
        if (densification == null || texts == null) {
            return null;
        }
        List<Json.Array> lines = new ArrayList<>();
        for (Json each : texts) {
            List<Place> places = places(each, 2);
            List<Place> dense = places == null ? null : densification.dense(places);
            if (dense == null) {
                return null;
            }
            lines.addAll(densification.cut(dense));
        }
        Json dense = GeoJson.lines(lines);
        return dense == null ? null : dense.write();
    }

    /** A polygon or multipolygon with more points; null for what is none. */
    public static @Nullable String polygon(String text, double metres, boolean crossing) {
        Densification densification = of(metres, crossing);
        List<Json> texts = GeoJson.polygons(Json.parse(text));
        if (densification == null || texts == null || Polygons.of(text) == null) {
            return null;
        }
        List<Json.Array> polygons = new ArrayList<>();
        for (Json polygon : texts) {
            List<Json> rings = new ArrayList<>();
            for (Json ring : ((Json.Array) polygon).items()) {
                List<Place> places = places(ring, 1);
                List<Place> dense = places == null ? null : densification.dense(places);
                if (dense == null) {
                    return null;
                }
                rings.add(new Json.Array(dense.stream().map(Place::onMap).toList()));
            }
            polygons.add(new Json.Array(rings));
        }
        Json dense = GeoJson.polygons(polygons);
        return dense == null ? null : dense.write();
    }

    /** Positions of any longitude; null where they are too few or one is no position. */
    private static @Nullable List<Place> places(Json positions, int fewest) {
        double[] degrees = GeoJson.positions(positions);
        if (degrees == null || degrees.length < 2 * fewest) {
            return null;
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < degrees.length; i += 2) {
            if (!(Math.abs(degrees[i + 1]) <= 90) || !Double.isFinite(degrees[i])) {
                return null;
            }
            places.add(new Place(degrees[i], degrees[i + 1]));
        }
        return places;
    }

    private @Nullable List<Place> dense(List<Place> places) {
        List<Place> dense = new ArrayList<>();
        dense.add(places.get(0));
        for (int i = 1; i < places.size(); i++) {
            Place from = places.get(i - 1);
            Place to = places.get(i);
            double east = to.longitude - from.longitude;
            double way = crossing ? Math.IEEEremainder(east, 360) : east;
            add(from, from.point(), new Place(from.longitude + way, to.latitude), to.point(), dense);
            if (points > MOST_POINTS) {
                return null;
            }
            dense.set(dense.size() - 1, to);
        }
        return dense;
    }

    /** Adds what comes after an edge's start. */
    private void add(Place from, S2Point a, Place to, S2Point b, List<Place> dense) {
        if (++points > MOST_POINTS || deviation(from, a, to, b) <= tolerance) {
            dense.add(to);
            return;
        }
        Place middle = from.towards(to, 0.5);
        S2Point point = middle.point();
        add(from, a, middle, point, dense);
        add(middle, point, to, b, dense);
    }

    /** How far the edge and the great circle lie apart, as the square of a chord. */
    private static double deviation(Place from, S2Point a, Place to, S2Point b) {
        if (a.dotProd(b) < -1e-14) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(
                between(a, b, PLACE).getDistance2(from.towards(to, PLACE).point()),
                between(a, b, 1 - PLACE)
                        .getDistance2(from.towards(to, 1 - PLACE).point()));
    }

    /** The point at a fraction of a great circle; an edge round the whole map begins and ends at one point. */
    private static S2Point between(S2Point a, S2Point b, double fraction) {
        return a.getDistance2(b) < 1e-28 ? a : S2EdgeUtil.interpolate(fraction, a, b);
    }

    /** The parts of a line between the edges of the map; the whole line where crossings are kept. */
    private List<Json.Array> cut(List<Place> line) {
        List<Json.Array> parts = new ArrayList<>();
        List<Json> part = new ArrayList<>();
        Place last = line.get(0);
        for (Place place : line) {
            double before = Math.floor((last.longitude + 180) / 360);
            double now = Math.floor((place.longitude + 180) / 360);
            if (!crossing && before != now && Math.abs(place.longitude) != 180 && Math.abs(last.longitude) != 180) {
                double side = now > before ? EDGE_OF_MAP : -EDGE_OF_MAP;
                double latitude = latitudeAtEdge(last.point(), place.point());
                part.add(GeoJson.position(side, latitude));
                parts.add(new Json.Array(part));
                part = new ArrayList<>(List.of(GeoJson.position(-side, latitude)));
            }
            part.add(place.onMap());
            last = place;
        }
        parts.add(new Json.Array(part));
        return parts;
    }

    /** The latitude at which a great circle crosses the antimeridian. */
    private static double latitudeAtEdge(S2Point a, S2Point b) {
        S2Point along = S2Point.crossProd(Sphere.normal(a, b), new S2Point(0, 1, 0));
        return Sphere.latitude(along.getX() < 0 ? along : S2Point.neg(along));
    }
}
