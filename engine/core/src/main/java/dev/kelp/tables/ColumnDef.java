package dev.kelp.tables;

import dev.kelp.types.KqlType;

/** A column of a stored table. {@code id} is the catalogue's field id, stable over renames. */
public record ColumnDef(long id, String name, KqlType type) {}
