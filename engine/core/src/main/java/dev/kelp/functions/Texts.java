package dev.kelp.functions;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Strings as sequences of code points: places are code points, never halves of a surrogate pair. */
final class Texts {
    private static final long MOST_REPEATS = 1024;

    private Texts() {}

    static String substring(String text, @Nullable Long start, @Nullable Long length) {
        if (start == null || length == null || length <= 0) {
            return "";
        }
        long count = text.codePointCount(0, text.length());
        long from = start >= 0 ? start : count + start;
        if (from < 0 || from >= count) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, (int) from);
        long taken = Math.min(length, count - from);
        return text.substring(begin, text.offsetByCodePoints(begin, (int) taken));
    }

    /**
     * Where a text occurs.
     *
     * @param start the first place looked at; from the end where negative
     * @param length how many places a match may begin at, null or -1 for all; it may end outside
     * @param occurrence the first (1), second, …
     * @return the place, -1 where there is none, null for an empty text and for arguments out of range
     */
    static @Nullable Long indexOf(
            String text, String sought, @Nullable Long start, @Nullable Long length, @Nullable Long occurrence) {
        long wanted = occurrence == null ? 1 : occurrence;
        if (sought.isEmpty() || wanted < 0 || length != null && length < -1) {
            return null;
        }
        long count = text.codePointCount(0, text.length());
        long first = start == null ? 0 : start >= 0 ? start : Math.max(0, count + start);
        long end = length == null || length == -1 ? count : Math.min(count, first + length);
        if (first >= count || wanted == 0) {
            return -1L;
        }
        int at = text.indexOf(sought, text.offsetByCodePoints(0, (int) first));
        for (long found = 1; at >= 0; found++) {
            long place = text.codePointCount(0, at);
            if (place >= end) {
                return -1L;
            } else if (found == wanted) {
                return place;
            }
            at = text.indexOf(sought, at + 1);
        }
        return -1L;
    }

    /** As {@link #indexOf} for a regular expression, whose matches follow one another inside the window; a negative start is null. */
    static @Nullable Long indexOfRegex(
            String text, String regex, @Nullable Long start, @Nullable Long length, @Nullable Long occurrence) {
        long first = start == null ? 0 : start;
        long wanted = occurrence == null ? 1 : occurrence;
        if (first < 0 || wanted < 0 || length != null && length < -1) {
            return null;
        }
        long count = text.codePointCount(0, text.length());
        if (first > count) {
            return -1L;
        }
        int begin = text.offsetByCodePoints(0, (int) first);
        int end = length == null || length == -1 || first + length >= count
                ? text.length()
                : text.offsetByCodePoints(begin, length.intValue());
        Matcher matcher =
                Regexes.pattern(regex).matcher(text).region(begin, end).useTransparentBounds(true);
        for (long found = 1; matcher.find(); found++) {
            if (found == wanted) {
                return (long) text.codePointCount(0, matcher.start());
            }
        }
        return -1L;
    }

    /** Occurrences of a text, overlapping ones too; matches of a regular expression where the kind is {@code regex}. */
    static Long countOf(String text, String sought, @Nullable String kind) {
        if ("regex".equals(kind)) {
            return Regexes.count(text, sought);
        }
        long count = 0;
        if (!sought.isEmpty()) {
            for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
                count++;
            }
        }
        return count;
    }

    static String split(String text, String delimiter, @Nullable Long index) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        if (!delimiter.isEmpty()) {
            for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
                pieces.add(text.substring(from, at));
                from = at + delimiter.length();
            }
        }
        pieces.add(text.substring(from));
        if (index == null) {
            return Json.texts(pieces).write();
        }
        return index < 0 || index >= pieces.size()
                ? "[]"
                : Json.texts(List.of(pieces.get(index.intValue()))).write();
    }

    /** Each lookup in turn, over what no earlier one has replaced. */
    static String replaceStrings(String text, @Nullable String lookups, @Nullable String rewrites) {
        if (!(Json.of(lookups) instanceof Json.Array from) || !(Json.of(rewrites) instanceof Json.Array to)) {
            return text;
        }
        List<String> pieces = List.of(text);
        for (int i = 0; i < Math.min(from.items().size(), to.items().size()); i++) {
            if (from.items().get(i) instanceof Json.Text lookup
                    && to.items().get(i) instanceof Json.Text rewrite
                    && !lookup.value().isEmpty()) {
                pieces = replaced(pieces, lookup.value(), rewrite.value());
            }
        }
        return String.join("", pieces);
    }

    /** Pieces at even places are still to be searched, those at odd places are replacements. */
    private static List<String> replaced(List<String> pieces, String lookup, String rewrite) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            int from = 0;
            for (int at = i % 2 == 0 ? piece.indexOf(lookup) : -1; at >= 0; at = piece.indexOf(lookup, from)) {
                result.add(piece.substring(from, at));
                result.add(rewrite);
                from = at + lookup.length();
            }
            result.add(piece.substring(from));
        }
        return result;
    }

    /** A search list longer than the replacements maps its rest to the last of them, or to nothing where there are none. */
    static String translate(String search, String replacement, String text) {
        int[] from = search.codePoints().toArray();
        int[] to = replacement.codePoints().toArray();
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int place = -1;
            for (int i = 0; i < from.length && place < 0; i++) {
                place = from[i] == c ? i : -1;
            }
            if (place < 0) {
                out.appendCodePoint(c);
            } else if (to.length > 0) {
                out.appendCodePoint(to[Math.min(place, to.length - 1)]);
            }
        });
        return out.toString();
    }

    static String joinArray(@Nullable String array, String delimiter) {
        if (!(Json.of(array) instanceof Json.Array list)) {
            return "";
        }
        return String.join(delimiter, list.items().stream().map(Json::text).toList());
    }

    static String repeat(String text, @Nullable Long times, @Nullable String delimiter) {
        if (times == null || times <= 0) {
            return "";
        }
        int count = (int) Math.min(times, MOST_REPEATS);
        String between = delimiter == null ? "" : delimiter;
        return text + (between + text).repeat(count - 1);
    }

    static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** Each code point on its own: no letter becomes two. */
    static String upper(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(Character.toUpperCase(c)));
        return out.toString();
    }

    static String codePoints(String text) {
        List<Json> points = new ArrayList<>();
        text.codePoints().forEach(c -> points.add(Json.of((long) c)));
        return new Json.Array(points).write();
    }

    /** The string of code points in JSON numbers and arrays of numbers; '' where one isn't a code point. */
    static String ofCodePoints(@Nullable Object[] values) {
        StringBuilder out = new StringBuilder();
        for (Object value : values) {
            Json json = Json.of((String) value);
            for (Json item : json instanceof Json.Array array ? array.items() : List.of(json)) {
                if (!(item instanceof Json.Int number)
                        || !Character.isValidCodePoint((int) number.value())
                        || number.value() != (int) number.value()) {
                    return "";
                }
                out.appendCodePoint((int) number.value());
            }
        }
        return out.toString();
    }
}
