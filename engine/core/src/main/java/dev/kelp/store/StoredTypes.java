package dev.kelp.store;

import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** DuckLake's names of column types: what DuckDB calls them and what they are in KQL. */
final class StoredTypes {

    /** A node of a column's type: a leaf, or a struct, list or map with its children. */
    record Node(long id, String name, String type, List<Node> children) {}

    private static final Map<String, String> SQL = Map.ofEntries(
            Map.entry("boolean", "BOOLEAN"),
            Map.entry("int8", "TINYINT"),
            Map.entry("int16", "SMALLINT"),
            Map.entry("int32", "INTEGER"),
            Map.entry("int64", "BIGINT"),
            Map.entry("int128", "HUGEINT"),
            Map.entry("uint8", "UTINYINT"),
            Map.entry("uint16", "USMALLINT"),
            Map.entry("uint32", "UINTEGER"),
            Map.entry("uint64", "UBIGINT"),
            Map.entry("uint128", "UHUGEINT"),
            Map.entry("float32", "FLOAT"),
            Map.entry("float64", "DOUBLE"),
            Map.entry("date", "DATE"),
            Map.entry("time", "TIME"),
            Map.entry("time_ns", "TIME_NS"),
            Map.entry("timetz", "TIME WITH TIME ZONE"),
            Map.entry("timestamptz_ns", "TIMESTAMP_NS WITH TIME ZONE"),
            Map.entry("timestamp", "TIMESTAMP"),
            Map.entry("timestamp_us", "TIMESTAMP"),
            Map.entry("timestamp_s", "TIMESTAMP_S"),
            Map.entry("timestamp_ms", "TIMESTAMP_MS"),
            Map.entry("timestamp_ns", "TIMESTAMP_NS"),
            Map.entry("timestamptz", "TIMESTAMP WITH TIME ZONE"),
            Map.entry("interval", "INTERVAL"),
            Map.entry("varchar", "VARCHAR"),
            Map.entry("json", "JSON"),
            Map.entry("blob", "BLOB"),
            Map.entry("uuid", "UUID"),
            Map.entry("variant", "VARIANT"));

    private StoredTypes() {}

    /** DuckDB's text of a type; the name itself in lower case where Kelp doesn't know it. */
    static String sql(Node node) {
        String type = node.type().toLowerCase(Locale.ROOT);
        List<Node> children = node.children();
        return switch (type) {
            case "struct" ->
                children.stream()
                        .map(c -> '"' + c.name().replace("\"", "\"\"") + "\" " + sql(c))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            case "list" -> sql(children.get(0)) + "[]";
            case "map" -> "MAP(" + sql(children.get(0)) + ", " + sql(children.get(1)) + ")";
            default ->
                type.startsWith("decimal(")
                        ? type.toUpperCase(Locale.ROOT).replace(" ", "")
                        : SQL.getOrDefault(type, type);
        };
    }

    /** DuckLake's name of the form Kelp gives a type. */
    static String ducklake(KqlType type) {
        return switch (type) {
            case BOOL -> "boolean";
            case INT -> "int32";
            case LONG, TIMESPAN -> "int64";
            case REAL -> "float64";
            case DECIMAL -> "decimal(38,18)";
            case STRING -> "varchar";
            case DATETIME -> "timestamp";
            case GUID -> "uuid";
            case DYNAMIC -> "json";
        };
    }

    /** Whether the catalogue must say a column's KQL type because its stored type means another one, or is less exact. */
    static boolean needsTag(KqlType type) {
        return type == KqlType.TIMESPAN || type == KqlType.DYNAMIC;
    }

    /** What each type can be widened to in place: files written before are read as the wider one (DL 10). */
    private static final Map<String, Set<String>> WIDER = Map.of(
            "int8", Set.of("int16", "int32", "int64"),
            "int16", Set.of("int32", "int64"),
            "int32", Set.of("int64"),
            "uint8", Set.of("uint16", "uint32", "uint64"),
            "uint16", Set.of("uint32", "uint64"),
            "uint32", Set.of("uint64"),
            "float32", Set.of("float64"));

    static boolean widens(String from, String to) {
        return WIDER.getOrDefault(from.toLowerCase(Locale.ROOT), Set.of()).contains(to);
    }
}
