package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.FileForm;
import dev.kelp.text.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the files of one table are to be read at a snapshot: what the catalogue says of them beside their place and size. */
final class FileForms {
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private final CatalogConnection connection;
    private final StoredTables.Table table;
    private final Map<Long, List<MappedColumn>> maps = new HashMap<>();
    private final NestedColumns nested;

    /** A row of a name map. */
    private record MappedColumn(
            long number,
            String source,
            long target,
            @Nullable Long parent,
            boolean inPath) {}

    FileForms(CatalogConnection connection, StoredTables.Table table, long snapshot) {
        this.connection = connection;
        this.table = table;
        this.nested = new NestedColumns(connection, table.definition(), snapshot);
    }

    /**
     * @param path of the file as the catalogue has it
     * @param begin the commit of its first rows
     * @param map the number of its name map, null for a file with ids
     */
    FileForm of(String path, long begin, @Nullable Long map) {
        return map != null
                ? named(map, path)
                : nested.isEmpty() ? FileForm.PLAIN : FileForm.shaped(nested.shapes(begin));
    }

    /** How rows inside the catalogue are to be read that were written under an earlier schema version. */
    FileForm inlined(long schemaVersion) {
        if (nested.isEmpty()) {
            return FileForm.PLAIN;
        }
        long began = InlinedTables.began(connection, table.definition().id(), schemaVersion);
        return FileForm.shaped(nested.shapes(began));
    }

    private FileForm named(long map, String path) {
        Map<Long, String> names = new HashMap<>();
        Map<Long, List<String>> values = new HashMap<>();
        List<MappedColumn> columns = maps.computeIfAbsent(map, this::map);
        for (MappedColumn column : columns) {
            if (column.parent() != null) {
                refuseOtherNames(column, columns);
            } else if (column.inPath()) {
                String value = value(path, column.source());
                values.put(column.target(), value == null ? List.of() : List.of(value));
            } else {
                names.put(column.target(), column.source());
            }
        }
        return FileForm.named(names, values);
    }

    private List<MappedColumn> map(long id) {
        String type = connection
                .first("SELECT type FROM ducklake_column_mapping WHERE mapping_id = ?", r -> r.textOrEmpty(1), id)
                .orElse("");
        if (!type.equals("map_by_name")) {
            throw Problem.NOT_SUPPORTED.here(
                    "Table '" + table.definition().name() + "' with files mapped by '" + type + "'");
        }
        return connection.query(
                "SELECT column_id, source_name, target_field_id, parent_column, is_partition FROM ducklake_name_mapping"
                        + " WHERE mapping_id = ?",
                r -> new MappedColumn(r.number(1), r.textOrEmpty(2), r.number(3), r.numberOrNull(4), r.flag(5)),
                id);
    }

    /** Fields inside a value are found by their names: those of the file must be the table's. */
    private void refuseOtherNames(MappedColumn column, List<MappedColumn> columns) {
        boolean root =
                columns.stream().anyMatch(c -> column.parent() != null && c.number() == column.parent() && isLive(c));
        if (root && !nested.isCalled(column.target(), column.source())) {
            throw Problem.NOT_SUPPORTED.here("Table '" + table.definition().name()
                    + "' with adopted files in which the field '" + column.source() + "' has another name");
        }
    }

    private boolean isLive(MappedColumn column) {
        return nested.isLive(column.target())
                || table.definition().columns().stream().map(ColumnDef::id).anyMatch(id -> id == column.target());
    }

    /** The value of {@code name=value} among the folders of a path, null for none. */
    private static @Nullable String value(String path, String name) {
        for (String folder : path.split("/")) {
            int equals = folder.indexOf('=');
            if (equals > 0
                    && URLDecoder.decode(folder.substring(0, equals), StandardCharsets.UTF_8)
                            .equalsIgnoreCase(name)) {
                String text = folder.substring(equals + 1);
                return text.equals(NO_VALUE)
                        ? null
                        : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
