package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.constant;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the functions on dynamic values as such; arrays, bags, sets and series have files of their own. */
final class DynamicFunctions {
    static final List<Fn> ROWS =
            Stream.of(conversions(), kinds()).flatMap(List::stream).toList();

    private DynamicFunctions() {}

    private static List<Fn> conversions() {
        List<Fn> rows = new ArrayList<>();
        for (String name : List.of("parse_json", "todynamic", "parsejson", "toobject")) {
            rows.add(scalar(name, Result.DYNAMIC, STRING)
                    .keepsName()
                    .java(DynamicFunctions::parse)
                    .doc("The value a JSON text stands for; other text is a dynamic string."));
            rows.add(scalar(name, Result.DYNAMIC, JSON).keepsName().sql("{0}").doc("A value as a dynamic."));
        }
        rows.add(scalar("dynamic_to_json", Result.STRING, JSON)
                .java((String json) -> canonical(json))
                .doc("JSON text with the keys of each bag in order, so that equal values have equal texts."));
        for (String name : List.of("extract_json", "extractjson")) {
            rows.add(scalar(name, Result.STRING, constant(STRING), STRING)
                    .java((String path, String text) -> DynamicCasts.to(KqlType.STRING, extract(path, text)))
                    .doc("What stands at a JSON path of a JSON text, as a string."));
            rows.add(scalar(name, Result.named(2, KqlType.STRING), constant(STRING), STRING, STRING)
                    .java((String path, String text, String type) ->
                            DynamicCasts.to(KqlType.named(type).orElseThrow(), extract(path, text)))
                    .doc("What stands at a JSON path of a JSON text, as the type that is named."));
        }
        return rows;
    }

    private static @Nullable String parse(String text) {
        return text.isBlank() ? null : Json.parse(text).carrier();
    }

    /** The same text for equal values: the keys of each bag in ordinal order. */
    static String canonical(String json) {
        return sorted(Json.parse(json)).write();
    }

    private static Json sorted(Json value) {
        if (value instanceof Json.Array array) {
            return new Json.Array(
                    array.items().stream().map(DynamicFunctions::sorted).toList());
        } else if (value instanceof Json.Bag bag) {
            Map<String, Json> properties = new TreeMap<>();
            bag.properties().forEach((key, item) -> properties.put(key, sorted(item)));
            return new Json.Bag(properties);
        }
        return value;
    }

    private static @Nullable String extract(String path, String text) {
        List<Object> steps = JsonPath.steps(path);
        Json value = steps == null ? Json.NULL : Json.strict(text).orElse(Json.NULL);
        return steps == null ? null : JsonPath.follow(value, steps).carrier();
    }

    private static List<Fn> kinds() {
        List<Fn> rows = new ArrayList<>();
        for (KqlType type : KqlType.values()) {
            if (type != KqlType.DYNAMIC) {
                rows.add(scalar("gettype", Result.STRING, Arg.of(type))
                        .named("type")
                        .sql("'" + type.kql() + "'")
                        .doc("The type's name."));
            }
        }
        rows.add(scalar("gettype", Result.STRING, DYNAMIC)
                .named("type")
                .nulls()
                .java((String json) -> Json.of(json).kind())
                .doc("What a dynamic holds: null, bool, long, double, string, array or dictionary."));
        rows.add(scalar("treepath", Result.DYNAMIC, DYNAMIC)
                .named("tree")
                .java(DynamicFunctions::treepath)
                .doc("The paths of all that a bag holds; an array counts as its first place."));
        return rows;
    }

    private static @Nullable String treepath(String json) {
        Json value = Json.parse(json);
        if (!(value instanceof Json.Bag) && !(value instanceof Json.Array)) {
            return null;
        }
        Set<String> paths = new LinkedHashSet<>();
        paths("", value, paths);
        return Json.texts(paths).write();
    }

    private static void paths(String before, Json value, Set<String> paths) {
        if (value instanceof Json.Bag bag) {
            bag.properties().forEach((key, item) -> {
                String path = before + "['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']";
                paths.add(path);
                paths(path, item, paths);
            });
        } else if (value instanceof Json.Array array) {
            for (Json item : array.items()) {
                paths.add(before + "[0]");
                paths(before + "[0]", item, paths);
            }
        }
    }
}
