package dev.kelp.functions.geo;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads well-known text: points, lines, polygons, their multiples and collections, in two dimensions or more. */
public final class Wkt {
    /** Collections within collections; deeper ones are no shape. */
    private static final int DEEPEST = 32;

    /** What isn't well-known text. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super(null, null, false, false);
        }
    }

    private interface Element {
        Json read() throws Malformed;
    }

    private final String text;
    private int at;

    private Wkt(String text) {
        this.text = text;
    }

    /** The shape of a text as GeoJSON, null for what is none. */
    public static @Nullable String geoJson(String text) {
        try {
            Wkt reader = new Wkt(text);
            Json shape = reader.shape(0);
            reader.blanks();
            return reader.at == text.length() ? shape.write() : null;
        } catch (Malformed e) {
            return null;
        }
    }

    private Json shape(int depth) throws Malformed {
        String type = word();
        // POINT Z, POINT M and POINT ZM: only longitude and latitude are taken.
        int start = at;
        String dimensions = word();
        if (!dimensions.equals("Z") && !dimensions.equals("M") && !dimensions.equals("ZM")) {
            at = start;
        }
        return switch (type) {
            case "POINT" -> GeoJson.shape("Point", only());
            case "LINESTRING" -> GeoJson.shape("LineString", line());
            case "POLYGON" -> GeoJson.shape("Polygon", list(this::line));
            case "MULTIPOINT" -> GeoJson.shape("MultiPoint", list(this::maybeBracketed));
            case "MULTILINESTRING" -> GeoJson.shape("MultiLineString", list(this::line));
            case "MULTIPOLYGON" -> GeoJson.shape("MultiPolygon", list(() -> list(this::line)));
            case "GEOMETRYCOLLECTION" -> {
                if (depth == DEEPEST) {
                    throw new Malformed();
                }
                Map<String, Json> collection = new LinkedHashMap<>();
                collection.put("type", Json.text("GeometryCollection"));
                collection.put("geometries", list(() -> shape(depth + 1)));
                yield new Json.Bag(collection);
            }
            default -> throw new Malformed();
        };
    }

    private Json line() throws Malformed {
        return list(this::position);
    }

    private Json only() throws Malformed {
        expect('(');
        Json position = position();
        expect(')');
        return position;
    }

    private Json maybeBracketed() throws Malformed {
        blanks();
        return at < text.length() && text.charAt(at) == '(' ? only() : position();
    }

    private Json.Array list(Element element) throws Malformed {
        List<Json> items = new ArrayList<>();
        expect('(');
        do {
            items.add(element.read());
        } while (takes(','));
        expect(')');
        return new Json.Array(items);
    }

    private Json position() throws Malformed {
        double longitude = number();
        double latitude = number();
        blanks();
        for (int more = 0; more < 2 && at < text.length() && ",)".indexOf(text.charAt(at)) < 0; more++) {
            number();
            blanks();
        }
        return GeoJson.position(longitude, latitude);
    }

    private double number() throws Malformed {
        blanks();
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.parseDouble(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new Malformed();
        }
    }

    private String word() {
        blanks();
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toUpperCase(Locale.ROOT);
    }

    private void expect(char wanted) throws Malformed {
        if (!takes(wanted)) {
            throw new Malformed();
        }
    }

    private boolean takes(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
