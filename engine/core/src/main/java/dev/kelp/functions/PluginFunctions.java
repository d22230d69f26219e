package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;

import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Bodies behind the plugins of {@code evaluate}. */
final class PluginFunctions {
    private static final String SEPARATOR = "\u0001";

    static final List<Fn> ROWS = List.of(
            internal("bag_slots", Result.DYNAMIC, Arg.DYNAMIC)
                    .java((String bag) -> slots(bag))
                    .doc("The keys of a bag with the kinds of their values, [\"key\",\"long\"], joined for unnesting."),
            internal("elements_joined", Result.DYNAMIC, Arg.DYNAMIC)
                    .java((String array) -> joined(array))
                    .doc("The elements of an array, joined for unnesting; nulls among them stay."),
            internal("hll_intersections", Result.DYNAMIC, Arg.DYNAMIC)
                    .java((String states) -> HyperLogLog.intersections(states))
                    .doc("How many values the first of some states has, the first two share, and so on."),
            RowsFunctions.over("schema_merge", SchemaMerge::merge, "One schema of several."));

    private PluginFunctions() {}

    private static @Nullable String slots(String bag) {
        Map<String, String> properties = Json.properties(bag);
        if (properties == null || properties.isEmpty()) {
            return null;
        }
        StringJoiner slots = new StringJoiner(SEPARATOR);
        properties.forEach((key, value) ->
                slots.add("[" + JsonText.quoted(key) + ",\"" + Json.parse(value).kind() + "\"]"));
        return slots.toString();
    }

    private static @Nullable String joined(String array) {
        List<String> elements = Json.elements(array);
        return elements == null || elements.isEmpty() ? null : String.join(SEPARATOR, elements);
    }
}
