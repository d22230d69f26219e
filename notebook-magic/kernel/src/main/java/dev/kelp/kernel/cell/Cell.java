package dev.kelp.kernel.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a cell, taken apart.
 *
 * @param language as {@code %%language} names it; {@code kql} without it
 * @param magics the line magics at the head of the cell, without their percent sign
 * @param body the rest, which may begin on the language's own line. Lines taken away are left blank, so that positions in it are positions in the cell
 * @param bodyStart the offset in the cell at which the language's own text begins
 */
record Cell(String language, List<String> magics, String body, int bodyStart) {

    static Cell parse(String text) {
        StringBuilder body = new StringBuilder(text.length());
        List<String> magics = new ArrayList<>();
        String language = "kql";
        int at = 0;
        boolean named = false;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end).strip();
            if (line.startsWith("%%") && !named) {
                String[] words = line.substring(2).strip().split("\\s+", 2);
                language = words[0];
                body.append(words.length > 1 ? words[1] : "");
                named = true;
            } else if (line.startsWith("%") && line.length() > 1 && Character.isLetter(line.charAt(1))) {
                magics.add(line.substring(1).strip());
            } else if (!line.isEmpty()) {
                break;
            }
            at = Math.min(end + 1, text.length());
            body.append('\n');
        }
        return new Cell(language, magics, body.append(text.substring(at)).toString(), at);
    }

    boolean isBlank() {
        return body.isBlank();
    }
}
