package dev.kelp.commands;

import java.util.List;

/**
 * Rows that stand in brackets behind {@code .ingest inline into table T}: {@code [1,a] [2,b]}. They need not be KQL, so where they
 * begin is found before the command is cut into tokens.
 */
final class InlineRows {
    private InlineRows() {}

    /** The place of the first bracket; negative where a command has none. */
    static int start(String text) {
        int at = word(text, blanks(text, 0), ".");
        for (String word : List.of("ingest", "inline", "into", "table")) {
            at = word(text, at, word);
        }
        at = name(text, at);
        int with = word(text, at, "with");
        if (with >= 0) {
            at = properties(text, with);
        }
        return at >= 0 && at < text.length() && text.charAt(at) == '[' ? at : -1;
    }

    /** Behind a word and the blanks after it; negative where another stands there. */
    private static int word(String text, int at, String word) {
        return at >= 0 && text.startsWith(word, at) ? blanks(text, at + word.length()) : -1;
    }

    private static int name(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return -1;
        }
        if (text.charAt(at) == '[') {
            int end = string(text, blanks(text, at + 1));
            return end < 0 ? -1 : word(text, blanks(text, end), "]");
        }
        int end = string(text, at);
        if (end < 0) {
            end = at;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
        }
        return end == at ? -1 : blanks(text, end);
    }

    private static int properties(String text, int start) {
        int at = word(text, start, "(");
        while (at >= 0 && at < text.length() && text.charAt(at) != ')') {
            int end = string(text, at);
            at = end < 0 ? at + 1 : end;
        }
        return word(text, at, ")");
    }

    /** Behind a string that begins here; negative where none does. */
    private static int string(String text, int at) {
        if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
            int close = text.indexOf(text.substring(at, at + 3), at + 3);
            return close < 0 ? text.length() : close + 3;
        }
        boolean quoted = at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"');
        return quoted ? CommandText.endOfString(text, at) + 1 : -1;
    }

    private static int blanks(String text, int start) {
        int at = start;
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** What follows a head, without the brackets where it stands in some: what each pair holds is a line of its own. */
    static String rows(String body) {
        String rest = body.stripLeading();
        if (!rest.startsWith("[")) {
            // Blanks and the line break after <| belong to the command.
            return body.replaceFirst("^[ \\t]*(\\r?\\n)?", "");
        }
        StringBuilder rows = new StringBuilder();
        boolean quoted = false;
        int start = -1;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (start >= 0 && c == '"') {
                quoted = !quoted;
            } else if (start < 0 && c == '[') {
                start = i + 1;
            } else if (start >= 0 && !quoted && c == ']') {
                rows.append(rest, start, i).append('\n');
                start = -1;
            } else if (start < 0 && !Character.isWhitespace(c)) {
                return body;
            }
        }
        return start < 0 ? rows.toString() : body;
    }
}
