package dev.kelp.functions;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code buildschema} gathers of dynamic values (R188): the properties of bags, under {@code `indexer`} the elements of
 * arrays, and the names of the other values' types.
 */
final class SchemaOfValues {
    private static final String INDEXER = "`indexer`";

    private final TreeSet<String> names = new TreeSet<>();
    private final Map<String, SchemaOfValues> properties = new LinkedHashMap<>();
    private boolean bags;
    private @Nullable SchemaOfValues elements;

    private SchemaOfValues() {}

    /** The schema of the elements of an array. */
    static @Nullable String of(String array) {
        if (!(Json.parse(array) instanceof Json.Array values)) {
            return null;
        }
        SchemaOfValues schema = new SchemaOfValues();
        values.items().forEach(schema::add);
        return schema.json().carrier();
    }

    private void add(Json value) {
        if (value instanceof Json.Bag bag) {
            bags = true;
            bag.properties().forEach((key, item) -> properties
                    .computeIfAbsent(key, k -> new SchemaOfValues())
                    .add(item));
        } else if (value instanceof Json.Array array) {
            elements = elements == null ? new SchemaOfValues() : elements;
            array.items().forEach(elements::add);
        } else if (value != Json.NULL) {
            names.add(value.kind());
        }
    }

    private Json json() {
        List<Json> alternatives = new ArrayList<>();
        if (bags) {
            Map<String, Json> bag = new LinkedHashMap<>();
            properties.forEach((key, schema) -> bag.put(key, schema.json()));
            alternatives.add(new Json.Bag(bag));
        }
        if (elements != null) {
            Map<String, Json> indexer = new LinkedHashMap<>();
            indexer.put(INDEXER, elements.json());
            alternatives.add(new Json.Bag(indexer));
        }
        names.forEach(name -> alternatives.add(new Json.Text(name)));
        if (alternatives.isEmpty()) {
            return Json.NULL;
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Json.Array(alternatives);
    }
}
