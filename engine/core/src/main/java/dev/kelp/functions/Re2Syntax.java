package dev.kelp.functions;

import org.jspecify.annotations.Nullable;

/** Translates a regular expression into one that RE2 answers alike; gives up (null) at the first thing it isn't sure of. */
final class Re2Syntax {
    private static final String WORD = "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}";
    private static final String SPACE = "\\t-\\r \\x{85}\\p{Z}";

    /** RE2 unrolls counted repeats; beyond this its program grows out of hand. */
    private static final int MOST_REPEATS = 50;

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Re2Syntax(String pattern) {
        this.pattern = pattern;
    }

    static @Nullable String translate(String pattern) {
        Re2Syntax syntax = new Re2Syntax(pattern);
        return syntax.run() ? syntax.out.toString() : null;
    }

    private boolean run() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            boolean known =
                    switch (c) {
                        case '\\' -> escape(false);
                        case '[' -> bracket();
                        case '(' -> group();
                        case '{' -> counted();
                        default -> copy(c);
                    };
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private boolean copy(char c) {
        out.append(c);
        return true;
    }

    private boolean escape(boolean inBracket) {
        if (at >= pattern.length()) {
            return false;
        }
        char c = pattern.charAt(at++);
        switch (c) {
            case 'd' -> out.append("\\p{Nd}");
            case 'D' -> out.append("\\P{Nd}");
            case 'w' -> out.append(inBracket ? WORD : "[" + WORD + "]");
            case 's' -> out.append(inBracket ? SPACE : "[" + SPACE + "]");
            case 'W', 'S' -> {
                out.append("[^").append(c == 'W' ? WORD : SPACE).append(']');
                return !inBracket;
            }
            case 'n', 'r', 't', 'f' -> out.append('\\').append(c);
            default -> {
                out.append('\\').append(c);
                return c < 128 && !Character.isLetterOrDigit(c);
            }
        }
        return true;
    }

    private boolean group() {
        out.append('(');
        if (!pattern.startsWith("?", at)) {
            return true;
        }
        int end = at + 1;
        while (end < pattern.length() && "ims".indexOf(pattern.charAt(end)) >= 0) {
            end++;
        }
        if (end == pattern.length() || pattern.charAt(end) != ':' && pattern.charAt(end) != ')') {
            return false;
        }
        out.append(pattern, at, end + 1);
        at = end + 1;
        return true;
    }

    private boolean counted() {
        int end = pattern.indexOf('}', at);
        if (end < 0) {
            return false;
        }
        String counts = pattern.substring(at, end);
        if (!counts.matches("\\d{1,3}(,\\d{0,3})?")) {
            return false;
        }
        out.append('{').append(counts).append('}');
        at = end + 1;
        String[] limits = counts.split(",");
        return Integer.parseInt(limits[limits.length - 1]) <= MOST_REPEATS;
    }

    private boolean bracket() {
        out.append('[');
        if (pattern.startsWith("^", at)) {
            out.append('^');
            at++;
        }
        int start = at;
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            if (c == ']' && at > start + 1) {
                out.append(c);
                return true;
            } else if (c == '\\') {
                if (!escape(true)) {
                    return false;
                }
            } else if (c == '[' || c == '&' || c == '~' || c == ']') {
                return false;
            } else {
                out.append(c);
            }
        }
        return false;
    }
}
