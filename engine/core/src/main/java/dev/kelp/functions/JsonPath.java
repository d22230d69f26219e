package dev.kelp.functions;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON paths as {@code extract_json} and the bag functions take them: {@code $.a['b c'][0]}. */
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile(
            "\\.\\s*(?<name>[^.\\[\\]'\"\\s]+)|\\.?\\[\\s*(?:'(?<single>(?:[^'\\\\]++|\\\\.)*+)'|\"(?<double>(?:[^\"\\\\]++|\\\\.)*+)\"|(?<index>-?\\d{1,9}))\\s*\\]");

    private JsonPath() {}

    /** The steps of a path, strings for keys and integers for places; null where the text is no path. */
    public static @Nullable List<Object> steps(String path) {
        if (!path.startsWith("$")) {
            return null;
        }
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!step.region(at, path.length()).lookingAt()) {
                return null;
            }
            steps.add(step(step));
            at = step.end();
        }
        return steps;
    }

    private static Object step(Matcher step) {
        for (String group : new String[] {"name", "single", "double"}) {
            String key = step.group(group);
            if (key != null) {
                return group.equals("name") ? key : key.replaceAll("\\\\(.)", "$1");
            }
        }
        return Integer.valueOf(step.group("index"));
    }

    /** The keys of a path, or the text itself as one key where it is no path (R110). */
    static List<Object> keys(String text) {
        List<Object> steps = text.startsWith("$.") || text.startsWith("$[") ? steps(text) : null;
        return steps == null || steps.isEmpty() ? List.of(text) : steps;
    }

    /** What stands at the end of the steps, null on the way where there is nothing. */
    public static Json follow(Json from, List<Object> steps) {
        Json value = from;
        for (Object step : steps) {
            Json next = step(value, step);
            if (next == null) {
                return Json.NULL;
            }
            value = next;
        }
        return value;
    }

    /** One step, null where there is nothing (and {@link Json#NULL} where there is JSON's null). */
    public static @Nullable Json step(Json value, Object step) {
        if (step instanceof String key) {
            Map<String, Json> properties = value instanceof Json.Bag bag ? bag.properties() : Map.of();
            return properties.get(key);
        }
        int place = (Integer) step;
        List<Json> items = value instanceof Json.Array array ? array.items() : List.of();
        int index = place < 0 ? place + items.size() : place;
        return index >= 0 && index < items.size() ? items.get(index) : null;
    }
}
