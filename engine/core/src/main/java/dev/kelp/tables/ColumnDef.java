package dev.kelp.tables;

import dev.kelp.types.KqlType;
import java.io.Serializable;

/**
 * A column of a stored table.
 *
 * @param id the catalogue's field id, stable over renames
 * @param docString what people say of it, empty for nothing
 */
public record ColumnDef(long id, String name, KqlType type, Storage storage, String docString) implements Serializable {

    public ColumnDef(long id, String name, KqlType type, Storage storage) {
        this(id, name, type, storage, "");
    }

    /** A column in the form Kelp itself gives its type. */
    public ColumnDef(long id, String name, KqlType type) {
        this(id, name, type, Storage.of(type));
    }

    /** Whether conditions can be put to the column as it is stored: of some decimals the digits lie beside it, as texts. */
    public boolean takesConditions() {
        return type != KqlType.DECIMAL || storage.remainder() == null;
    }

    /** Whether the name, in whatever case, is the column's or that of the hidden column beside it. */
    public boolean isCalled(String columnName) {
        Storage.Remainder remainder = storage.remainder();
        return name.equalsIgnoreCase(columnName)
                || remainder != null && remainder.name().equalsIgnoreCase(columnName);
    }
}
