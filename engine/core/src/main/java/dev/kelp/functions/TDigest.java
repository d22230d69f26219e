package dev.kelp.functions;

import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mergeable distribution: each value and its weight as long as there are few, then the means of neighbours, few values each at
 * the ends and more in the middle (R185).
 *
 * <p>As dynamic it is {@code {"type":"long","centroids":[[value,weight],…]}}; datetimes and timespans are kept as ticks.
 */
final class TDigest {
    /** More centroids than these are brought together. */
    private static final int MOST = 2000;

    private record Centroid(double mean, double weight) {}

    private final KqlType type;
    private final List<Centroid> centroids;

    private TDigest(KqlType type, List<Centroid> centroids) {
        this.type = type;
        this.centroids = compressed(centroids);
    }

    /** The state of an array's values of a type, each with the weight at its place in another array, 1 where there is none. */
    static String of(KqlType type, String values, @Nullable String weights) {
        List<String> elements = Json.elements(values);
        List<Centroid> centroids = new ArrayList<>();
        for (int i = 0; elements != null && i < elements.size(); i++) {
            Double value = number(type, elements.get(i));
            Double weight =
                    weights == null ? Double.valueOf(1) : (Double) DynamicCasts.to(KqlType.REAL, Json.at(weights, i));
            if (value != null && weight != null && weight > 0) {
                centroids.add(new Centroid(value, weight));
            }
        }
        return new TDigest(type, centroids).write();
    }

    private static @Nullable Double number(KqlType type, String element) {
        Object value = DynamicCasts.to(type == KqlType.DECIMAL ? KqlType.REAL : type, element);
        return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }

    /** One state of several; null where none of them is one. */
    static @Nullable String merged(List<String> states) {
        List<Centroid> all = new ArrayList<>();
        KqlType type = null;
        for (String text : states) {
            TDigest state = read(text);
            if (state != null) {
                type = type == null ? state.type : type;
                all.addAll(state.centroids);
            }
        }
        return type == null ? null : new TDigest(type, all).write();
    }

    static @Nullable TDigest read(@Nullable String text) {
        String type = Json.get(text, "type");
        if (type == null || !(Json.of(Json.get(text, "centroids")) instanceof Json.Array pairs)) {
            return null;
        }
        List<Centroid> centroids = new ArrayList<>();
        for (Json pair : pairs.items()) {
            List<Json> parts = ((Json.Array) pair).items();
            centroids.add(new Centroid(Numbers.real(parts.get(0)), Numbers.real(parts.get(1))));
        }
        return new TDigest(KqlType.named(JsonText.unquote(type)).orElse(KqlType.REAL), centroids);
    }

    private static List<Centroid> compressed(List<Centroid> given) {
        List<Centroid> sorted = new ArrayList<>(given);
        sorted.sort(Comparator.comparingDouble(Centroid::mean));
        if (sorted.size() <= MOST) {
            return sorted;
        }
        double total = sorted.stream().mapToDouble(Centroid::weight).sum();
        List<Centroid> fewer = new ArrayList<>();
        Centroid last = sorted.get(0);
        double before = 0;
        for (Centroid next : sorted.subList(1, sorted.size())) {
            double middle = (before + (last.weight + next.weight) / 2) / total;
            double room = 8 * total / MOST * Math.max(middle * (1 - middle), 0);
            if (last.weight + next.weight <= room) {
                double weight = last.weight + next.weight;
                last = new Centroid(last.mean + (next.mean - last.mean) * next.weight / weight, weight);
            } else {
                before += last.weight;
                fewer.add(last);
                last = next;
            }
        }
        fewer.add(last);
        return fewer;
    }

    private double total() {
        return centroids.stream().mapToDouble(Centroid::weight).sum();
    }

    /** The value that so many percent of the weight lie at or before, as JSON of the state's type. */
    Json percentile(double percent) {
        double wanted = percent / 100 * total();
        double before = 0;
        for (Centroid centroid : centroids) {
            before += centroid.weight;
            if (before >= wanted) {
                return value(centroid.mean);
            }
        }
        return centroids.isEmpty() ? Json.NULL : value(centroids.get(centroids.size() - 1).mean);
    }

    private Json value(double mean) {
        return switch (type) {
            case INT, LONG -> Json.of(Math.round(mean));
            case DATETIME, TIMESPAN -> Json.of(Json.ofCarrier(type, Math.round(mean)));
            default -> Json.of(mean);
        };
    }

    /** How many values are at most a value, given as JSON. */
    @Nullable
    Double rank(String value) {
        Double wanted = number(type, value);
        if (wanted == null) {
            return null;
        }
        return centroids.stream()
                .filter(centroid -> centroid.mean <= wanted)
                .mapToDouble(Centroid::weight)
                .sum();
    }

    /** As rank, in percent of all. */
    @Nullable
    Double percentRank(String value) {
        Double rank = rank(value);
        return rank == null || centroids.isEmpty() ? null : Double.valueOf(rank / total() * 100);
    }

    private String write() {
        boolean whole = type != KqlType.REAL && type != KqlType.DECIMAL;
        List<Json> pairs = new ArrayList<>();
        for (Centroid centroid : centroids) {
            boolean exact = whole && centroid.mean == Math.rint(centroid.mean) && Math.abs(centroid.mean) < 9e18;
            Json mean = exact ? Json.of((long) centroid.mean) : Json.of(centroid.mean);
            pairs.add(new Json.Array(List.of(mean, Json.of((long) centroid.weight))));
        }
        Map<String, Json> state = new LinkedHashMap<>();
        state.put("type", Json.text(type.kql()));
        state.put("centroids", new Json.Array(pairs));
        return new Json.Bag(state).write();
    }
}
