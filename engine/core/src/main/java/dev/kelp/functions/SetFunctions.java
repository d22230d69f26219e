package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that take arrays for sets; elements keep the order in which they first appear (R106). */
final class SetFunctions {
    static final List<Fn> ROWS = List.of(
            scalar("set_union", Result.DYNAMIC, DYNAMIC, rest(DYNAMIC))
                    .nulls()
                    .javaAll(SetFunctions::union)
                    .doc("The elements of any of the arrays."),
            scalar("set_intersect", Result.DYNAMIC, DYNAMIC, rest(DYNAMIC))
                    .nulls()
                    .javaAll(arrays -> chosen(arrays, true))
                    .doc("The elements of all of the arrays."),
            scalar("set_difference", Result.DYNAMIC, DYNAMIC, rest(DYNAMIC))
                    .nulls()
                    .javaAll(arrays -> chosen(arrays, false))
                    .doc("The elements of the first array that no other has."),
            scalar("set_has_element", Result.BOOL, DYNAMIC, JSON)
                    .nulls()
                    .java(SetFunctions::has)
                    .doc("Whether an array has an element."),
            scalar("set_equals", Result.BOOL, DYNAMIC, DYNAMIC)
                    .java(SetFunctions::same)
                    .doc("Whether two arrays have the same elements."),
            scalar("jaccard_index", Result.REAL, DYNAMIC, DYNAMIC)
                    .java(SetFunctions::jaccard)
                    .doc("Size of the intersection of two arrays over that of their union."));

    private SetFunctions() {}

    /** The distinct elements by what makes them the same, null for what is no array. */
    static @Nullable Map<String, String> distinct(@Nullable String array) {
        List<String> elements = Json.elements(array);
        if (elements == null) {
            return null;
        }
        Map<String, String> distinct = new LinkedHashMap<>();
        for (String element : elements) {
            distinct.putIfAbsent(ElementIdentity.of(element), element);
        }
        return distinct;
    }

    private static @Nullable List<Map<String, String>> sets(@Nullable Object[] arrays) {
        List<Map<String, String>> sets = new ArrayList<>();
        for (Object array : arrays) {
            Map<String, String> set = distinct((String) array);
            if (set == null) {
                return null;
            }
            sets.add(set);
        }
        return sets;
    }

    private static @Nullable String union(@Nullable Object[] arrays) {
        List<Map<String, String>> sets = sets(arrays);
        if (sets == null) {
            return null;
        }
        Map<String, String> union = new LinkedHashMap<>();
        sets.forEach(set -> set.forEach(union::putIfAbsent));
        return Json.array(union.values());
    }

    private static @Nullable String chosen(@Nullable Object[] arrays, boolean shared) {
        List<Map<String, String>> sets = sets(arrays);
        if (sets == null) {
            return null;
        }
        Map<String, String> chosen = new LinkedHashMap<>(sets.get(0));
        for (Map<String, String> other : sets.subList(1, sets.size())) {
            Collection<String> keys = chosen.keySet();
            keys.removeIf(key -> other.containsKey(key) != shared);
        }
        return Json.array(chosen.values());
    }

    private static @Nullable Boolean has(@Nullable String array, @Nullable String value) {
        Map<String, String> set = distinct(array);
        return set == null ? null : Boolean.valueOf(set.containsKey(ElementIdentity.of(BagFunctions.text(value))));
    }

    private static @Nullable Boolean same(String first, String second) {
        Map<String, String> a = distinct(first);
        Map<String, String> b = distinct(second);
        return a == null || b == null ? null : Boolean.valueOf(a.keySet().equals(b.keySet()));
    }

    private static @Nullable Double jaccard(String first, String second) {
        Map<String, String> a = distinct(first);
        Map<String, String> b = distinct(second);
        if (a == null || b == null) {
            return null;
        }
        Set<String> union = new HashSet<>(a.keySet());
        union.addAll(b.keySet());
        long shared = a.keySet().stream().filter(b::containsKey).count();
        return (double) shared / union.size();
    }
}
