package dev.kelp.tables;

import dev.kelp.types.KqlType;
import java.io.Serializable;

/** A column of a stored table. {@code id} is the catalogue's field id, stable over renames. */
public record ColumnDef(long id, String name, KqlType type, Storage storage) implements Serializable {

    /** A column in the form Kelp itself gives its type. */
    public ColumnDef(long id, String name, KqlType type) {
        this(id, name, type, Storage.of(type));
    }

    /** Whether the name, in whatever case, is the column's or that of the hidden column beside it. */
    public boolean isCalled(String columnName) {
        Storage.Remainder remainder = storage.remainder();
        return name.equalsIgnoreCase(columnName)
                || remainder != null && remainder.name().equalsIgnoreCase(columnName);
    }
}
