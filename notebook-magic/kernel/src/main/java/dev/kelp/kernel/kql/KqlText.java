package dev.kelp.kernel.kql;

/** What can be seen of KQL without parsing it: comments, strings and brackets. */
final class KqlText {
    private KqlText() {}

    /** Whether there is nothing but space and comments. */
    static boolean isBlank(String text) {
        return uncommented(text).isBlank();
    }

    /** Whether more must follow: an open bracket or string, or a pipe at the end. */
    static boolean isUnfinished(String text) {
        int depth = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = endOfString(text, at);
                if (at > text.length()) {
                    return true;
                }
                continue;
            }
            if (text.startsWith("//", at)) {
                at = endOfLine(text, at);
                continue;
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
            at++;
        }
        String end = uncommented(text).stripTrailing();
        return depth > 0 || end.endsWith("|") || end.endsWith(",") || end.endsWith("=");
    }

    private static String uncommented(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("//", at)) {
                at = endOfLine(text, at);
            } else if (c == '"' || c == '\'') {
                int end = Math.min(text.length(), endOfString(text, at));
                out.append(text, at, end);
                at = end;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static int endOfLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** One past the closing quote; one past the end of the text where there is none on the line. */
    private static int endOfString(String text, int at) {
        char quote = text.charAt(at);
        boolean verbatim = at > 0 && text.charAt(at - 1) == '@';
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '\n') {
            char c = text.charAt(i);
            if (c == '\\' && !verbatim) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
            i++;
        }
        return text.length() + 1;
    }
}
