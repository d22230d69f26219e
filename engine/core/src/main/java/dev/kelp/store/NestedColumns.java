package dev.kelp.store;

import dev.kelp.store.StoredTypes.Node;
import dev.kelp.tables.FileForm.Shape;
import dev.kelp.tables.TableDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns whose values have fields. Inside a value DuckDB finds fields by their names (DL 6.4), so that values whose fields were
 * called otherwise, or were others under the same names, are read as they were written and put together anew.
 */
final class NestedColumns {
    private final List<Version> versions;
    private final List<Long> live;
    private final Map<Long, Map<Long, Shape>> shapes = new HashMap<>();
    private final long now;

    private record Version(
            long id,
            @Nullable Long parent,
            String name,
            String type,
            @Nullable String initialDefault,
            long begin,
            long end) {}

    private record Field(
            long id, String name, String type, @Nullable String initialDefault, List<Field> fields) {
        Node node() {
            return new Node(id, name, type, fields.stream().map(Field::node).toList());
        }
    }

    /** @param snapshot the one that is read */
    NestedColumns(CatalogConnection connection, TableDef table, long snapshot) {
        live = table.columns().stream()
                .filter(c -> isNested(c.storage().sqlType()))
                .map(c -> c.id())
                .toList();
        versions = live.isEmpty()
                ? List.of()
                : connection.query(
                        "SELECT column_id, parent_column, column_name, column_type, initial_default, begin_snapshot,"
                                + " end_snapshot FROM ducklake_column WHERE table_id = ? ORDER BY column_order, column_id",
                        r -> {
                            Long end = r.numberOrNull(7);
                            return new Version(
                                    r.number(1),
                                    r.numberOrNull(2),
                                    r.textOrEmpty(3),
                                    r.textOrEmpty(4),
                                    r.text(5),
                                    r.number(6),
                                    end == null ? Long.MAX_VALUE : end);
                        },
                        table.id());
        now = snapshot;
    }

    private static boolean isNested(String sqlType) {
        return sqlType.startsWith("STRUCT(") || sqlType.startsWith("MAP(") || sqlType.endsWith("[]");
    }

    boolean isEmpty() {
        return live.isEmpty();
    }

    boolean isLive(long id) {
        return versions.stream().anyMatch(v -> v.id() == id && isLive(v));
    }

    private boolean isLive(Version version) {
        return version.begin() <= now && now < version.end();
    }

    boolean isCalled(long id, String name) {
        return versions.stream()
                .noneMatch(v -> v.id() == id
                        && isLive(v)
                        && !v.name().equalsIgnoreCase(name)
                        && !v.name().equals("element")
                        && !v.name().equals("key")
                        && !v.name().equals("value"));
    }

    /** How columns were at a commit that are otherwise now. */
    Map<Long, Shape> shapes(long snapshot) {
        return shapes.computeIfAbsent(snapshot, this::differing);
    }

    private Map<Long, Shape> differing(long snapshot) {
        Map<Long, Shape> found = new HashMap<>();
        for (long id : live) {
            Optional<Field> then = at(id, snapshot);
            Optional<Field> today = at(id, now);
            if (then.isPresent()
                    && today.isPresent()
                    && !then.get().fields().equals(today.get().fields())) {
                found.put(
                        id,
                        new Shape(StoredTypes.sql(then.get().node()), converted(then.get(), today.get(), "{0}", 0)));
            }
        }
        return found;
    }

    private Optional<Field> at(long id, long snapshot) {
        return versions.stream()
                .filter(v -> v.id() == id && v.begin() <= snapshot && snapshot < v.end())
                .findFirst()
                .map(v -> new Field(
                        v.id(),
                        v.name(),
                        v.type(),
                        v.initialDefault(),
                        versions.stream()
                                .filter(c -> c.parent() != null && c.parent() == id)
                                .filter(c -> c.begin() <= snapshot && snapshot < c.end())
                                .map(c -> at(c.id(), snapshot).orElseThrow())
                                .toList()));
    }

    /** @param value SQL of a value in the old shape */
    private static String converted(Field then, Field today, String value, int depth) {
        String item = "e" + depth;
        return switch (today.type()) {
            case "struct" ->
                "CASE WHEN " + value + " IS NULL THEN NULL ELSE struct_pack("
                        + today.fields().stream()
                                .map(field -> Names.quoted(field.name()) + " := " + field(then, field, value, depth))
                                .collect(Collectors.joining(", "))
                        + ") END";
            case "list" ->
                "[" + converted(then.fields().get(0), today.fields().get(0), item, depth + 1) + " FOR " + item + " IN "
                        + value + "]";
            case "map" ->
                "map_from_entries([struct_pack(k := "
                        + converted(then.fields().get(0), today.fields().get(0), item + ".key", depth + 1) + ", v := "
                        + converted(then.fields().get(1), today.fields().get(1), item + ".value", depth + 1) + ") FOR "
                        + item + " IN map_entries(" + value + ")])";
            default -> "CAST(" + value + " AS " + StoredTypes.sql(today.node()) + ")";
        };
    }

    private static String field(Field then, Field today, String value, int depth) {
        return then.fields().stream()
                .filter(f -> f.id() == today.id())
                .findFirst()
                .map(f -> converted(f, today, value + "." + Names.quoted(f.name()), depth + 1))
                .orElseGet(() -> "CAST("
                        + (today.initialDefault() == null
                                ? "NULL"
                                : "'" + today.initialDefault().replace("'", "''") + "'")
                        + " AS " + StoredTypes.sql(today.node()) + ")");
    }
}
