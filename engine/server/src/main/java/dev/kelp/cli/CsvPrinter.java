package dev.kelp.cli;

import dev.kelp.types.Field;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Comma-separated values by RFC 4180, with a header and its line ends. Tables after the first follow an empty line. */
final class CsvPrinter implements Format.Printer {
    private static final String LINE_END = "\r\n";

    private final Writer out;
    private boolean first = true;

    CsvPrinter(Writer out) {
        this.out = out;
    }

    @Override
    public long print(Rows rows) throws IOException {
        if (!first) {
            out.write(LINE_END);
        }
        first = false;
        List<Field> fields = rows.schema().fields();
        StringBuilder line = new StringBuilder();
        for (Field field : fields) {
            cell(line, field.name());
        }
        end(line);
        long count = 0;
        while (rows.next()) {
            for (int c = 0; c < fields.size(); c++) {
                cell(line, CellText.of(rows.value(c), fields.get(c).type()));
            }
            end(line);
            count++;
        }
        return count;
    }

    private static void cell(StringBuilder line, String text) {
        if (text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
        line.append(',');
    }

    private void end(StringBuilder line) throws IOException {
        line.setLength(Math.max(0, line.length() - 1));
        out.append(line).append(LINE_END);
        line.setLength(0);
    }
}
