package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that sort arrays (R103). */
final class ArrayOrderFunctions {
    /** Numbers by value before strings by code point, before the rest by text. */
    static final Comparator<Json> ORDER =
            Comparator.comparingInt(ArrayOrderFunctions::rank).thenComparing(ArrayOrderFunctions::compareAlike);

    static final List<Fn> ROWS = List.of(sort("array_sort_asc", false), sort("array_sort_desc", true));

    private ArrayOrderFunctions() {}

    private static Fn sort(String name, boolean descending) {
        return scalar(name, Result.DYNAMIC, DYNAMIC, opt(rest(JSON)))
                .nulls()
                .javaAll(arguments -> sort(arguments, descending))
                .doc(
                        "An array in order, nulls last unless the last argument is false; of several arrays an array of them all, in"
                                + " the order of the first.");
    }

    private static @Nullable String sort(@Nullable Object[] arguments, boolean descending) {
        int arrays = arguments.length;
        boolean nullsLast = true;
        Object last = arguments[arrays - 1];
        if ("true".equals(last) || "false".equals(last)) {
            nullsLast = "true".equals(last);
            arrays--;
        }
        if (arrays == 0 || !(Json.of((String) arguments[0]) instanceof Json.Array first)) {
            return null;
        }
        List<Integer> order = order(first.items(), descending, nullsLast);
        if (arrays == 1) {
            return Json.array(
                    order.stream().map(i -> first.items().get(i).write()).toList());
        }
        List<String> sorted = new ArrayList<>();
        for (int i = 0; i < arrays; i++) {
            sorted.add(arranged(Json.elements((String) arguments[i]), order));
        }
        return Json.array(sorted);
    }

    private static List<Integer> order(List<Json> items, boolean descending, boolean nullsLast) {
        List<Integer> order = new ArrayList<>();
        List<Integer> nulls = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            (items.get(i) == Json.NULL ? nulls : order).add(i);
        }
        Comparator<Integer> byValue = Comparator.comparing(items::get, descending ? ORDER.reversed() : ORDER);
        order.sort(byValue);
        order.addAll(nullsLast ? order.size() : 0, nulls);
        return order;
    }

    /** Null where there is no array of the same length. */
    private static String arranged(@Nullable List<String> elements, List<Integer> order) {
        if (elements == null || elements.size() != order.size()) {
            return "null";
        }
        return Json.array(order.stream().map(elements::get).toList());
    }

    private static int rank(Json value) {
        if (value.isNumber()) {
            return 0;
        } else if (value instanceof Json.Text) {
            return 1;
        }
        return value instanceof Json.Bool ? 2 : 3;
    }

    private static int compareAlike(Json a, Json b) {
        if (a instanceof Json.Int left && b instanceof Json.Int right) {
            return Long.compare(left.value(), right.value());
        } else if (a.isNumber()) {
            return Double.compare(Numbers.real(a), Numbers.real(b));
        } else if (a instanceof Json.Text left && b instanceof Json.Text right) {
            return compareCodePoints(left.value(), right.value());
        }
        return a.write().compareTo(b.write());
    }

    /** Java compares code units, which puts U+E000 to U+FFFF behind all characters that take two. */
    static int compareCodePoints(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftPair = Character.isSurrogate(left);
                return leftPair == Character.isSurrogate(right) ? Character.compare(left, right) : leftPair ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
