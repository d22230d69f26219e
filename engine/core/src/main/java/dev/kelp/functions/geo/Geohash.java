package dev.kelp.functions.geo;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the geohash grid.
 *
 * @param west longitude of its western edge, in degrees
 * @param south latitude of its southern edge, in degrees
 * @param width in degrees of longitude
 * @param height in degrees of latitude
 */
public record Geohash(double west, double south, double width, double height, int length) {
    private static final String DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";

    /** The steps east and north to the places around a cell, clockwise from its north-west. */
    private static final int[][] AROUND = {{-1, 1}, {0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}, {-1, -1}, {-1, 0}};

    public static final int DEFAULT_LENGTH = 5;

    private static final int LONGEST = 18;

    /** The geohash of a length at a point; null outside the ranges of degrees and lengths. */
    public static @Nullable String at(double longitude, double latitude, double length) {
        return Sphere.valid(longitude, latitude) && length >= 1 && length < LONGEST + 1
                ? text(longitude, latitude, (int) length)
                : null;
    }

    private static String text(double longitude, double latitude, int length) {
        StringBuilder out = new StringBuilder(length);
        double west = -180;
        double east = 180;
        double south = -90;
        double north = 90;
        boolean across = true;
        for (int i = 0; i < length; i++) {
            int digit = 0;
            for (int bit = 0; bit < 5; bit++) {
                double middle = across ? (west + east) / 2 : (south + north) / 2;
                boolean upper = (across ? longitude : latitude) >= middle;
                digit = digit << 1 | (upper ? 1 : 0);
                west = across && upper ? middle : west;
                east = across && !upper ? middle : east;
                south = !across && upper ? middle : south;
                north = !across && !upper ? middle : north;
                across = !across;
            }
            out.append(DIGITS.charAt(digit));
        }
        return out.toString();
    }

    /** The cell of a text, null where it is none. */
    private static @Nullable Geohash parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        double west = -180;
        double south = -90;
        double width = 360;
        double height = 180;
        boolean across = true;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(Character.toLowerCase(text.charAt(i)));
            if (digit < 0) {
                return null;
            }
            for (int bit = 4; bit >= 0; bit--) {
                int upper = digit >> bit & 1;
                if (across) {
                    width /= 2;
                    west += upper * width;
                } else {
                    height /= 2;
                    south += upper * height;
                }
                across = !across;
            }
        }
        return new Geohash(west, south, width, height, text.length());
    }

    /** The middle of a geohash, as GeoJSON. */
    public static @Nullable String centre(String geohash) {
        Geohash cell = parse(geohash);
        return cell == null ? null : GeoJson.point(cell.middleLongitude(), cell.middleLatitude());
    }

    /** The cell of a geohash, as GeoJSON. */
    public static @Nullable String polygon(String geohash) {
        Geohash cell = parse(geohash);
        if (cell == null) {
            return null;
        }
        double east = cell.west + cell.width;
        double north = cell.south + cell.height;
        return GeoJson.polygon(new double[] {cell.west, cell.south, east, cell.south, east, north, cell.west, north});
    }

    /** The geohashes around one, fewer at the poles, as JSON. */
    public static @Nullable String neighbors(String geohash) {
        Geohash cell = parse(geohash);
        return cell == null ? null : Json.texts(KeyOrder.of(cell.around())).write();
    }

    private double middleLongitude() {
        return west + width / 2;
    }

    private double middleLatitude() {
        return south + height / 2;
    }

    private List<String> around() {
        List<String> neighbors = new ArrayList<>();
        for (int[] step : AROUND) {
            double latitude = middleLatitude() + step[1] * height;
            double longitude = middleLongitude() + step[0] * width;
            if (Math.abs(latitude) < 90) {
                double around = longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude;
                neighbors.add(text(around, latitude, length));
            }
        }
        return neighbors;
    }
}
