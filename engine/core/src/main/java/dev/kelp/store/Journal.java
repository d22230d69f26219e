package dev.kelp.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commits that changed what there is: databases, tables and columns made, changed and dropped. Rows that come and go aren't in it. */
public final class Journal {
    private final CatalogConnection connection;

    /**
     * @param event as Kusto names it, {@code CREATE-TABLE}
     * @param ticks when
     * @param entity the name before the change; after it, where there was none before
     * @param updated the name after the change, empty where there is none any more
     * @param snapshot the number of the commit
     */
    public record Entry(
            String event, long ticks, String database, String entity, String updated, long snapshot, String author) {}

    private record Commit(long snapshot, long ticks, String changes, String author) {}

    private record Named(String database, String name) {}

    Journal(CatalogConnection connection) {
        this.connection = connection;
    }

    List<Entry> upTo(long snapshot) {
        List<Entry> entries = new ArrayList<>();
        for (Commit commit : connection.query(
                "SELECT s.snapshot_id, s.snapshot_time, c.changes_made, c.author FROM ducklake_snapshot s"
                        + " JOIN ducklake_snapshot_changes c ON c.snapshot_id = s.snapshot_id WHERE s.snapshot_id <= ?"
                        + " ORDER BY s.snapshot_id",
                r -> new Commit(r.number(1), CatalogTime.ticks(r.textOrEmpty(2)), r.textOrEmpty(3), r.textOrEmpty(4)),
                snapshot)) {
            for (String change : split(commit.changes())) {
                entry(commit, change).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private Optional<Entry> entry(Commit commit, String change) {
        int colon = change.indexOf(':');
        String kind = colon < 0 ? change : change.substring(0, colon);
        String value = change.substring(colon + 1);
        return switch (kind) {
            case "created_schema" -> entry(commit, "CREATE-DATABASE", "", Names.unquoted(value));
            case "dropped_schema" -> schema(value).flatMap(name -> entry(commit, "DROP-DATABASE", name, ""));
            case "created_table" -> created(commit, value);
            case "dropped_table" -> changed(commit, "DROP-TABLE", value, false);
            case "altered_table" -> changed(commit, "ALTER-TABLE", value, true);
            case "created_view" -> view(commit, "CREATE-VIEW", value);
            default -> Optional.empty();
        };
    }

    private static Optional<Entry> entry(Commit commit, String event, String before, String after) {
        return Optional.of(new Entry(
                event,
                commit.ticks(),
                before.isEmpty() ? after : before,
                before.isEmpty() ? after : before,
                after,
                commit.snapshot(),
                commit.author()));
    }

    private static Optional<Entry> view(Commit commit, String event, String value) {
        List<String> names = names(value);
        return Optional.of(new Entry(
                event,
                commit.ticks(),
                names.get(0),
                names.get(names.size() - 1),
                names.get(names.size() - 1),
                commit.snapshot(),
                commit.author()));
    }

    /** A table that had another row before was renamed, or came back. */
    private Optional<Entry> created(Commit commit, String value) {
        List<String> names = names(value);
        String database = names.get(0);
        String name = names.get(names.size() - 1);
        String old = connection
                .first(
                        "SELECT o.table_name FROM ducklake_table n JOIN ducklake_table o ON o.table_id = n.table_id"
                                + " WHERE n.begin_snapshot = ? AND n.table_name = ? AND o.end_snapshot = ?",
                        r -> r.textOrEmpty(1),
                        commit.snapshot(),
                        name,
                        commit.snapshot())
                .orElse("");
        return Optional.of(new Entry(
                old.isEmpty() ? "CREATE-TABLE" : "RENAME-TABLE",
                commit.ticks(),
                database,
                old.isEmpty() ? name : old,
                name,
                commit.snapshot(),
                commit.author()));
    }

    private Optional<Entry> changed(Commit commit, String event, String id, boolean stays) {
        return table(Long.parseLong(id), commit.snapshot() - 1)
                .map(t -> new Entry(
                        event,
                        commit.ticks(),
                        t.database(),
                        t.name(),
                        stays ? t.name() : "",
                        commit.snapshot(),
                        commit.author()));
    }

    private Optional<Named> table(long id, long snapshot) {
        return connection.first(
                "SELECT s.schema_name, t.table_name FROM ducklake_table t JOIN ducklake_schema s ON s.schema_id = t.schema_id"
                        + " WHERE t.table_id = ? AND ? >= t.begin_snapshot AND (t.end_snapshot IS NULL OR ? < t.end_snapshot)",
                r -> new Named(r.textOrEmpty(1), r.textOrEmpty(2)),
                id,
                snapshot,
                snapshot);
    }

    private Optional<String> schema(String id) {
        return connection.first(
                "SELECT schema_name FROM ducklake_schema WHERE schema_id = ?",
                r -> r.textOrEmpty(1),
                Long.parseLong(id));
    }

    /** {@code "a"."b"} in its parts. */
    private static List<String> names(String value) {
        return cut(value, '.').stream().map(Names::unquoted).toList();
    }

    private static List<String> split(@Nullable String changes) {
        return changes == null || changes.isEmpty() ? List.of() : cut(changes, ',');
    }

    /** Cuts where the separator stands outside of quotes. */
    private static List<String> cut(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
