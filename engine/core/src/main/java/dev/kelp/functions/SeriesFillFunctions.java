package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that fill the missing values of a series; the placeholder of a missing value is null unless given. */
final class SeriesFillFunctions {
    static final List<Fn> ROWS = List.of(
            scalar("series_fill_forward", Result.DYNAMIC, DYNAMIC, opt(JSON))
                    .keepsName()
                    .nulls()
                    .java((String series, String missing) -> carried(series, missing, false))
                    .doc("Missing values take the one before them."),
            scalar("series_fill_backward", Result.DYNAMIC, DYNAMIC, opt(JSON))
                    .keepsName()
                    .nulls()
                    .java((String series, String missing) -> carried(series, missing, true))
                    .doc("Missing values take the one behind them."),
            scalar("series_fill_const", Result.DYNAMIC, DYNAMIC, opt(JSON), opt(JSON))
                    .keepsName()
                    .nulls()
                    .java(SeriesFillFunctions::constant)
                    .doc("Missing values take a constant, 0 unless given."),
            scalar("series_fill_linear", Result.DYNAMIC, DYNAMIC, opt(JSON), opt(BOOL), opt(JSON))
                    .keepsName()
                    .nulls()
                    .java(SeriesFillFunctions::linear)
                    .doc(
                            "Missing values take the line between their neighbours, those at the edges, unless told not to, their"
                                    + " only neighbour, and where there is none a constant."));

    private SeriesFillFunctions() {}

    private static @Nullable List<String> elements(@Nullable String series) {
        return Json.elements(series);
    }

    private static boolean isMissing(String element, @Nullable String placeholder) {
        return element.equals("null")
                || placeholder != null && ElementIdentity.of(element).equals(ElementIdentity.of(placeholder));
    }

    private static @Nullable String carried(@Nullable String series, @Nullable String missing, boolean backward) {
        List<String> elements = elements(series);
        if (elements == null) {
            return null;
        }
        if (backward) {
            Collections.reverse(elements);
        }
        String last = null;
        for (int i = 0; i < elements.size(); i++) {
            if (!isMissing(elements.get(i), missing)) {
                last = elements.get(i);
            } else if (last != null) {
                elements.set(i, last);
            }
        }
        if (backward) {
            Collections.reverse(elements);
        }
        return Json.array(elements);
    }

    private static @Nullable String constant(
            @Nullable String series, @Nullable String constant, @Nullable String missing) {
        List<String> elements = elements(series);
        if (elements == null) {
            return null;
        }
        String fill = constant == null ? "0" : constant;
        elements.replaceAll(element -> isMissing(element, missing) ? fill : element);
        return Json.array(elements);
    }

    private static @Nullable String linear(
            @Nullable String series, @Nullable String missing, @Nullable Boolean edges, @Nullable String constant) {
        List<String> elements = elements(series);
        if (elements == null) {
            return null;
        }
        List<Integer> known = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (!isMissing(elements.get(i), missing)) {
                known.add(i);
            }
        }
        if (known.isEmpty()) {
            return Json.array(Collections.nCopies(elements.size(), constant == null ? "0.0" : constant));
        }
        boolean whole = known.stream().allMatch(i -> Json.parse(elements.get(i)) instanceof Json.Int);
        List<String> filled = new ArrayList<>(elements);
        for (int i = 1; i < known.size(); i++) {
            between(elements, filled, known.get(i - 1), known.get(i), whole);
        }
        if (edges == null || edges) {
            int first = known.get(0);
            int last = known.get(known.size() - 1);
            Collections.fill(filled.subList(0, first), elements.get(first));
            Collections.fill(filled.subList(last + 1, filled.size()), elements.get(last));
        }
        return Json.array(filled);
    }

    /** Among integers the line is cut to integers. */
    private static void between(List<String> elements, List<String> filled, int left, int right, boolean whole) {
        double from = Numbers.real(Json.parse(elements.get(left)));
        double step = (Numbers.real(Json.parse(elements.get(right))) - from) / (right - left);
        for (int i = left + 1; i < right; i++) {
            double value = from + step * (i - left);
            filled.set(i, whole ? Long.toString((long) value) : Json.of(value).write());
        }
    }
}
