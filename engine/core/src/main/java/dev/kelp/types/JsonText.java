package dev.kelp.types;

/** Strings as JSON writes them, and back. */
public final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /** Appends a string in quotes, with only the escapes JSON asks for. */
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                continue;
            }
            out.append(text, from, i);
            escape(out, c);
            from = i + 1;
        }
        out.append(text, from, text.length()).append('"');
    }

    public static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        quote(out, text);
        return out.toString();
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }

    /** Whether a compact JSON text is a string. */
    public static boolean isString(String json) {
        return json.length() > 1 && json.charAt(0) == '"';
    }

    /** The string that a JSON string stands for: {@code "a\n"} without quotes and escapes. */
    public static String unquote(String json) {
        int end = json.length() - 1;
        if (json.indexOf('\\') < 0) {
            return json.substring(1, end);
        }
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 1; i < end; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            if (escaped == 'u') {
                out.append((char) Integer.parseInt(json, i + 1, i + 5, 16));
                i += 4;
            } else {
                out.append(plain(escaped));
            }
        }
        return out.toString();
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }
}
