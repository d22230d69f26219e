package dev.kelp.run;

import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small table in memory: what a command answers. Cells are carriers of the columns' types. */
public final class Rows {
    private final Schema schema;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    public Rows(Schema schema) {
        this.schema = schema;
    }

    /** Columns as {@code "Name:string, Rows:long"}. */
    public static Rows of(String columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns.split(", ")) {
            int colon = column.indexOf(':');
            fields.add(new Field(
                    column.substring(0, colon),
                    KqlType.named(column.substring(colon + 1)).orElseThrow()));
        }
        return new Rows(new Schema(fields));
    }

    public Rows add(@Nullable Object... cells) {
        if (cells.length != schema.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + schema.names());
        }
        rows.add(cells.clone());
        return this;
    }

    public Schema schema() {
        return schema;
    }

    public List<@Nullable Object[]> cells() {
        return rows;
    }

    public Frame frame() {
        return RowsFrame.of(this);
    }
}
