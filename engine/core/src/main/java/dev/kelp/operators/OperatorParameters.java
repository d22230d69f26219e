package dev.kelp.operators;

import dev.kelp.syntax.Cursor;
import dev.kelp.text.Span;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code kind=inner hint.strategy=shuffle}: settings after an operator's word. Hints are taken and not needed. */
public record OperatorParameters(Map<String, Cursor.Name> values) {
    private static final List<String> BOOLS = List.of("true", "false");

    /** Hints that Kusto's planner takes, with the words they may be; those without take numbers, columns or bools. */
    private static final Map<String, List<String>> HINTS = new TreeMap<>(Map.of(
            "concurrency", List.of(),
            "distribution", List.of("single", "per_node", "per_shard"),
            "materialized", BOOLS,
            "num_partitions", List.of(),
            "pass_filters", BOOLS,
            "progressive_top", BOOLS,
            "remote", List.of("auto", "left", "local", "right"),
            "shufflekey", List.of(),
            "spread", List.of(),
            "strategy", List.of("broadcast", "centralized", "native", "legacy", "shuffle")));

    /**
     * @param known the settings the operator has, with the words they may be where those are a closed list,
     *     {@code kind=inner|outer}; any other name begins what comes after them
     */
    public static OperatorParameters parse(Cursor cursor, String... known) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String setting : known) {
            String[] parts = setting.split("=", 2);
            names.put(parts[0], parts.length == 1 ? List.of() : List.of(parts[1].split("\\|")));
        }
        Map<String, Cursor.Name> values = new LinkedHashMap<>();
        Set<String> shown = new LinkedHashSet<>(names.keySet());
        // Those that begin with two underscores are Kusto's own.
        shown.removeIf(name -> name.startsWith("__"));
        cursor.mayBe("a setting", shown);
        while (cursor.at("hint") && cursor.peek(1).is(".")
                || cursor.atAssignment() && names.containsKey(cursor.peek().text())) {
            Cursor.Name name = cursor.name("a setting");
            String key = name.text();
            while (cursor.accept(".")) {
                cursor.mayBe("a setting", HINTS.keySet());
                key += "." + cursor.name("a setting").text();
            }
            cursor.expect("=");
            List<String> words = key.startsWith("hint.")
                    ? HINTS.getOrDefault(key.substring(5), List.of())
                    : names.getOrDefault(key, List.of());
            cursor.mayBe("a value", words);
            if (words.isEmpty()) {
                cursor.mayBe("a setting's value");
            }
            var value = cursor.next();
            values.put(key, new Cursor.Name(value.text(), value.span()));
            cursor.mayBe("a setting", shown);
        }
        return new OperatorParameters(values);
    }

    public @Nullable String get(String name) {
        Cursor.Name value = values.get(name);
        return value == null ? null : value.text();
    }

    public String get(String name, String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value;
    }

    /** Whether a flag is set to true. */
    public boolean isSet(String name) {
        return get(name, "false").equals("true");
    }

    public Span span(String name, Span otherwise) {
        Cursor.Name value = values.get(name);
        return value == null ? otherwise : value.span();
    }
}
