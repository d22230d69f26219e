package dev.kelp.tables;

import dev.kelp.types.Field;
import dev.kelp.types.Schema;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored table as one snapshot of the catalogue shows it.
 *
 * @param folder the group that tools show the table in
 * @param nextColumnId an id that no column of the table has had yet
 * @param layout how its files are to be written
 * @param changes where it stands for the history of the table: which part of it; null for the rows of the table
 */
public record TableDef(
        String database,
        String name,
        long id,
        List<ColumnDef> columns,
        String folder,
        String docString,
        long nextColumnId,
        Layout layout,
        @Nullable ChangeRange changes)
        implements Serializable {
    public TableDef {
        columns = List.copyOf(columns);
    }

    /** The rows of a table. */
    public TableDef(
            String database,
            String name,
            long id,
            List<ColumnDef> columns,
            String folder,
            String docString,
            long nextColumnId,
            Layout layout) {
        this(database, name, id, columns, folder, docString, nextColumnId, layout, null);
    }

    /** The history of the table. */
    public TableDef with(ChangeRange range) {
        return new TableDef(database, name, id, columns, folder, docString, nextColumnId, layout, range);
    }

    /** A table that never had other columns. */
    public TableDef(String database, String name, long id, List<ColumnDef> columns, String folder, String docString) {
        this(
                database,
                name,
                id,
                columns,
                folder,
                docString,
                columns.stream().mapToLong(ColumnDef::id).max().orElse(0) + 1,
                Layout.NONE);
    }

    public Optional<ColumnDef> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public Schema schema() {
        return new Schema(
                columns.stream().map(c -> new Field(c.name(), c.type())).toList());
    }
}
