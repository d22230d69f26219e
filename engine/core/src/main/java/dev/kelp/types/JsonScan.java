package dev.kelp.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Path steps over a carrier without building a tree: the text is compact JSON, so a step is a walk over it and a substring.
 * A path over a million rows spends its time here.
 */
final class JsonScan {
    private final String text;
    private int at;

    private JsonScan(String text) {
        this.text = text;
    }

    static @Nullable String get(String text, String key) {
        if (text.length() < 2 || text.charAt(0) != '{') {
            return null;
        }
        String wanted = JsonText.quoted(key) + ':';
        JsonScan scan = new JsonScan(text);
        scan.at = 1;
        String found = null;
        while (scan.at < text.length() && text.charAt(scan.at) == '"') {
            boolean hit = text.startsWith(wanted, scan.at);
            scan.skipString();
            scan.at++;
            int start = scan.at;
            scan.skip();
            if (hit) {
                found = text.substring(start, scan.at);
                break;
            }
            scan.at++;
        }
        return present(found);
    }

    static @Nullable String at(String text, long index) {
        if (text.length() < 2 || text.charAt(0) != '[') {
            return null;
        }
        long wanted = index >= 0 ? index : count(text) + index;
        if (wanted < 0) {
            return null;
        }
        JsonScan scan = new JsonScan(text);
        scan.at = 1;
        for (long i = 0; scan.at < text.length() && text.charAt(scan.at) != ']'; i++) {
            int start = scan.at;
            scan.skip();
            if (i == wanted) {
                return present(text.substring(start, scan.at));
            }
            scan.at++;
        }
        return null;
    }

    /** How many elements an array's text has. */
    static long count(String text) {
        JsonScan scan = new JsonScan(text);
        scan.at = 1;
        long count = 0;
        while (scan.at < text.length() && text.charAt(scan.at) != ']') {
            scan.skip();
            scan.at++;
            count++;
        }
        return count;
    }

    static List<String> elements(String text) {
        JsonScan scan = new JsonScan(text);
        scan.at = 1;
        List<String> elements = new ArrayList<>();
        while (scan.at < text.length() && text.charAt(scan.at) != ']') {
            int start = scan.at;
            scan.skip();
            elements.add(text.substring(start, scan.at));
            scan.at++;
        }
        return elements;
    }

    static Map<String, String> properties(String text) {
        JsonScan scan = new JsonScan(text);
        scan.at = 1;
        Map<String, String> properties = new LinkedHashMap<>();
        while (scan.at < text.length() && text.charAt(scan.at) == '"') {
            int key = scan.at;
            scan.skipString();
            int colon = scan.at++;
            scan.skip();
            properties.put(JsonText.unquote(text.substring(key, colon)), text.substring(colon + 1, scan.at));
            scan.at++;
        }
        return properties;
    }

    private static @Nullable String present(@Nullable String found) {
        return found == null || found.equals("null") ? null : found;
    }

    /** Past one value, to the comma or bracket behind it. */
    private void skip() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
                continue;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return;
                }
                depth--;
            } else if (c == ',' && depth == 0) {
                return;
            }
            at++;
        }
    }

    private void skipString() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
