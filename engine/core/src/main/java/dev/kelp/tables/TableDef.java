package dev.kelp.tables;

import dev.kelp.types.Field;
import dev.kelp.types.Schema;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** A stored table as one snapshot of the catalogue shows it. */
public record TableDef(String database, String name, long id, List<ColumnDef> columns, String folder, String docString)
        implements Serializable {
    public TableDef {
        columns = List.copyOf(columns);
    }

    public Optional<ColumnDef> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public Schema schema() {
        return new Schema(
                columns.stream().map(c -> new Field(c.name(), c.type())).toList());
    }
}
