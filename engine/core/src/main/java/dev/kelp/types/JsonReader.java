package dev.kelp.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into a tree; one pass, no look back, null inside for what is no JSON. That is RFC 8259 and the words that most
 * writers have for reals that it lacks: {@code NaN}, {@code Infinity} and {@code -Infinity}.
 */
final class JsonReader {
    /** Deeper nesting is taken for no JSON rather than risking the stack. */
    private static final int DEEPEST = 500;

    private final String text;
    private final boolean lastCommas;
    private int at;

    private JsonReader(String text, boolean lastCommas) {
        this.text = text;
        this.lastCommas = lastCommas;
    }

    /** @param lastCommas whether a comma may stand behind the last item of an array or a bag */
    static Optional<Json> read(String text, boolean lastCommas) {
        JsonReader reader = new JsonReader(text, lastCommas);
        reader.space();
        Json value = reader.value(0);
        reader.space();
        return reader.at == text.length() ? Optional.ofNullable(value) : Optional.empty();
    }

    private @Nullable Json value(int depth) {
        if (at >= text.length() || depth > DEEPEST) {
            return null;
        }
        switch (text.charAt(at)) {
            case '{':
                return bag(depth);
            case '[':
                return array(depth);
            case '"':
                String string = string();
                return string == null ? null : new Json.Text(string);
            case 't':
                return word("true", Json.TRUE);
            case 'f':
                return word("false", Json.FALSE);
            case 'n':
                return word("null", Json.NULL);
            case 'N':
                return word("NaN", JsonNumber.NAN);
            case 'I':
                return word("Infinity", JsonNumber.INFINITY);
            default:
                return number();
        }
    }

    private @Nullable Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            return null;
        }
        at += word.length();
        return value;
    }

    private @Nullable Json array(int depth) {
        at++;
        space();
        if (take(']')) {
            return Json.EMPTY_ARRAY;
        }
        List<Json> items = new ArrayList<>();
        while (true) {
            space();
            Json item = value(depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
            space();
            if (take(']')) {
                return new Json.Array(items);
            } else if (!take(',')) {
                return null;
            } else if (ends(']')) {
                return new Json.Array(items);
            }
        }
    }

    private @Nullable Json bag(int depth) {
        at++;
        space();
        if (take('}')) {
            return Json.EMPTY_BAG;
        }
        Map<String, Json> properties = new LinkedHashMap<>();
        while (true) {
            space();
            String key = at < text.length() && text.charAt(at) == '"' ? string() : null;
            if (key == null) {
                return null;
            }
            space();
            if (!take(':')) {
                return null;
            }
            space();
            Json value = value(depth + 1);
            if (value == null) {
                return null;
            }
            properties.put(key, value);
            space();
            if (take('}')) {
                return new Json.Bag(properties);
            } else if (!take(',')) {
                return null;
            } else if (ends('}')) {
                return new Json.Bag(properties);
            }
        }
    }

    /** Behind a comma. */
    private boolean ends(char bracket) {
        if (lastCommas) {
            space();
        }
        return lastCommas && take(bracket);
    }

    private @Nullable String string() {
        int start = ++at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            } else if (c == '\\') {
                return escaped(start);
            } else if (c < ' ') {
                return null;
            }
            at++;
        }
        return null;
    }

    private @Nullable String escaped(int start) {
        StringBuilder out = new StringBuilder(at - start + 64).append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            } else if (c < ' ') {
                return null;
            } else if (c != '\\') {
                out.append(c);
            } else if (!escape(out)) {
                return null;
            }
        }
        return null;
    }

    private boolean escape(StringBuilder out) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(plain));
            return true;
        }
        if (c != 'u' || at + 4 > text.length()) {
            return false;
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at++), 16);
            if (digit < 0) {
                return false;
            }
            code = code * 16 + digit;
        }
        out.append((char) code);
        return true;
    }

    private @Nullable Json number() {
        int start = at;
        if (take('-') && text.startsWith("I", at)) {
            return word("Infinity", JsonNumber.MINUS_INFINITY);
        }
        int first = at;
        int digits = digits();
        if (digits == 0 || (digits > 1 && text.charAt(first) == '0')) {
            return null;
        }
        boolean whole = true;
        if (take('.')) {
            whole = false;
            if (digits() == 0) {
                return null;
            }
        }
        if (take('e') || take('E')) {
            whole = false;
            if (!take('-')) {
                take('+');
            }
            if (digits() == 0) {
                return null;
            }
        }
        return JsonNumber.of(text.substring(start, at), whole);
    }

    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
