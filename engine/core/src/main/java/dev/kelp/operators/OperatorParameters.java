package dev.kelp.operators;

import dev.kelp.syntax.Cursor;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code kind=inner hint.strategy=shuffle}: settings after an operator's word. Hints are taken and not needed. */
record OperatorParameters(Map<String, Cursor.Name> values) {
    static OperatorParameters parse(Cursor cursor) {
        Map<String, Cursor.Name> values = new LinkedHashMap<>();
        while (cursor.atName()
                && (cursor.peek(1).is("=")
                        || cursor.peek().is("hint") && cursor.peek(1).is("."))) {
            Cursor.Name name = cursor.name("a setting");
            String key = name.text();
            while (cursor.accept(".")) {
                key += "." + cursor.name("a setting").text();
            }
            cursor.expect("=");
            var value = cursor.next();
            values.put(key, new Cursor.Name(value.text(), value.span()));
        }
        return new OperatorParameters(values);
    }

    @Nullable
    String get(String name) {
        Cursor.Name value = values.get(name);
        return value == null ? null : value.text();
    }

    String get(String name, String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value;
    }

    Span span(String name, Span otherwise) {
        Cursor.Name value = values.get(name);
        return value == null ? otherwise : value.span();
    }

    /** Refuses settings the operator doesn't know, so that none is ignored in silence. */
    OperatorParameters only(String... known) {
        Set<String> names = Set.of(known);
        values.forEach((name, value) -> {
            if (!names.contains(name) && !name.startsWith("hint.")) {
                throw Problem.SYNTAX.at(value.span(), "No setting '" + name + "' here.");
            }
        });
        return this;
    }
}
