package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the functions on property bags. */
final class BagFunctions {
    static final List<Fn> ROWS = rows();

    private BagFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        for (String name : List.of("bag_pack", "pack", "pack_dictionary")) {
            rows.add(scalar(name, Result.DYNAMIC, rest(JSON))
                    .nulls()
                    .javaAll(BagFunctions::pack)
                    .doc("A bag of keys and values, given in turn."));
        }
        rows.add(scalar("bag_keys", Result.DYNAMIC, DYNAMIC)
                .java(BagFunctions::keys)
                .doc("Array of a bag's keys; null for what is no bag."));
        rows.add(scalar("bag_merge", Result.DYNAMIC, DYNAMIC, rest(DYNAMIC))
                .nulls()
                .javaAll(BagFunctions::merge)
                .doc("One bag of several; of values with the same key the first stays. What is no bag adds nothing."));
        rows.add(scalar("bag_has_key", Result.BOOL, DYNAMIC, STRING)
                .java(BagFunctions::hasKey)
                .doc("Whether a bag has a key, or something at a path that starts with $."));
        rows.add(scalar("bag_remove_keys", Result.DYNAMIC, DYNAMIC, DYNAMIC)
                .java(BagFunctions::removeKeys)
                .doc("A bag without the keys, or paths, of an array."));
        rows.add(scalar("bag_set_key", Result.DYNAMIC, DYNAMIC, STRING, JSON)
                .nulls()
                .java(BagFunctions::setKey)
                .doc("A bag with a key, or path, set to a value."));
        rows.add(scalar("bag_zip", Result.DYNAMIC, DYNAMIC, DYNAMIC)
                .java(BagFunctions::zip)
                .doc("A bag of the keys of one array and the values of another; what is no string is no key."));
        return rows;
    }

    private static String pack(@Nullable Object[] arguments) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String key = (String) arguments[i];
            properties.put(key == null ? "" : keyText(key), text(arguments[i + 1]));
        }
        return Json.bag(properties);
    }

    private static String keyText(String json) {
        return JsonText.isString(json) ? JsonText.unquote(json) : json;
    }

    static String text(@Nullable Object carrier) {
        return carrier == null ? "null" : (String) carrier;
    }

    private static @Nullable String keys(String json) {
        Map<String, String> bag = Json.properties(json);
        return bag == null ? null : Json.texts(bag.keySet()).write();
    }

    /** Null where none of them is a bag. */
    private static @Nullable String merge(@Nullable Object[] arguments) {
        Map<String, String> merged = new LinkedHashMap<>();
        boolean any = false;
        for (Object argument : arguments) {
            Map<String, String> bag = Json.properties((String) argument);
            if (bag != null) {
                any = true;
                bag.forEach(merged::putIfAbsent);
            }
        }
        return any ? Json.bag(merged) : null;
    }

    private static @Nullable Boolean hasKey(String json, String key) {
        if (!Json.isBag(json)) {
            return null;
        }
        Json value = Json.parse(json);
        for (Object step : JsonPath.keys(key)) {
            Json next = JsonPath.step(value, step);
            if (next == null) {
                return false;
            }
            value = next;
        }
        return true;
    }

    private static @Nullable String removeKeys(String json, String keys) {
        List<String> removed = Json.elements(keys);
        if (!Json.isBag(json) || removed == null) {
            return null;
        }
        Json value = Json.parse(json);
        for (String key : removed) {
            if (JsonText.isString(key)) {
                value = without(value, JsonPath.keys(JsonText.unquote(key)));
            }
        }
        return value.write();
    }

    private static Json without(Json value, List<Object> steps) {
        if (!(value instanceof Json.Bag bag) || !(steps.get(0) instanceof String key)) {
            return value;
        }
        Json inner = bag.properties().get(key);
        if (inner == null) {
            return value;
        }
        Map<String, Json> properties = new LinkedHashMap<>(bag.properties());
        if (steps.size() == 1) {
            properties.remove(key);
        } else {
            properties.put(key, without(inner, steps.subList(1, steps.size())));
        }
        return new Json.Bag(properties);
    }

    private static @Nullable String setKey(@Nullable String json, String key, @Nullable String value) {
        if (!Json.isBag(json)) {
            return null;
        }
        List<Object> steps = JsonPath.keys(key);
        return steps.stream().allMatch(String.class::isInstance)
                ? with(Json.of(json), steps, Json.of(value)).write()
                : null;
    }

    /** A replaced value moves to the end of its bag (R110). */
    private static Json with(Json value, List<Object> steps, Json set) {
        if (steps.isEmpty()) {
            return set;
        }
        String key = (String) steps.get(0);
        Map<String, Json> properties =
                value instanceof Json.Bag bag ? new LinkedHashMap<>(bag.properties()) : new LinkedHashMap<>();
        Json before = properties.get(key);
        Json after = with(before == null ? Json.NULL : before, steps.subList(1, steps.size()), set);
        properties.remove(key);
        properties.put(key, after);
        return new Json.Bag(properties);
    }

    private static @Nullable String zip(String keys, String values) {
        List<String> names = Json.elements(keys);
        List<String> items = Json.elements(values);
        if (names == null || items == null) {
            return null;
        }
        Map<String, String> bag = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (JsonText.isString(names.get(i))) {
                bag.putIfAbsent(JsonText.unquote(names.get(i)), i < items.size() ? items.get(i) : "null");
            }
        }
        return Json.bag(bag);
    }
}
