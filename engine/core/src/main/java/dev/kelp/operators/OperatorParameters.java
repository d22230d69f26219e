package dev.kelp.operators;

import dev.kelp.syntax.Cursor;
import dev.kelp.text.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code kind=inner hint.strategy=shuffle}: settings after an operator's word. Hints are taken and not needed. */
record OperatorParameters(Map<String, Cursor.Name> values) {
    /** @param known the settings the operator has; any other name begins what comes after them */
    static OperatorParameters parse(Cursor cursor, String... known) {
        Set<String> names = Set.of(known);
        Map<String, Cursor.Name> values = new LinkedHashMap<>();
        while (cursor.at("hint") && cursor.peek(1).is(".")
                || cursor.atAssignment() && names.contains(cursor.peek().text())) {
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
}
