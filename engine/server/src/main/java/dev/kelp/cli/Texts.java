package dev.kelp.cli;

import java.util.regex.Pattern;

/** What can be told of a text without parsing it. */
final class Texts {
    private static final Pattern EMPTY_LINE_LAST = Pattern.compile("\\n[ \\t\\r]*$");
    private static final Pattern DECLARATION =
            Pattern.compile("(?:\\s+|//[^\\n]*\\n)*+(?:let|set|declare|alias|restrict|pattern)\\b");

    private Texts() {}

    /**
     * Whether a text typed into the shell is whole: it ends with a semicolon that is not a declaration's, or with an empty line.
     * The shell's own commands are one line.
     */
    static boolean isWhole(String text) {
        String typed = text.strip();
        if (typed.isEmpty()
                || typed.startsWith("\\")
                || EMPTY_LINE_LAST.matcher(text).find()) {
            return true;
        }
        return typed.endsWith(";") && !DECLARATION.matcher(lastStatement(typed)).lookingAt();
    }

    /** The last of the statements that semicolons end, without its own. */
    private static String lastStatement(String text) {
        int start = 0;
        int i = 0;
        while (i < text.length() - 1) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfString(text, i, i > 0 && text.charAt(i - 1) == '@');
            } else if (text.startsWith("//", i)) {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else {
                start = c == ';' ? i + 1 : start;
            }
            i++;
        }
        return text.substring(start);
    }

    private static int endOfString(String text, int start, boolean verbatim) {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && !verbatim) {
                i++;
            } else if (text.charAt(i) == text.charAt(start)) {
                return i;
            }
        }
        return text.length();
    }
}
