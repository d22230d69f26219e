package dev.kelp.functions;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * How {@code parse-kv} finds keys and their values in a text (R153). Written as JSON into the plan, read once where it runs.
 *
 * @param keys the keys wanted, in the order of the columns
 * @param pair what parts pairs, empty where anything but letters and digits does
 * @param assign what parts a key from its value, empty with {@code pair}
 * @param regex a regular expression whose two groups are key and value; empty for none
 * @param quotes pairs of an opening and a closing quote, one after another
 * @param escapes characters that take the meaning from the one after them, inside quotes
 * @param greedy whether a value goes on to the next key rather than to the next {@code pair}
 */
public record KeyValues(
        List<String> keys, String pair, String assign, String regex, String quotes, String escapes, boolean greedy) {
    private static final Memo<String, KeyValues> READ = new Memo<>(200, KeyValues::read);

    public KeyValues {
        keys = List.copyOf(keys);
    }

    /** The same as JSON text. */
    public String write() {
        List<String> all = new ArrayList<>(List.of(pair, assign, regex, quotes, escapes, greedy ? "greedy" : ""));
        all.addAll(keys);
        return Json.texts(all).write();
    }

    private static KeyValues read(String spec) {
        List<String> all =
                ((Json.Array) Json.parse(spec)).items().stream().map(Json::text).toList();
        return new KeyValues(
                all.subList(6, all.size()),
                all.get(0),
                all.get(1),
                all.get(2),
                all.get(3),
                all.get(4),
                !all.get(5).isEmpty());
    }

    /** The texts of the keys' values as a JSON array, null for a key that isn't there. */
    static String values(String spec, String text) {
        KeyValues wanted = READ.get(spec);
        Map<String, String> found = new HashMap<>();
        wanted.keys.forEach(key -> found.put(key, null));
        Scanner scanner = wanted.new Scanner(text, found);
        if (!wanted.regex.isEmpty()) {
            scanner.byRegex();
        } else if (wanted.pair.isEmpty()) {
            scanner.byWords();
        } else {
            scanner.byDelimiters();
        }
        return new Json.Array(wanted.keys.stream()
                        .map(key -> found.get(key) == null ? Json.NULL : Json.text(found.get(key)))
                        .toList())
                .write();
    }

    /** One walk over a text. */
    private final class Scanner {
        private final String text;
        private final Map<String, @Nullable String> found;
        private int at;
        /** From here on no quote of this index closes any more: what keeps the walk linear. */
        private final int[] unclosed = new int[quotes.length() / 2];

        Scanner(String text, Map<String, @Nullable String> found) {
            this.text = text;
            this.found = found;
            java.util.Arrays.fill(unclosed, Integer.MAX_VALUE);
        }

        private void put(String key, String value) {
            if (found.containsKey(key)) {
                found.putIfAbsent(key, value);
            }
        }

        void byRegex() {
            Matcher matcher = Regexes.pattern(regex).matcher(text);
            while (matcher.find()) {
                String key = matcher.group(1);
                String value = matcher.group(2);
                if (key != null && value != null) {
                    put(key.strip(), value.strip());
                }
            }
        }

        /** Words or quoted texts in turn: the one after a wanted key is its value. */
        void byWords() {
            String key = null;
            while (at < text.length()) {
                String word = quoted();
                if (word == null) {
                    int from = at;
                    while (at < text.length() && Character.isLetterOrDigit(text.codePointAt(at))) {
                        at += Character.charCount(text.codePointAt(at));
                    }
                    if (from == at) {
                        at += Character.charCount(text.codePointAt(at));
                        continue;
                    }
                    word = text.substring(from, at);
                }
                if (key != null) {
                    put(key, word);
                    key = null;
                } else if (found.containsKey(word)) {
                    key = word;
                }
            }
        }

        void byDelimiters() {
            while (at < text.length()) {
                String key = key();
                if (key == null) {
                    skipPair();
                } else {
                    put(key, value());
                }
            }
        }

        /** The key that stands here with the delimiter after it, both stepped over; null where none does. */
        private @Nullable String key() {
            skipSpace();
            String key = quoted();
            if (key != null) {
                skipSpace();
                if (!text.startsWith(assign, at)) {
                    return null;
                }
            } else {
                int from = at;
                while (at < text.length() && !text.startsWith(assign, at)) {
                    if (text.startsWith(pair, at)) {
                        return null;
                    }
                    at++;
                }
                if (at >= text.length()) {
                    return null;
                }
                key = text.substring(from, at).strip();
            }
            at += assign.length();
            return key;
        }

        private String value() {
            skipSpace();
            String quoted = quoted();
            if (quoted != null) {
                skipPair();
                return quoted;
            }
            int from = at;
            while (at < text.length()) {
                if (text.startsWith(pair, at) && (!greedy || keyAfter(at + pair.length()))) {
                    String value = text.substring(from, at);
                    at += pair.length();
                    return value.strip();
                }
                at++;
            }
            return text.substring(from).strip();
        }

        private boolean keyAfter(int place) {
            int here = at;
            at = place;
            boolean key = key() != null;
            at = here;
            return key;
        }

        private void skipPair() {
            int next = text.indexOf(pair, at);
            at = next < 0 ? text.length() : next + pair.length();
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at)) && !text.startsWith(pair, at)) {
                at++;
            }
        }

        /** The text in the quotes that open here, stepped over; null where none open or they never close. */
        private @Nullable String quoted() {
            for (int i = 0; at < text.length() && i < unclosed.length; i++) {
                if (text.charAt(at) != quotes.charAt(2 * i) || at >= unclosed[i]) {
                    continue;
                }
                StringBuilder out = new StringBuilder();
                for (int j = at + 1; j < text.length(); j++) {
                    char c = text.charAt(j);
                    if (escapes.indexOf(c) >= 0 && j + 1 < text.length()) {
                        out.append(text.charAt(++j));
                    } else if (c == quotes.charAt(2 * i + 1)) {
                        at = j + 1;
                        return out.toString();
                    } else {
                        out.append(c);
                    }
                }
                unclosed[i] = at;
            }
            return null;
        }
    }
}
