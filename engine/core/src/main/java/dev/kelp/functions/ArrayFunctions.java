package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Dialect.DUCKDB;
import static dev.kelp.functions.Dialect.SPARK;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that build, cut and search arrays; each works on the elements' JSON texts, without parsing them. */
final class ArrayFunctions {
    private static final String NULL = "null";

    /** No array grows longer (R197). */
    static final int LONGEST = 1_048_576;

    private static final List<Fn> ON_ARRAYS = List.of(
            length("array_length", "Number of elements; null for what is no array."),
            length("arraylength", "Older name of array_length."),
            scalar("pack_array", Result.DYNAMIC, rest(JSON))
                    .on(
                            DUCKDB,
                            "('[' || array_to_string(list_transform([{0...}], lambda e: coalesce(e, 'null')), ',') || ']')")
                    .on(SPARK, "concat('[', array_join(array({0...}), ',', 'null'), ']')")
                    .doc("Array of the values."),
            scalar("array_concat", Result.DYNAMIC, rest(DYNAMIC))
                    .nulls()
                    .javaAll(ArrayFunctions::concat)
                    .doc("One array of several; what is no array adds nothing."),
            scalar("array_reverse", Result.DYNAMIC, DYNAMIC)
                    .java(ArrayFunctions::reverse)
                    .doc("The elements from last to first."),
            scalar("array_slice", Result.DYNAMIC, DYNAMIC, LONG, LONG)
                    .java(ArrayFunctions::slice)
                    .doc("The elements from one place to another, both included; negative places count from the end."),
            scalar("array_split", Result.DYNAMIC, DYNAMIC, LONG)
                    .java((String array, Long index) -> split(array, "[" + index + "]"))
                    .doc("Array of the two parts before and from a place."),
            scalar("array_split", Result.DYNAMIC, DYNAMIC, DYNAMIC)
                    .java(ArrayFunctions::split)
                    .doc("Array of the parts between places."),
            scalar("array_rotate_left", Result.DYNAMIC, DYNAMIC, LONG)
                    .java((String array, Long count) -> rotate(array, -count))
                    .doc("The elements moved towards the start, the first ones behind the last."),
            scalar("array_rotate_right", Result.DYNAMIC, DYNAMIC, LONG)
                    .java((String array, Long count) -> rotate(array, count))
                    .doc("The elements moved towards the end, the last ones before the first."),
            scalar("array_shift_left", Result.DYNAMIC, DYNAMIC, LONG, opt(JSON))
                    .nulls()
                    .java((String array, Long count, String fill) -> shift(array, count, fill, true))
                    .doc("The elements moved towards the start, the gap filled with null or the given value."),
            scalar("array_shift_right", Result.DYNAMIC, DYNAMIC, LONG, opt(JSON))
                    .nulls()
                    .java((String array, Long count, String fill) -> shift(array, count, fill, false))
                    .doc("The elements moved towards the end, the gap filled with null or the given value."),
            scalar("array_index_of", Result.LONG, DYNAMIC, JSON, opt(LONG), opt(LONG), opt(LONG))
                    .nulls()
                    .java(ArrayFunctions::indexOf)
                    .doc(
                            "Place of a value, looked for from a start, over a length (-1: to the end), at its nth occurrence; or -1."),
            conditional("array_iff"),
            conditional("array_iif"),
            scalar("zip", Result.DYNAMIC, DYNAMIC, rest(DYNAMIC))
                    .nulls()
                    .javaAll(ArrayFunctions::zip)
                    .doc("Array of the arrays of the elements at each place; shorter arrays give null."));

    static final List<Fn> ROWS = Stream.concat(
                    ON_ARRAYS.stream(), Arg.SCALAR.types().stream().sorted().map(ArrayFunctions::repeat))
            .toList();

    private ArrayFunctions() {}

    private static Fn repeat(KqlType type) {
        return scalar("repeat", Result.DYNAMIC, Arg.of(type), LONG)
                .named("repeat")
                .nulls()
                .java((Object value, Long count) -> repeated(Json.ofCarrier(type, value), count))
                .doc("Array of a value so many times.");
    }

    private static Fn length(String name, String doc) {
        String counted = "THEN CAST(json_array_length({0}) AS BIGINT) END";
        return scalar(name, Result.LONG, DYNAMIC)
                .on(DUCKDB, "CASE WHEN starts_with({0}, '[') " + counted)
                .on(SPARK, "CASE WHEN startswith({0}, '[') " + counted)
                .doc(doc);
    }

    private static Fn conditional(String name) {
        return scalar(name, Result.DYNAMIC, DYNAMIC, JSON, JSON)
                .nulls()
                .java(ArrayFunctions::iff)
                .doc(
                        "Per element of an array of conditions, the element or value of one or the other; null for what is no bool.");
    }

    /** Null where none of them is an array. */
    private static @Nullable String concat(@Nullable Object[] arrays) {
        List<String> all = new ArrayList<>();
        boolean any = false;
        for (Object array : arrays) {
            List<String> elements = Json.elements((String) array);
            if (elements != null) {
                any = true;
                all.addAll(elements);
            }
        }
        return any ? Json.array(all) : null;
    }

    private static @Nullable String reverse(String array) {
        List<String> elements = Json.elements(array);
        if (elements == null) {
            return null;
        }
        Collections.reverse(elements);
        return Json.array(elements);
    }

    private static @Nullable String slice(String array, Long start, Long end) {
        List<String> elements = Json.elements(array);
        if (elements == null) {
            return null;
        }
        long from = Math.max(0, start < 0 ? start + elements.size() : start);
        long to = Math.min(elements.size() - 1L, end < 0 ? end + elements.size() : end);
        return from > to ? "[]" : Json.array(elements.subList((int) from, (int) to + 1));
    }

    private static @Nullable String split(String array, String places) {
        List<String> elements = Json.elements(array);
        if (elements == null || !(Json.parse(places) instanceof Json.Array cuts)) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (Json cut : cuts.items()) {
            if (!(cut instanceof Json.Int place)) {
                return null;
            }
            long index = place.value() < 0 ? place.value() + elements.size() : place.value();
            int to = (int) Math.max(from, Math.min(index, elements.size()));
            parts.add(Json.array(elements.subList(from, to)));
            from = to;
        }
        parts.add(Json.array(elements.subList(from, elements.size())));
        return Json.array(parts);
    }

    private static @Nullable String rotate(String array, long count) {
        List<String> elements = Json.elements(array);
        if (elements == null || elements.isEmpty()) {
            return elements == null ? null : array;
        }
        Collections.rotate(elements, (int) (count % elements.size()));
        return Json.array(elements);
    }

    private static @Nullable String shift(
            @Nullable String array, @Nullable Long count, @Nullable String fill, boolean left) {
        List<String> elements = Json.elements(array);
        if (elements == null || count == null) {
            return null;
        }
        long by = left ? count : -count;
        List<String> shifted = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            long from = i + by;
            shifted.add(from >= 0 && from < elements.size() ? elements.get((int) from) : BagFunctions.text(fill));
        }
        return Json.array(shifted);
    }

    private static @Nullable Long indexOf(
            @Nullable String array,
            @Nullable String value,
            @Nullable Long start,
            @Nullable Long length,
            @Nullable Long occurrence) {
        List<String> elements = Json.elements(array);
        if (elements == null) {
            return null;
        }
        long size = elements.size();
        long from = start == null ? 0 : start < 0 ? Math.max(0, start + size) : start;
        long to = length == null || length < 0 ? size : Math.min(size, from + length);
        String wanted = ElementIdentity.of(BagFunctions.text(value));
        long left = occurrence == null ? 1 : occurrence;
        for (long i = from; i < to && left > 0; i++) {
            if (wanted.equals(ElementIdentity.of(elements.get((int) i))) && --left == 0) {
                return i;
            }
        }
        return -1L;
    }

    private static @Nullable String iff(@Nullable String conditions, @Nullable String yes, @Nullable String no) {
        List<String> tests = Json.elements(conditions);
        if (tests == null) {
            return null;
        }
        List<String> chosen = new ArrayList<>(tests.size());
        for (int i = 0; i < tests.size(); i++) {
            Boolean test = truth(tests.get(i));
            chosen.add(test == null ? NULL : element(test ? yes : no, i));
        }
        return Json.array(chosen);
    }

    /** Numbers are conditions too; other elements are none. */
    private static @Nullable Boolean truth(String element) {
        Json value = Json.parse(element);
        if (value instanceof Json.Bool bool) {
            return bool.value();
        } else if (value instanceof Json.Int number) {
            return number.value() != 0;
        }
        return value.isNumber() ? Boolean.valueOf(Numbers.real(value) != 0) : null;
    }

    private static String element(@Nullable String array, int place) {
        if (!Json.isArray(array)) {
            return BagFunctions.text(array);
        }
        return Objects.requireNonNullElse(Json.at(array, place), NULL);
    }

    private static @Nullable String zip(@Nullable Object[] arrays) {
        List<List<String>> columns = new ArrayList<>();
        int longest = 0;
        for (Object array : arrays) {
            List<String> elements = Json.elements((String) array);
            if (elements == null) {
                return null;
            }
            columns.add(elements);
            longest = Math.max(longest, elements.size());
        }
        List<String> rows = new ArrayList<>(longest);
        for (int i = 0; i < longest; i++) {
            int place = i;
            rows.add(Json.array(columns.stream()
                    .map(column -> place < column.size() ? column.get(place) : NULL)
                    .toList()));
        }
        return Json.array(rows);
    }

    private static @Nullable String repeated(@Nullable String value, @Nullable Long count) {
        if (count == null || count > LONGEST) {
            return null;
        }
        return Json.array(Collections.nCopies((int) Math.max(0, count), BagFunctions.text(value)));
    }
}
