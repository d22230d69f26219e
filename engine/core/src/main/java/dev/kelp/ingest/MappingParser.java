package dev.kelp.ingest;

import dev.kelp.functions.JsonPath;
import dev.kelp.ingest.IngestMapping.Constant;
import dev.kelp.ingest.IngestMapping.Element;
import dev.kelp.ingest.IngestMapping.Kind;
import dev.kelp.ingest.IngestMapping.Ordinal;
import dev.kelp.ingest.IngestMapping.Origin;
import dev.kelp.ingest.IngestMapping.Path;
import dev.kelp.ingest.IngestMapping.Source;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from Kusto's JSON; keys in any case, properties also beside the column as older clients write them. */
final class MappingParser {
    private static final Set<String> KEYS =
            Set.of("column", "name", "datatype", "properties", "ordinal", "path", "field", "constvalue", "transform");

    private final Kind kind;

    MappingParser(Kind kind) {
        this.kind = kind;
    }

    IngestMapping parse(String json) {
        if (!(Json.strict(json).orElse(Json.NULL) instanceof Json.Array array)
                || array.items().isEmpty()) {
            throw fault("The mapping is no JSON array of columns.");
        }
        List<Element> elements = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Json item : array.items()) {
            if (!(item instanceof Json.Bag bag)) {
                throw fault("The mapping has an element that is no property bag: " + shown(item));
            }
            Element element = element(bag);
            if (!seen.add(element.column())) {
                throw fault("The mapping fills column '" + element.column() + "' twice.");
            }
            elements.add(element);
        }
        return new IngestMapping(kind, elements);
    }

    private Element element(Json.Bag bag) {
        Map<String, String> given = new LinkedHashMap<>();
        gather(bag, given);
        String column = given.getOrDefault("column", given.getOrDefault("name", ""));
        if (column.isEmpty()) {
            throw fault("The mapping has an element without a column: " + shown(bag));
        }
        String typeName = given.getOrDefault("datatype", "");
        KqlType type = null;
        if (!typeName.isEmpty()) {
            type = type(typeName);
            if (type == null) {
                throw fault("The mapping gives column '" + column + "' the type '" + typeName + "', which is none.");
            }
        }
        Transform transform = transform(column, given.getOrDefault("transform", ""));
        return new Element(column, type, origin(column, given, transform), transform);
    }

    private void gather(Json.Bag bag, Map<String, String> given) {
        for (Map.Entry<String, Json> property : bag.properties().entrySet()) {
            String key = property.getKey().toLowerCase(Locale.ROOT);
            if (!KEYS.contains(key)) {
                throw fault("The mapping has a property '" + property.getKey() + "', which is none: " + shown(bag));
            }
            if (key.equals("properties")) {
                if (property.getValue() instanceof Json.Bag inner) {
                    gather(inner, given);
                } else if (property.getValue() != Json.NULL) {
                    throw fault("The mapping's properties are no property bag: " + shown(bag));
                }
            } else if (property.getValue() != Json.NULL) {
                given.put(key, property.getValue().text());
            }
        }
    }

    /** KQL's names and .NET's, which older clients write. */
    private static @Nullable KqlType type(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace("system.", "");
        return switch (lower) {
            case "boolean" -> KqlType.BOOL;
            case "int32" -> KqlType.INT;
            case "int64" -> KqlType.LONG;
            case "double" -> KqlType.REAL;
            case "date" -> KqlType.DATETIME;
            case "time" -> KqlType.TIMESPAN;
            case "sqldecimal", "data.sqltypes.sqldecimal" -> KqlType.DECIMAL;
            case "object" -> KqlType.DYNAMIC;
            case "uuid", "uniqueid" -> KqlType.GUID;
            default -> KqlType.named(lower).orElse(null);
        };
    }

    private Transform transform(String column, String name) {
        if (name.isEmpty()) {
            return Transform.NONE;
        }
        Transform transform = Transform.named(name)
                .orElseThrow(() -> fault("The mapping transforms column '" + column + "' by '" + name
                        + "', which is no transformation."));
        Set<Transform> known =
                switch (kind) {
                    case CSV ->
                        EnumSet.complementOf(EnumSet.of(
                                Transform.PROPERTY_BAG_ARRAY_TO_DICTIONARY,
                                Transform.DROP_MAPPED_FIELDS,
                                Transform.BYTES_AS_BASE64));
                    case W3CLOGFILE ->
                        EnumSet.of(Transform.NONE, Transform.SOURCE_LOCATION, Transform.SOURCE_LINE_NUMBER);
                    case AVRO -> EnumSet.allOf(Transform.class);
                    default -> EnumSet.complementOf(EnumSet.of(Transform.BYTES_AS_BASE64));
                };
        if (!known.contains(transform)) {
            throw fault("A " + kind.kusto() + " mapping knows no " + transform.kusto() + " (column '" + column + "').");
        }
        return transform;
    }

    private Origin origin(String column, Map<String, String> given, Transform transform) {
        Set<String> places = new LinkedHashSet<>(given.keySet());
        places.retainAll(Set.of("ordinal", "path", "field", "constvalue"));
        String constant = given.get("constvalue");
        if (constant != null && !constant.isEmpty()) {
            places.remove("constvalue");
            // Older clients write an ordinal beside a constant, which goes for nothing.
            if (!places.isEmpty() && !places.equals(Set.of("ordinal")) || transform != Transform.NONE) {
                throw fault("The mapping gives column '" + column + "' a constant and another value.");
            }
            return new Constant(constant);
        }
        places.remove("constvalue");
        if (transform.isOfSource()) {
            return new Source();
        }
        if (places.size() != 1) {
            throw fault(
                    places.isEmpty()
                            ? "The mapping does not say where column '" + column + "' comes from."
                            : "The mapping says twice where column '" + column + "' comes from.");
        }
        String place = places.iterator().next();
        String value = given.getOrDefault(place, "");
        return switch (place) {
            case "ordinal" -> ordinal(column, value);
            case "path" -> path(column, value);
            default -> field(column, value);
        };
    }

    private Origin ordinal(String column, String value) {
        if (kind != Kind.CSV || !value.matches("\\d{1,6}")) {
            throw fault("'" + value + "' is no place of a column from 0 (column '" + column + "').");
        }
        return new Ordinal(Integer.parseInt(value));
    }

    private Origin path(String column, String value) {
        if (kind == Kind.CSV || kind == Kind.W3CLOGFILE) {
            throw fault("A " + kind.kusto() + " mapping has no paths (column '" + column + "').");
        }
        if (!value.startsWith("$")) {
            return new Constant(value);
        }
        List<Object> steps = JsonPath.steps(value);
        if (steps == null) {
            throw fault("'" + value + "' is no path (column '" + column + "').");
        }
        return new Path(steps);
    }

    private Origin field(String column, String value) {
        if (kind == Kind.CSV || kind == Kind.JSON) {
            throw fault("A " + kind.kusto() + " mapping has no fields (column '" + column + "').");
        }
        return kind != Kind.W3CLOGFILE && value.startsWith("$") ? path(column, value) : new Path(List.of(value));
    }

    private static String shown(Json json) {
        return TextCells.shortened(json.write());
    }

    private static KqlException fault(String message) {
        return Problem.INGESTION.here(message).hint("Nothing was added.");
    }
}
