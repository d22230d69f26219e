package dev.kelp.cli;

import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows the test has written down; columns as {@code n:long,s:string}. */
final class ListRows implements Rows {
    private final Schema schema;
    private final List<List<@Nullable Object>> rows;
    private int at = -1;

    ListRows(String columns, List<List<@Nullable Object>> rows) {
        this.schema = new Schema(Arrays.stream(columns.split(","))
                .map(c -> new Field(
                        c.substring(0, c.indexOf(':')),
                        KqlType.named(c.substring(c.indexOf(':') + 1)).orElseThrow()))
                .toList());
        this.rows = rows;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean next() {
        return ++at < rows.size();
    }

    @Override
    public @Nullable Object value(int column) {
        return rows.get(at).get(column);
    }
}
