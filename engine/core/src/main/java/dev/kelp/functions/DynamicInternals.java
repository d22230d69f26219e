package dev.kelp.functions;

import static dev.kelp.functions.Dialect.DUCKDB;
import static dev.kelp.functions.Dialect.SPARK;
import static dev.kelp.functions.Fn.internal;

import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows behind the language: values made dynamic, path steps, the elements that {@code mv-expand} gives rows to. */
final class DynamicInternals {
    /** Stands between joined elements; compact JSON never holds it bare. */
    private static final String SEPARATOR = "\u0001";

    static final List<Fn> ROWS = List.of(
            text("todynamic_bool", Arg.BOOL, "CAST({0} AS STRING)"),
            text("todynamic_int", Arg.INT, "CAST({0} AS STRING)"),
            text("todynamic_long", Arg.LONG, "CAST({0} AS STRING)"),
            text("todynamic_decimal", Arg.DECIMAL, "('\"' || {0} || '\"')"),
            text("todynamic_guid", Arg.GUID, "('\"' || {0} || '\"')"),
            internal("todynamic_real", Result.DYNAMIC, Arg.REAL)
                    .java((Double value) -> Json.ofCarrier(KqlType.REAL, value))
                    .doc("A real as JSON text."),
            internal("todynamic_string", Result.DYNAMIC, Arg.STRING)
                    .java((String value) -> JsonText.quoted(value))
                    .doc("A string as JSON text, quotes and all."),
            internal("todynamic_datetime", Result.DYNAMIC, Arg.DATETIME)
                    .java((Long ticks) -> Json.ofCarrier(KqlType.DATETIME, ticks))
                    .doc("A datetime as JSON text with all seven digits."),
            internal("todynamic_timespan", Result.DYNAMIC, Arg.TIMESPAN)
                    .java((Long ticks) -> Json.ofCarrier(KqlType.TIMESPAN, ticks))
                    .doc("A timespan as JSON text."),
            internal("todynamic_dynamic", Result.DYNAMIC, Arg.DYNAMIC)
                    .sql("{0}")
                    .doc("A dynamic as it is."),
            internal("dynamic_get", Result.DYNAMIC, Arg.DYNAMIC, Arg.STRING)
                    .java((String json, String key) -> Json.get(json, key))
                    .doc("The value of a key in a bag, null where there is none."),
            internal("dynamic_at", Result.DYNAMIC, Arg.DYNAMIC, Arg.LONG)
                    .java((String json, Long index) -> Json.at(json, index))
                    .doc("The element at an index of an array, from the end where negative, null where there is none."),
            // DuckDB writes exponents and control characters its own way: texts that may have some go to Java.
            internal("dynamic_path", Result.DYNAMIC, Arg.DYNAMIC, Arg.STRING)
                    .on(
                            DUCKDB,
                            "CASE WHEN contains({0}, 'E+') OR contains({0}, 'E-') OR contains({0}, '\\u')"
                                    + " THEN @dynamic_follow({0}, {1})"
                                    + " ELSE nullif(CAST(json_extract({0}, {1}) AS VARCHAR), 'null') END")
                    .on(SPARK, "@dynamic_follow({0}, {1})")
                    .doc("What stands at the end of a path of constant steps, null where there is nothing."),
            internal("dynamic_follow", Result.DYNAMIC, Arg.DYNAMIC, Arg.STRING)
                    .java((String json, String path) -> DynamicPath.follow(json, path))
                    .doc("The Java body of dynamic_path."),
            internal("dynamic_step", Result.DYNAMIC, Arg.DYNAMIC, Arg.DYNAMIC)
                    .java(DynamicInternals::step)
                    .doc(
                            "A path step by a value whose type only the rows know: a key where it is a string, else an index."),
            internal("mv_elements", Result.DYNAMIC, Arg.DYNAMIC, Arg.BOOL)
                    .nulls()
                    .java((String json, Boolean pairs) -> Json.array(elements(json, pairs)))
                    .doc(
                            "The array whose elements are the rows of mv-expand (R146); with true, bags give [key, value] pairs."),
            internal("mv_joined", Result.DYNAMIC, Arg.DYNAMIC, Arg.BOOL)
                    .nulls()
                    .java(DynamicInternals::joined)
                    .doc(
                            "The JSON texts of mv_elements joined by U+0001, null of none. A list of them is string_split(…, chr(1))"
                                    + " in DuckDB and split(…, char(1)) in Spark; unnest and explode then give no row for none, and"
                                    + " nullif(element, 'null') is the carrier of an element."),
            internal("mv_joined_first", Result.DYNAMIC, Arg.DYNAMIC, Arg.BOOL, Arg.LONG)
                    .nulls()
                    .java(DynamicInternals::joinedFirst)
                    .doc("As mv_joined, of at most so many elements."),
            internal("array_elements_count", Result.LONG, Arg.DYNAMIC)
                    .java((String json) -> Json.length(json))
                    .doc("The number of an array's elements, null for what is no array."),
            internal("array_element_at", Result.DYNAMIC, Arg.DYNAMIC, Arg.LONG)
                    .java((String json, Long index) -> Json.at(json, index))
                    .doc("An array's element as its JSON text."));

    private DynamicInternals() {}

    private static Fn text(String name, Arg arg, String template) {
        return internal(name, Result.DYNAMIC, arg)
                .sql(template)
                .doc("A " + name.substring(name.indexOf('_') + 1) + " as JSON text.");
    }

    private static @Nullable String step(String json, String key) {
        if (JsonText.isString(key)) {
            return Json.get(json, JsonText.unquote(key));
        }
        return Json.parse(key) instanceof Json.Int index ? Json.at(json, index.value()) : null;
    }

    private static List<String> elements(@Nullable String json, @Nullable Boolean pairs) {
        List<String> array = Json.elements(json);
        if (array != null) {
            return array;
        }
        Map<String, String> bag = Json.properties(json);
        if (bag == null) {
            return List.of(json == null ? "null" : json);
        }
        boolean paired = pairs != null && pairs;
        return bag.entrySet().stream()
                .map(e -> JsonText.quoted(e.getKey()) + (paired ? "," : ":") + e.getValue())
                .map(member -> paired ? "[" + member + "]" : "{" + member + "}")
                .toList();
    }

    private static @Nullable String joined(@Nullable String json, @Nullable Boolean pairs) {
        return joinedFirst(json, pairs, Long.MAX_VALUE);
    }

    private static @Nullable String joinedFirst(@Nullable String json, @Nullable Boolean pairs, @Nullable Long most) {
        List<String> all = elements(json, pairs);
        List<String> elements = most == null ? all : all.subList(0, (int) Math.max(0, Math.min(all.size(), most)));
        if (elements.isEmpty()) {
            return null;
        }
        StringJoiner out = new StringJoiner(SEPARATOR);
        elements.forEach(out::add);
        return out.toString();
    }
}
