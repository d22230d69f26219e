package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Fn.internal;

import dev.kelp.types.Decimals;
import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the aggregates over decimals, which travel as text: each reads the array of a group's values. */
final class DecimalAggregates {
    static final List<Fn> ROWS = List.of(
            internal("decimal_sum", Result.DECIMAL, DYNAMIC)
                    .java((String values) -> Decimals.of(sum(decimals(values))))
                    .doc("Sum of decimals, 0 of none."),
            internal("decimal_avg", Result.DECIMAL, DYNAMIC)
                    .java(DecimalAggregates::average)
                    .doc("Mean of decimals, null of none."),
            internal("decimal_min", Result.DECIMAL, DYNAMIC)
                    .java((String values) -> text(decimals(values).stream()
                            .min(Comparator.naturalOrder())
                            .orElse(null)))
                    .doc("Least of decimals, null of none."),
            internal("decimal_max", Result.DECIMAL, DYNAMIC)
                    .java((String values) -> text(decimals(values).stream()
                            .max(Comparator.naturalOrder())
                            .orElse(null)))
                    .doc("Greatest of decimals, null of none."),
            internal("decimal_percentile", Result.DECIMAL, DYNAMIC, REAL)
                    .java(DecimalAggregates::percentile)
                    .doc("Nearest rank of decimals, null of none."));

    private DecimalAggregates() {}

    private static List<BigDecimal> decimals(String values) {
        List<BigDecimal> decimals = new ArrayList<>();
        List<String> elements = Json.elements(values);
        for (String element : elements == null ? List.<String>of() : elements) {
            if (JsonText.isString(element)) {
                decimals.add(new BigDecimal(JsonText.unquote(element)));
            }
        }
        return decimals;
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, (a, b) -> a.add(b, Decimals.CONTEXT));
    }

    private static @Nullable String average(String values) {
        List<BigDecimal> decimals = decimals(values);
        return decimals.isEmpty()
                ? null
                : Decimals.of(sum(decimals).divide(BigDecimal.valueOf(decimals.size()), Decimals.CONTEXT));
    }

    private static @Nullable String percentile(String values, Double percent) {
        List<BigDecimal> decimals = decimals(values);
        Collections.sort(decimals);
        return decimals.isEmpty() ? null : Decimals.of(decimals.get(Ranks.place(percent, decimals.size())));
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.of(value);
    }
}
