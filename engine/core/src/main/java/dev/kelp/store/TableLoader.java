package dev.kelp.store;

import dev.kelp.store.CatalogConnection.Row;
import dev.kelp.store.StoredTypes.Node;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Layout;
import dev.kelp.tables.Storage;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads databases, tables and columns as they are at a snapshot. */
final class TableLoader {
    /** What {@code kelp_tag} says of a column: its KQL type. */
    static final String TYPE_TAG = "type";

    /** What {@code kelp_tag} says of a remainder column: the id of its datetime column. */
    static final String REMAINDER_TAG = "remainder_of";

    /** What {@code kelp_tag} says of a table: its folder in tools. */
    static final String FOLDER_TAG = "folder";

    /** The tag of a table that every client shows as its comment. */
    static final String COMMENT_TAG = "comment";

    private static final String VISIBLE = " ? >= begin_snapshot AND (end_snapshot IS NULL OR ? < end_snapshot)";

    private record ColumnRow(
            long table,
            long id,
            @Nullable Long parent,
            String name,
            String type,
            @Nullable String initialDefault) {}

    private record TagRow(long object, long column, String key, String value) {}

    private final CatalogConnection connection;
    private final long snapshot;
    private final String dataPath;

    TableLoader(CatalogConnection connection, long snapshot, String dataPath) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.dataPath = dataPath;
    }

    StoredTables load() {
        Map<Long, StoredTables.Database> databases = databases();
        Map<Long, List<ColumnRow>> columns = new HashMap<>();
        for (ColumnRow column : columnRows()) {
            columns.computeIfAbsent(column.table(), id -> new ArrayList<>()).add(column);
        }
        Map<Long, List<TagRow>> ownTags = byObject(ownTags());
        Map<Long, List<TagRow>> tableTags = byObject(tableTags());
        Map<Long, List<TagRow>> columnTags = byObject(columnTags());
        Map<Long, Layout> layouts = new Layouts(connection, snapshot).all();
        Map<Long, Long> nextColumnIds = new HashMap<>();
        connection.query(
                "SELECT table_id, max(column_id) + 1 FROM ducklake_column GROUP BY table_id",
                r -> nextColumnIds.put(r.number(1), r.number(2)));
        List<StoredTables.Table> tables = connection.query(
                "SELECT table_id, schema_id, table_name, path, path_is_relative FROM ducklake_table WHERE" + VISIBLE
                        + " ORDER BY table_name",
                row -> {
                    long id = row.number(1);
                    StoredTables.Database database = databases.get(row.number(2));
                    if (database == null) {
                        throw new IllegalStateException("table " + id + " in no schema");
                    }
                    List<TagRow> tags = tableTags.getOrDefault(id, List.of());
                    TableDef definition = new TableDef(
                            database.name(),
                            row.textOrEmpty(3),
                            id,
                            columns(
                                    columns.getOrDefault(id, List.of()),
                                    ownTags.getOrDefault(id, List.of()),
                                    columnTags.getOrDefault(id, List.of())),
                            tag(ownTags.getOrDefault(id, List.of()), 0, FOLDER_TAG),
                            tag(tags, 0, COMMENT_TAG),
                            nextColumnIds.getOrDefault(id, 1L),
                            layouts.getOrDefault(id, Layout.NONE));
                    return new StoredTables.Table(definition, folder(database.location(), row, 4));
                },
                snapshot,
                snapshot);
        return new StoredTables(List.copyOf(databases.values()), tables);
    }

    private Map<Long, StoredTables.Database> databases() {
        Map<Long, StoredTables.Database> found = new LinkedHashMap<>();
        connection
                .query(
                        "SELECT schema_id, schema_name, path, path_is_relative FROM ducklake_schema WHERE" + VISIBLE
                                + " ORDER BY schema_name <> 'main', schema_name",
                        row -> new StoredTables.Database(row.number(1), row.textOrEmpty(2), folder(dataPath, row, 3)),
                        snapshot,
                        snapshot)
                .forEach(d -> found.put(d.id(), d));
        return found;
    }

    private static String folder(String parent, Row row, int column) {
        String path = row.textOrEmpty(column);
        return row.flag(column + 1) || path.isEmpty() ? parent + path : path;
    }

    private List<ColumnRow> columnRows() {
        return connection.query(
                "SELECT table_id, column_id, parent_column, column_name, column_type, initial_default FROM ducklake_column"
                        + " WHERE" + VISIBLE + " ORDER BY table_id, column_order, column_id",
                r -> new ColumnRow(
                        r.number(1), r.number(2), r.numberOrNull(3), r.textOrEmpty(4), r.textOrEmpty(5), r.text(6)),
                snapshot,
                snapshot);
    }

    private List<TagRow> tableTags() {
        return connection.query(
                "SELECT object_id, key, value FROM ducklake_tag WHERE value IS NOT NULL AND" + VISIBLE,
                r -> new TagRow(r.number(1), 0, r.textOrEmpty(2), r.textOrEmpty(3)),
                snapshot,
                snapshot);
    }

    private List<TagRow> columnTags() {
        return connection.query(
                "SELECT table_id, column_id, key, value FROM ducklake_column_tag WHERE value IS NOT NULL AND" + VISIBLE,
                r -> new TagRow(r.number(1), r.number(2), r.textOrEmpty(3), r.textOrEmpty(4)),
                snapshot,
                snapshot);
    }

    private List<TagRow> ownTags() {
        return KelpTables.TAG.isThere(connection)
                ? connection.query(
                        "SELECT table_id, column_id, key, value FROM kelp_tag",
                        r -> new TagRow(r.number(1), r.number(2), r.textOrEmpty(3), r.textOrEmpty(4)))
                : List.of();
    }

    private static Map<Long, List<TagRow>> byObject(List<TagRow> tags) {
        Map<Long, List<TagRow>> grouped = new HashMap<>();
        tags.forEach(t ->
                grouped.computeIfAbsent(t.object(), id -> new ArrayList<>()).add(t));
        return grouped;
    }

    private static String tag(List<TagRow> tags, long column, String key) {
        return tags.stream()
                .filter(t -> t.column() == column && t.key().equals(key))
                .map(TagRow::value)
                .findFirst()
                .orElse("");
    }

    private static List<ColumnDef> columns(List<ColumnRow> rows, List<TagRow> tags, List<TagRow> comments) {
        Map<Long, Remainder> remainders = new HashMap<>();
        Set<Long> hidden = new HashSet<>();
        for (ColumnRow row : rows) {
            String of = tag(tags, row.id(), REMAINDER_TAG);
            if (!of.isEmpty()) {
                remainders.put(Long.parseLong(of), new Remainder(row.id(), row.name()));
                hidden.add(row.id());
            }
        }
        List<ColumnDef> columns = new ArrayList<>();
        for (ColumnRow row : rows) {
            if (row.parent() == null && !hidden.contains(row.id())) {
                String sqlType = StoredTypes.sql(node(row, rows));
                KqlType type = KqlType.named(tag(tags, row.id(), TYPE_TAG))
                        .filter(t -> Storage.of(t).sqlType().equals(sqlType))
                        .orElse(Storage.kqlType(sqlType));
                boolean canonical = !sqlType.equals("JSON")
                        || !tag(tags, row.id(), TYPE_TAG).isEmpty();
                columns.add(new ColumnDef(
                        row.id(),
                        row.name(),
                        type,
                        new Storage(sqlType, remainders.get(row.id()), row.initialDefault(), canonical),
                        tag(comments, row.id(), COMMENT_TAG)));
            }
        }
        return columns;
    }

    private static Node node(ColumnRow row, List<ColumnRow> rows) {
        List<Node> children = rows.stream()
                .filter(r -> r.parent() != null && r.parent() == row.id())
                .map(r -> node(r, rows))
                .toList();
        return new Node(row.id(), row.name(), row.type(), children);
    }
}
