package dev.kelp.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The folders of all tables there ever were, dropped ones too: where the files of their rows lie. */
final class TablePaths {
    private final Map<Long, String> folders = new HashMap<>();

    TablePaths(CatalogConnection connection, String dataPath) {
        connection.query(
                "SELECT t.table_id, s.path, s.path_is_relative, t.path, t.path_is_relative FROM ducklake_table t"
                        + " JOIN ducklake_schema s ON s.schema_id = t.schema_id ORDER BY t.begin_snapshot",
                r -> {
                    String schema = r.flag(3) ? dataPath + r.textOrEmpty(2) : r.textOrEmpty(2);
                    return folders.put(r.number(1), r.flag(5) ? schema + r.textOrEmpty(4) : r.textOrEmpty(4));
                });
    }

    Collection<String> all() {
        return folders.values();
    }

    /** The absolute path of a table's file. */
    String path(long table, String stored, boolean relative) {
        return relative ? folders.getOrDefault(table, "") + stored : stored;
    }
}
