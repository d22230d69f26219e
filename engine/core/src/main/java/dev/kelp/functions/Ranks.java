package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Fn.internal;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bodies of the percentiles over arrays of a group's values: the nearest rank, plain or weighted. */
final class Ranks {
    static final List<Fn> ROWS = Stream.concat(
                    Stream.of(
                            internal("percentiles_of", Result.DYNAMIC, STRING, DYNAMIC, DYNAMIC)
                                    .java((String type, String values, String percents) ->
                                            several(type, values, null, percents))
                                    .doc("Array of the percentiles of an array of values of a type."),
                            internal("percentilesw_of", Result.DYNAMIC, STRING, DYNAMIC, DYNAMIC, DYNAMIC)
                                    .java(Ranks::several)
                                    .doc("Array of the weighted percentiles of an array of values of a type.")),
                    Stream.of(
                                    KqlType.INT,
                                    KqlType.LONG,
                                    KqlType.REAL,
                                    KqlType.DECIMAL,
                                    KqlType.DATETIME,
                                    KqlType.TIMESPAN)
                            .map(Ranks::weightedRow))
            .toList();

    private Ranks() {}

    private static Fn weightedRow(KqlType type) {
        return internal("percentilew_" + type.kql(), new Result.Fixed(type), DYNAMIC, DYNAMIC, REAL)
                .java((String values, String weights, Double percent) -> one(type, values, weights, percent))
                .doc("The weighted percentile of an array of values.");
    }

    /** The place, counted from 0, of the least of so many sorted values that so many percent of them don't exceed. */
    static int place(double percent, long count) {
        double rank = Math.ceil(percent / 100 * count);
        return (int) Math.max(0, Math.min(count, rank) - 1);
    }

    private record Weighted(Json value, Comparable<?> key, long weight) {}

    private static List<Weighted> sorted(KqlType type, String values, @Nullable String weights) {
        List<Weighted> sorted = new ArrayList<>();
        List<String> elements = Objects.requireNonNullElse(Json.elements(values), List.of());
        List<String> counts = Objects.requireNonNullElse(Json.elements(weights), List.of());
        for (int i = 0; i < elements.size(); i++) {
            Object key = DynamicCasts.to(type, elements.get(i));
            Long weight =
                    weights == null ? Long.valueOf(1) : i < counts.size() ? DynamicCasts.toLong(counts.get(i)) : null;
            if (key != null && weight != null && weight > 0) {
                Comparable<?> comparable = type == KqlType.DECIMAL ? new BigDecimal((String) key) : (Comparable<?>) key;
                sorted.add(new Weighted(Json.parse(elements.get(i)), comparable, weight));
            }
        }
        sorted.sort(Ranks::compare);
        return sorted;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Weighted a, Weighted b) {
        return ((Comparable<Object>) a.key).compareTo(b.key);
    }

    /** The value that many percent of the total weight lie at or before, null of none. */
    private static @Nullable Weighted at(List<Weighted> sorted, double percent) {
        double total = sorted.stream().mapToDouble(Weighted::weight).sum();
        double wanted = percent / 100 * total;
        double before = 0;
        for (Weighted value : sorted) {
            before += value.weight();
            if (before >= wanted) {
                return value;
            }
        }
        return sorted.isEmpty() ? null : sorted.get(sorted.size() - 1);
    }

    private static @Nullable Object one(KqlType type, String values, String weights, Double percent) {
        Weighted found = at(sorted(type, values, weights), percent);
        return found == null ? null : DynamicCasts.to(type, found.value().carrier());
    }

    private static @Nullable String several(String typeName, String values, @Nullable String weights, String percents) {
        KqlType type = KqlType.named(typeName).orElseThrow();
        List<String> wanted = Json.elements(percents);
        if (wanted == null) {
            return null;
        }
        List<Weighted> sorted = sorted(type, values, weights);
        List<Json> found = new ArrayList<>();
        for (String percent : wanted) {
            Weighted value = at(sorted, Numbers.real(Json.parse(percent)));
            found.add(value == null ? Json.NULL : value.value());
        }
        return new Json.Array(found).write();
    }
}
