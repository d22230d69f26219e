package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A type of an Avro schema. Named types may hold themselves. */
final class AvroType {
    private static final Set<String> PRIMITIVES =
            Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

    final String kind;
    final String logical;
    /** A record's fields by name; of arrays, maps and unions the types without names. */
    final List<String> names = new ArrayList<>();

    final List<AvroType> parts = new ArrayList<>();
    /** Bytes of a fixed, digits after a decimal's point. */
    int size;

    int scale;

    private AvroType(String kind, String logical) {
        this.kind = kind;
        this.logical = logical;
    }

    /** The type of a schema's JSON text. */
    static AvroType parse(String schema) throws Malformed {
        Json json = Json.strict(schema).orElse(Json.NULL);
        AvroType type = new Parser().type(json, "", 0);
        if (!type.kind.equals("record")) {
            throw new Malformed("holds no records", true);
        }
        return type;
    }

    /** One reading of a schema, with the names it has met. */
    private static final class Parser {
        private final Map<String, AvroType> named = new HashMap<>();

        AvroType type(Json json, String space, int depth) throws Malformed {
            if (depth > 200) {
                throw wrong("too deep");
            }
            if (json instanceof Json.Text name) {
                return reference(name.value(), space);
            }
            if (json instanceof Json.Array branches) {
                AvroType union = new AvroType("union", "");
                for (Json branch : branches.items()) {
                    union.parts.add(type(branch, space, depth + 1));
                }
                return union;
            }
            if (!(json instanceof Json.Bag bag)) {
                throw wrong("a type that is none");
            }
            Json kind = bag.properties().get("type");
            if (!(kind instanceof Json.Text name)) {
                if (kind == null) {
                    throw wrong("a type without a kind");
                }
                return type(kind, space, depth + 1);
            }
            return switch (name.value()) {
                case "record", "error" -> record(bag, space, depth);
                case "enum" -> {
                    AvroType type = define(bag, "enum", space);
                    for (Json symbol : list(bag, "symbols")) {
                        type.names.add(symbol.text());
                    }
                    yield type;
                }
                case "fixed" -> {
                    AvroType type = define(bag, "fixed", space);
                    type.size = whole(bag, "size", -1);
                    yield type;
                }
                case "array", "map" -> {
                    AvroType type = new AvroType(name.value(), "");
                    Json part = bag.properties().get(name.value().equals("array") ? "items" : "values");
                    type.parts.add(type(part == null ? Json.NULL : part, space, depth + 1));
                    yield type;
                }
                default -> {
                    if (!PRIMITIVES.contains(name.value())) {
                        yield reference(name.value(), space);
                    }
                    AvroType type = new AvroType(name.value(), text(bag, "logicalType"));
                    type.scale = whole(bag, "scale", 0);
                    yield type;
                }
            };
        }

        private AvroType record(Json.Bag bag, String space, int depth) throws Malformed {
            AvroType record = define(bag, "record", space);
            for (Json field : list(bag, "fields")) {
                if (!(field instanceof Json.Bag one)) {
                    throw wrong("a field that is none");
                }
                Json type = one.properties().get("type");
                record.names.add(text(one, "name"));
                record.parts.add(type(type == null ? Json.NULL : type, space(bag, space), depth + 1));
            }
            return record;
        }

        private AvroType define(Json.Bag bag, String kind, String space) throws Malformed {
            AvroType type = new AvroType(kind, text(bag, "logicalType"));
            type.scale = whole(bag, "scale", 0);
            named.put(full(text(bag, "name"), space(bag, space)), type);
            return type;
        }

        private static String space(Json.Bag bag, String around) {
            String name = text(bag, "name");
            String given = text(bag, "namespace");
            return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : given.isEmpty() ? around : given;
        }

        private static String full(String name, String space) {
            return name.contains(".") || space.isEmpty() ? name : space + "." + name;
        }

        private AvroType reference(String name, String space) throws Malformed {
            if (PRIMITIVES.contains(name)) {
                return new AvroType(name, "");
            }
            AvroType type = named.getOrDefault(full(name, space), named.get(name));
            if (type == null) {
                throw wrong("an unknown type '" + TextCells.shortened(name) + "'");
            }
            return type;
        }

        private static List<Json> list(Json.Bag bag, String key) throws Malformed {
            if (!(bag.properties().get(key) instanceof Json.Array array)) {
                throw wrong("no " + key);
            }
            return array.items();
        }

        private static String text(Json.Bag bag, String key) {
            @Nullable Json value = bag.properties().get(key);
            return value instanceof Json.Text text ? text.value() : "";
        }

        private static int whole(Json.Bag bag, String key, int otherwise) throws Malformed {
            @Nullable Json value = bag.properties().get(key);
            if (value == null && otherwise >= 0) {
                return otherwise;
            }
            if (!(value instanceof Json.Int number) || number.value() < 0 || number.value() > 1 << 20) {
                throw wrong("a " + key + " that is none");
            }
            return (int) number.value();
        }

        private static Malformed wrong(String what) {
            return new Malformed("holds a schema with " + what, true);
        }
    }
}
