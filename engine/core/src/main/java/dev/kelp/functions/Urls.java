package dev.kelp.functions;

import dev.kelp.types.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs: escapes and parts. */
final class Urls {
    private static final String PLAIN = "-_.!*()";
    private static final Pattern URL = Pattern.compile(
            "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
                    + "(?<host>\\[[^\\]]*\\]|[^:/?#]*)(?::(?<port>\\d*))?)?(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?(?:#(?<fragment>.*))?",
            Pattern.DOTALL);

    private Urls() {}

    static String encode(String text) {
        return encode(text, "+");
    }

    static String encodeComponent(String text) {
        return encode(text, "%20");
    }

    private static String encode(String text, String space) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else if (c == ' ') {
                out.append(space);
            } else {
                out.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }

    /** Escapes that aren't ones stay as they are. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[given.length];
        int size = 0;
        for (int i = 0; i < given.length; i++) {
            int high = given[i] == '%' && i + 2 < given.length ? Character.digit(given[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(given[i + 2], 16) : -1;
            if (low >= 0) {
                out[size++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                out[size++] = given[i] == '+' ? (byte) ' ' : given[i];
            }
        }
        return new String(out, 0, size, StandardCharsets.UTF_8);
    }

    static String parse(String url) {
        Matcher m = URL.matcher(url.strip());
        Map<String, Json> parts = new LinkedHashMap<>();
        boolean found = m.matches();
        parts.put("Scheme", part(m, found, "scheme"));
        parts.put("Host", part(m, found, "host"));
        parts.put("Port", part(m, found, "port"));
        parts.put("Path", part(m, found, "path"));
        parts.put("Username", part(m, found, "user"));
        parts.put("Password", part(m, found, "password"));
        String query = found ? m.group("query") : null;
        parts.put("Query Parameters", query == null ? Json.EMPTY_BAG : parameters(query));
        parts.put("Fragment", part(m, found, "fragment"));
        return new Json.Bag(parts).write();
    }

    private static Json part(Matcher m, boolean found, String name) {
        String part = found ? m.group(name) : null;
        return Json.text(part == null ? "" : part);
    }

    static String parseQuery(String query) {
        String text = query.startsWith("?") ? query.substring(1) : query;
        return new Json.Bag(Map.of("Query Parameters", parameters(text))).write();
    }

    /** The last of repeated names wins. */
    private static Json parameters(String query) {
        Map<String, Json> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                parameters.put(name, Json.text(equals < 0 ? "" : decode(pair.substring(equals + 1))));
            }
        }
        return new Json.Bag(parameters);
    }

    /** A scheme with an authority in front of a path: {@code file://}. */
    static String scheme(String text) {
        int end = text.indexOf("://");
        return end > 0 && text.substring(0, end).chars().allMatch(Character::isLetterOrDigit)
                ? text.substring(0, end).toLowerCase(Locale.ROOT)
                : "";
    }
}
