package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command's answer as a text that the catalogue keeps. */
final class OperationDetails {
    private OperationDetails() {}

    static String write(Rows rows) {
        Map<String, Json> columns = new LinkedHashMap<>();
        rows.schema()
                .fields()
                .forEach(f -> columns.put(f.name(), Json.text(f.type().kql())));
        List<Json> cells = new ArrayList<>();
        for (@Nullable Object[] row : rows.cells()) {
            List<Json> values = new ArrayList<>();
            for (Object cell : row) {
                values.add(value(cell));
            }
            cells.add(new Json.Array(values));
        }
        Map<String, Json> all = new LinkedHashMap<>();
        all.put("columns", new Json.Bag(columns));
        all.put("rows", new Json.Array(cells));
        return new Json.Bag(all).write();
    }

    private static Json value(@Nullable Object cell) {
        if (cell == null) {
            return Json.NULL;
        }
        return cell instanceof Boolean flag
                ? Json.of(flag)
                : cell instanceof Double real
                        ? Json.of(real)
                        : cell instanceof Number number ? Json.of(number.longValue()) : Json.text(cell.toString());
    }

    static Rows read(String text) {
        Map<String, Json> all = ((Json.Bag) Json.parse(text)).properties();
        List<Field> fields = new ArrayList<>();
        ((Json.Bag) all.getOrDefault("columns", Json.EMPTY_BAG))
                .properties()
                .forEach((name, type) ->
                        fields.add(new Field(name, KqlType.named(type.text()).orElseThrow())));
        Rows rows = new Rows(new Schema(fields));
        for (Json row : ((Json.Array) all.getOrDefault("rows", Json.EMPTY_ARRAY)).items()) {
            List<Json> values = ((Json.Array) row).items();
            @Nullable Object[] cells = new @Nullable Object[fields.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(values.get(i), fields.get(i).type());
            }
            rows.add(cells);
        }
        return rows;
    }

    private static @Nullable Object cell(Json value, KqlType type) {
        if (value instanceof Json.Bool flag) {
            return flag.value();
        } else if (value instanceof Json.Int number) {
            return type == KqlType.INT
                    ? (Object) (int) number.value()
                    : type == KqlType.REAL ? (Object) (double) number.value() : (Object) number.value();
        } else if (value instanceof Json.Real real) {
            return real.value();
        }
        return value == Json.NULL ? null : value.text();
    }
}
