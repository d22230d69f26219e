package dev.kelp.tables;

import dev.kelp.types.KqlType;
import java.io.Serializable;

/** A column of a stored table. {@code id} is the catalogue's field id, stable over renames. */
public record ColumnDef(long id, String name, KqlType type, Storage storage) implements Serializable {

    /** A column in the form Kelp itself gives its type. */
    public ColumnDef(long id, String name, KqlType type) {
        this(id, name, type, Storage.of(type));
    }
}
