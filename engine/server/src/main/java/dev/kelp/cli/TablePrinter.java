package dev.kelp.cli;

import dev.kelp.types.Field;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligned columns under a rule, numbers to the right. The first rows decide on the widths, so that an answer of any size is printed as
 * it comes; on a terminal the widest columns give way until a row fits on a line.
 */
final class TablePrinter implements Format.Printer {
    private static final int MEASURED_ROWS = 1000;
    private static final int NARROWEST = 6;
    private static final String GAP = "  ";

    private final Writer out;
    private final int terminal;
    private boolean first = true;

    TablePrinter(Writer out, int terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public long print(Rows rows) throws IOException {
        if (!first) {
            out.write('\n');
        }
        first = false;
        List<Field> fields = rows.schema().fields();
        List<String[]> measured = new ArrayList<>();
        while (measured.size() < MEASURED_ROWS && rows.next()) {
            measured.add(cells(rows, fields));
        }
        int[] widths = widths(fields, measured);
        line(fields, widths, fields.stream().map(f -> Glyphs.plain(f.name())).toArray(String[]::new));
        out.write(String.join(GAP, Arrays.stream(widths).mapToObj("─"::repeat).toList()));
        out.write('\n');
        for (String[] row : measured) {
            line(fields, widths, row);
        }
        long count = measured.size();
        while (count >= MEASURED_ROWS && rows.next()) {
            line(fields, widths, cells(rows, fields));
            count++;
        }
        return count;
    }

    private static String[] cells(Rows rows, List<Field> fields) {
        String[] out = new String[fields.size()];
        for (int c = 0; c < out.length; c++) {
            out[c] = Glyphs.plain(CellText.of(rows.value(c), fields.get(c).type()));
        }
        return out;
    }

    private int[] widths(List<Field> fields, List<String[]> rows) {
        int[] widths = new int[fields.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = Math.max(1, Glyphs.width(Glyphs.plain(fields.get(c).name())));
            for (String[] row : rows) {
                widths[c] = Math.max(widths[c], Glyphs.width(row[c]));
            }
        }
        if (terminal > 0) {
            int room = terminal - GAP.length() * (widths.length - 1);
            int tooMuch = Arrays.stream(widths).sum() - room;
            while (tooMuch > 0 && narrow(widths)) {
                tooMuch--;
            }
        }
        return widths;
    }

    private static boolean narrow(int[] widths) {
        int widest = 0;
        for (int c = 1; c < widths.length; c++) {
            if (widths[c] > widths[widest]) {
                widest = c;
            }
        }
        if (widths[widest] <= NARROWEST) {
            return false;
        }
        widths[widest]--;
        return true;
    }

    private void line(List<Field> fields, int[] widths, String[] cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.length; c++) {
            String text = terminal > 0 ? Glyphs.cut(cells[c], widths[c]) : cells[c];
            String pad = " ".repeat(Math.max(0, widths[c] - Glyphs.width(text)));
            boolean right = fields.get(c).type().isNumber();
            line.append(c == 0 ? "" : GAP).append(right ? pad : "").append(text).append(right ? "" : pad);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
