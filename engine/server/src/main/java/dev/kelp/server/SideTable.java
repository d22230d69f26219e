package dev.kelp.server;

import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small table the protocol puts beside the results. Rows hold carriers. */
record SideTable(String name, Schema schema, List<List<@Nullable Object>> rows) {

    /** A schema written as {@code "Ordinal:long", "Kind:string"}. */
    static Schema schema(String... columns) {
        return new Schema(Arrays.stream(columns).map(SideTable::field).toList());
    }

    private static Field field(String column) {
        int colon = column.indexOf(':');
        return new Field(
                column.substring(0, colon),
                KqlType.named(column.substring(colon + 1)).orElseThrow());
    }

    static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
