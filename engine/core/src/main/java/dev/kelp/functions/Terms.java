package dev.kelp.functions;

import dev.kelp.types.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Search for terms: maximal runs of letters and digits (rules R75 to R78). */
final class Terms {
    /** The strings of an array's text; the same constant comes for every row. */
    private static final Memo<String, List<String>> LISTS = new Memo<>(200, Terms::read);

    private Terms() {}

    static Boolean has(String text, String term) {
        return occurs(text, term, true, true, true);
    }

    static Boolean hasCs(String text, String term) {
        return occurs(text, term, false, true, true);
    }

    static Boolean hasPrefix(String text, String term) {
        return occurs(text, term, true, true, false);
    }

    static Boolean hasPrefixCs(String text, String term) {
        return occurs(text, term, false, true, false);
    }

    static Boolean hasSuffix(String text, String term) {
        return occurs(text, term, true, false, true);
    }

    static Boolean hasSuffixCs(String text, String term) {
        return occurs(text, term, false, false, true);
    }

    /** Whether any string of an array of strings is a term of the text. */
    static Boolean hasAny(String text, @Nullable String array) {
        for (String term : terms(array)) {
            if (has(text, term)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every string of an array of strings is a term of the text. */
    static Boolean hasAll(String text, @Nullable String array) {
        for (String term : terms(array)) {
            if (!has(text, term)) {
                return false;
            }
        }
        return true;
    }

    /** The place of the first string of an array that is a term of the text, -1 where none is. */
    static Long anyIndex(String text, @Nullable String array) {
        List<String> terms = terms(array);
        for (int i = 0; i < terms.size(); i++) {
            if (has(text, terms.get(i))) {
                return (long) i;
            }
        }
        return -1L;
    }

    private static List<String> terms(@Nullable String array) {
        return array == null ? List.of() : LISTS.get(array);
    }

    private static List<String> read(String array) {
        Json value = Json.of(array);
        return value instanceof Json.Array list
                ? list.items().stream().map(Json::text).toList()
                : List.of(value.text());
    }

    /**
     * Whether a text occurs with a term's boundary where one is asked for. Where the sought text itself begins (or ends) with
     * neither letter nor digit, there is a boundary already.
     */
    private static boolean occurs(String text, String term, boolean anyCase, boolean begins, boolean ends) {
        if (term.isEmpty()) {
            return true;
        }
        boolean before = begins && Character.isLetterOrDigit(term.codePointAt(0));
        boolean after = ends && Character.isLetterOrDigit(term.codePointBefore(term.length()));
        int last = text.length() - term.length();
        for (int at = find(text, term, 0, last, anyCase); at >= 0; at = find(text, term, at + 1, last, anyCase)) {
            int end = at + term.length();
            if ((!before || at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at)))
                    && (!after || end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static int find(String text, String term, int from, int last, boolean anyCase) {
        if (!anyCase) {
            return text.indexOf(term, from);
        }
        char lower = Character.toLowerCase(term.charAt(0));
        char upper = Character.toUpperCase(lower);
        for (int i = from; i <= last; i++) {
            char c = text.charAt(i);
            boolean first = c == lower || c == upper || c > 127 && Character.toLowerCase(c) == lower;
            if (first && text.regionMatches(true, i, term, 0, term.length())) {
                return i;
            }
        }
        return -1;
    }
}
