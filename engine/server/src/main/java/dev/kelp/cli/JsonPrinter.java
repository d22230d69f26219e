package dev.kelp.cli;

import dev.kelp.types.Field;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Values;
import java.io.IOException;
import java.io.Writer;

/** An object a row, values as on Kusto's wire; in an array, or each on a line of its own. */
final class JsonPrinter implements Format.Printer {
    private final Writer out;
    private final boolean lines;

    JsonPrinter(Writer out, boolean lines) {
        this.out = out;
        this.lines = lines;
    }

    @Override
    public long print(Rows rows) throws IOException {
        Schema schema = rows.schema();
        KqlType[] types = schema.fields().stream().map(Field::type).toArray(KqlType[]::new);
        String[] keys =
                schema.names().stream().map(n -> JsonText.quoted(n) + ":").toArray(String[]::new);
        StringBuilder text = new StringBuilder();
        long count = 0;
        while (rows.next()) {
            text.setLength(0);
            if (!lines) {
                text.append(count == 0 ? "[\n  " : ",\n  ");
            }
            text.append('{');
            for (int c = 0; c < types.length; c++) {
                text.append(c == 0 ? "" : ",").append(keys[c]);
                Values.writeWire(text, rows.value(c), types[c]);
            }
            text.append(lines ? "}\n" : "}");
            out.append(text);
            count++;
        }
        if (!lines) {
            out.write(count == 0 ? "[]\n" : "\n]\n");
        }
        return count;
    }
}
