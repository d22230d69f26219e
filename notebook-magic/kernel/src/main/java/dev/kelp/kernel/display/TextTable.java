package dev.kelp.kernel.display;

import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in characters, for terminals and for clients that show no HTML. */
final class TextTable {
    private static final int ROWS = 20;
    private static final int CELL_CHARACTERS = 40;

    private TextTable() {}

    static String of(Table table, long nanos) {
        Schema schema = table.schema();
        int shown = Math.min(ROWS, table.rows().size());
        int columns = schema.size();
        List<List<String>> lines = new ArrayList<>();
        lines.add(schema.names());
        for (int row = 0; row < shown; row++) {
            List<String> cells = new ArrayList<>(columns);
            for (int column = 0; column < columns; column++) {
                cells.add(oneLine(table.value(row, column), schema, column));
            }
            lines.add(cells);
        }
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            append(out, lines.get(i), widths, schema);
            if (i == 0) {
                List<String> rule = new ArrayList<>();
                for (int width : widths) {
                    rule.add("-".repeat(width));
                }
                append(out, rule, widths, schema);
            }
        }
        return out.append(Footer.of(table.count(), shown, nanos)).toString();
    }

    private static String oneLine(@Nullable Object value, Schema schema, int column) {
        String text = CellText.of(value, schema.fields().get(column).type())
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return text.length() <= CELL_CHARACTERS ? text : text.substring(0, CELL_CHARACTERS - 1) + "…";
    }

    private static void append(StringBuilder out, List<String> cells, int[] widths, Schema schema) {
        int start = out.length();
        for (int column = 0; column < cells.size(); column++) {
            String text = cells.get(column);
            String pad = " ".repeat(widths[column] - text.length());
            boolean right = HtmlTable.isNumber(schema.fields().get(column).type());
            out.append(column == 0 ? "" : "  ").append(right ? pad + text : text + pad);
        }
        while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        out.append('\n');
    }
}
