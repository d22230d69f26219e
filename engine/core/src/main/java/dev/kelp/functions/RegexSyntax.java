package dev.kelp.functions;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates KQL's regular expressions (rule R81: RE2's syntax with Unicode classes, no look-around, no back references) into
 * Java's and, where nothing gets lost, into the RE2 that DuckDB runs.
 */
final class RegexSyntax {
    /** What {@code [:name:]} means inside brackets: ASCII only. */
    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("alnum", "0-9A-Za-z"),
            Map.entry("alpha", "A-Za-z"),
            Map.entry("ascii", "\\x00-\\x7F"),
            Map.entry("blank", "\\t\\x20"),
            Map.entry("cntrl", "\\x00-\\x1F\\x7F"),
            Map.entry("digit", "0-9"),
            Map.entry("graph", "!-~"),
            Map.entry("lower", "a-z"),
            Map.entry("print", "\\x20-~"),
            Map.entry("punct", "!-/:-@\\[-`{-~"),
            Map.entry("space", "\\t\\n\\x0B\\f\\r\\x20"),
            Map.entry("upper", "A-Z"),
            Map.entry("word", "0-9A-Za-z_"),
            Map.entry("xdigit", "0-9A-Fa-f"));

    /** Long names of general categories that Java knows by their letters only. */
    private static final Map<String, String> CATEGORIES = Map.of(
            "letter", "L",
            "mark", "M",
            "number", "N",
            "punctuation", "P",
            "symbol", "S",
            "separator", "Z",
            "other", "C");

    private static final String SPECIAL = "\\.+*?()|[]{}^$#&-~";

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private boolean lazy;
    private boolean multiline;
    private int at;

    private RegexSyntax(String pattern, boolean lazy) {
        this.pattern = pattern;
        this.lazy = lazy;
    }

    /**
     * The pattern for {@code java.util.regex} with {@code UNICODE_CHARACTER_CLASS} and {@code UNIX_LINES}.
     *
     * @throws dev.kelp.text.KqlException for look-around, back references and unknown escapes
     */
    static String java(String pattern) {
        return new RegexSyntax(pattern, false).translate();
    }

    /** As {@link #java(String)}, repeats taking as little as they can and {@code *?} as much: the flag U. */
    static String lazyJava(String pattern) {
        return new RegexSyntax(pattern, true).translate();
    }

    /** The pattern in RE2's own syntax, null where RE2 has no exact counterpart. */
    static @Nullable String re2(String pattern) {
        return Re2Syntax.translate(pattern);
    }

    /** The pattern that matches a text and nothing else. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
                out.append('\\');
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    private String translate() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> bracket();
                case '(' -> group();
                case '$' -> out.append(multiline ? "$" : "\\z");
                case '*', '+', '?' -> repeat(String.valueOf(c));
                case '{' -> counted();
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private void escape() {
        char c = next("ends with a backslash");
        switch (c) {
            case 'v' -> out.append("\\x0B");
            case 'p', 'P' -> property(c == 'P');
            case 'u', 'U' -> codePoint(c == 'u' ? 4 : 8);
            case 'Q' -> quoted();
            default -> {
                if (c >= '1' && c <= '9') {
                    throw refused("has a back reference");
                } else if (c < 128 && Character.isLetter(c) && "abBdDsSwWnrtfxzA".indexOf(c) < 0) {
                    throw refused("has the unknown escape \\" + c);
                }
                out.append('\\').append(c);
            }
        }
    }

    private void quoted() {
        int end = pattern.indexOf("\\E", at);
        String text = pattern.substring(at, end < 0 ? pattern.length() : end);
        text.chars().forEach(this::literal);
        at = end < 0 ? pattern.length() : end + 2;
    }

    private void literal(int c) {
        if (c < 128 && !Character.isLetterOrDigit(c)) {
            out.append('\\');
        }
        out.append((char) c);
    }

    private void codePoint(int digits) {
        if (at < pattern.length() && pattern.charAt(at) == '{') {
            out.append("\\x");
            return;
        }
        if (at + digits > pattern.length()) {
            throw refused("ends inside an escape");
        }
        out.append("\\x{").append(pattern, at, at + digits).append('}');
        at += digits;
    }

    private void property(boolean negated) {
        String name;
        if (next("ends inside a class") == '{') {
            int end = pattern.indexOf('}', at);
            if (end < 0) {
                throw refused("ends inside a class");
            }
            name = pattern.substring(at, end);
            at = end + 1;
        } else {
            name = pattern.substring(at - 1, at);
        }
        boolean caret = name.startsWith("^");
        out.append(negated ^ caret ? "\\P{" : "\\p{")
                .append(javaProperty(caret ? name.substring(1) : name))
                .append('}');
    }

    private static String javaProperty(String name) {
        String category = CATEGORIES.get(name.toLowerCase(Locale.ROOT));
        if (category != null) {
            return category;
        }
        return name.length() <= 2 || name.contains("=") ? name : "Is" + name;
    }

    private void group() {
        if (!pattern.startsWith("?", at)) {
            out.append('(');
            return;
        }
        at++;
        if (pattern.startsWith("P<", at)
                || pattern.startsWith("<", at) && !pattern.startsWith("<=", at) && !pattern.startsWith("<!", at)) {
            int end = pattern.indexOf('>', at);
            if (end < 0) {
                throw refused("ends inside a group's name");
            }
            at = end + 1;
            // Groups are asked for by number, and Java allows no underscore in a name.
            out.append('(');
            return;
        }
        flags();
    }

    private void flags() {
        StringBuilder kept = new StringBuilder();
        boolean on = true;
        while (true) {
            char c = next("ends inside a group");
            if (c == ':' || c == ')') {
                if (c == ':' || kept.length() > 0) {
                    out.append("(?").append(kept).append(c);
                }
                return;
            } else if (c == '-') {
                on = false;
            } else if (c == 'U') {
                lazy = on;
            } else if (c == 'i' || c == 'm' || c == 's' || c == 'x') {
                multiline |= c == 'm' && on;
                kept.append(on || kept.indexOf("-") >= 0 ? "" : "-").append(c);
            } else if (c != 'u' && c != 'R') {
                throw refused("has look-around or an unknown flag, which KQL doesn't know");
            }
        }
    }

    private void repeat(String operator) {
        out.append(operator);
        boolean marked = pattern.startsWith("?", at);
        if (marked) {
            at++;
        }
        if (marked ^ lazy) {
            out.append('?');
        }
    }

    private void counted() {
        int end = at;
        while (end < pattern.length()
                && (Character.isDigit(pattern.charAt(end)) || pattern.charAt(end) == ',' && end > at)) {
            end++;
        }
        if (end == at || end == pattern.length() || pattern.charAt(end) != '}') {
            out.append("\\{");
            return;
        }
        String operator = pattern.substring(at - 1, end + 1);
        at = end + 1;
        repeat(operator);
    }

    private void bracket() {
        out.append('[');
        take('^');
        if (pattern.startsWith("]", at)) {
            out.append("\\]");
            at++;
        }
        while (true) {
            char c = next("ends inside brackets");
            if (c == ']') {
                out.append(c);
                return;
            } else if (c == '\\') {
                escape();
            } else if (c == '[' && pattern.startsWith(":", at)) {
                posix();
            } else if (c == '[' && isSet()) {
                bracket();
            } else {
                out.append(c == '[' ? "\\[" : String.valueOf(c));
            }
        }
    }

    /** A bracket inside brackets opens a set only beside a set operator; otherwise it stands for itself, as in RE2. */
    private boolean isSet() {
        int end = pattern.indexOf(']', at);
        return pattern.startsWith("&&", at - 3) || end > 0 && pattern.startsWith("&&", end + 1);
    }

    private void posix() {
        int end = pattern.indexOf(":]", at);
        if (end < 0) {
            throw refused("ends inside brackets");
        }
        String name = pattern.substring(at + 1, end);
        boolean negated = name.startsWith("^");
        String set = POSIX.get(negated ? name.substring(1) : name);
        if (set == null) {
            throw refused("has the unknown class [:" + name + ":]");
        }
        out.append(negated ? "[^" + set + "]" : set);
        at = end + 2;
    }

    private void take(char c) {
        if (at < pattern.length() && pattern.charAt(at) == c) {
            out.append(c);
            at++;
        }
    }

    private char next(String otherwise) {
        if (at >= pattern.length()) {
            throw refused(otherwise);
        }
        return pattern.charAt(at++);
    }

    private KqlException refused(String why) {
        return Problem.RUNTIME.here("The regular expression '" + pattern + "' " + why + ".");
    }
}
