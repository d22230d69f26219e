package dev.kelp.kernel.display;

import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import org.jspecify.annotations.Nullable;

/** A table as static HTML: no script, so that it shows in untrusted notebooks and in exports. */
final class HtmlTable {
    static final int ROWS = 50;
    private static final int CELL_CHARACTERS = 300;

    /** Servers limit what a kernel may publish a second (1 MB); a wide table ends earlier. */
    private static final int TOTAL_CHARACTERS = 400_000;

    private static final String STYLE = "<style>"
            + ".kelp-result table{border-collapse:collapse;font-size:12px}"
            + ".kelp-result th{text-align:left;border-bottom:1px solid #9995;padding:2px 10px 2px 4px}"
            + ".kelp-result th small{display:block;font-weight:normal;opacity:.6}"
            + ".kelp-result td{text-align:left;padding:2px 10px 2px 4px;white-space:pre-wrap;max-width:40em;overflow-wrap:anywhere}"
            + ".kelp-result .kelp-n{text-align:right;font-variant-numeric:tabular-nums}"
            + ".kelp-result .kelp-0{opacity:.45;font-style:italic}"
            + ".kelp-result p{font-size:11px;opacity:.7;margin:4px 0}"
            + "</style>";

    private HtmlTable() {}

    static String of(Table table, long nanos) {
        Schema schema = table.schema();
        StringBuilder out =
                new StringBuilder(4_096).append("<div class=\"kelp-result\">").append(STYLE);
        out.append("<table><thead><tr>");
        for (Field field : schema.fields()) {
            out.append(isNumber(field.type()) ? "<th class=\"kelp-n\">" : "<th>")
                    .append(Html.escape(field.name()))
                    .append("<small>")
                    .append(field.type().kql())
                    .append("</small></th>");
        }
        out.append("</tr></thead><tbody>");
        int shown = 0;
        while (shown < Math.min(ROWS, table.rows().size()) && out.length() < TOTAL_CHARACTERS) {
            out.append("<tr>");
            for (int column = 0; column < schema.size(); column++) {
                cell(
                        out,
                        table.value(shown, column),
                        schema.fields().get(column).type());
            }
            out.append("</tr>");
            shown++;
        }
        out.append("</tbody></table><p>")
                .append(Footer.of(table.count(), shown, nanos))
                .append("</p></div>");
        return out.toString();
    }

    private static void cell(StringBuilder out, @Nullable Object value, KqlType type) {
        String text = CellText.of(value, type);
        String style = (isNumber(type) ? "kelp-n" : "") + (value == null ? " kelp-0" : "");
        out.append(style.isEmpty() ? "<td>" : "<td class=\"" + style.strip() + "\">");
        boolean cut = text.length() > CELL_CHARACTERS;
        out.append(Html.escape(cut ? text.substring(0, CELL_CHARACTERS) : text))
                .append(cut ? "…" : "")
                .append("</td>");
    }

    static boolean isNumber(KqlType type) {
        return type.isNumber() || type == KqlType.TIMESPAN;
    }
}
