package dev.kelp.ingest;

import dev.kelp.ingest.IngestMapping.Element;
import dev.kelp.ingest.IngestMapping.Path;
import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What transformations make of values. */
final class Transformations {
    static final Transformations NONE = new Transformations(List.of());

    private final List<List<Object>> mapped;

    private Transformations(List<List<Object>> mapped) {
        this.mapped = mapped;
    }

    static Transformations of(IngestMapping mapping) {
        List<List<Object>> mapped = new ArrayList<>();
        for (Element element : mapping.columns()) {
            if (element.origin() instanceof Path path) {
                mapped.add(path.steps());
            }
        }
        return new Transformations(mapped);
    }

    /**
     * What becomes of a value that is there.
     *
     * @param at its place in the record
     * @return null where the transformation cannot take such a value
     */
    @Nullable
    Json apply(Transform transform, List<Object> at, Json value) {
        return switch (transform) {
            case UNIX_SECONDS, UNIX_MILLISECONDS, UNIX_MICROSECONDS, UNIX_NANOSECONDS ->
                sinceEpoch(value, transform.unitsPerSecond());
            case PROPERTY_BAG_ARRAY_TO_DICTIONARY -> dictionary(value);
            case DROP_MAPPED_FIELDS -> without(value, at);
            case BYTES_AS_BASE64 -> base64(value);
            default -> value;
        };
    }

    /** A datetime as text; texts that are datetimes already, as typed files have them, stay. */
    private static @Nullable Json sinceEpoch(Json value, long unitsPerSecond) {
        String text = value.text().strip();
        if (text.isEmpty()) {
            return Json.NULL;
        }
        if (!text.matches("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?")) {
            return Ticks.parse(text) == null ? null : value;
        }
        long ticks;
        try {
            ticks = new BigDecimal(text)
                    .multiply(BigDecimal.valueOf(Ticks.PER_SECOND))
                    .divideToIntegralValue(BigDecimal.valueOf(unitsPerSecond))
                    .add(BigDecimal.valueOf(Ticks.UNIX_EPOCH))
                    .longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
        return ticks < Ticks.MIN || ticks > Ticks.MAX ? null : new Json.Text(Ticks.format(ticks));
    }

    private static @Nullable Json dictionary(Json value) {
        if (!(value instanceof Json.Array array)) {
            return null;
        }
        Map<String, Json> all = new LinkedHashMap<>();
        for (Json item : array.items()) {
            if (!(item instanceof Json.Bag bag)) {
                return null;
            }
            all.putAll(bag.properties());
        }
        return new Json.Bag(all);
    }

    /** Leaves out what other columns are mapped to below this place. */
    private Json without(Json value, List<Object> at) {
        Json rest = value;
        for (List<Object> path : mapped) {
            if (path.size() > at.size() && path.subList(0, at.size()).equals(at)) {
                rest = without(rest, path, at.size());
            }
        }
        return rest;
    }

    private static Json without(Json value, List<Object> path, int step) {
        if (!(value instanceof Json.Bag bag) || !bag.properties().containsKey(String.valueOf(path.get(step)))) {
            return value;
        }
        String key = String.valueOf(path.get(step));
        Map<String, Json> rest = new LinkedHashMap<>(bag.properties());
        if (step == path.size() - 1) {
            rest.remove(key);
        } else {
            rest.computeIfPresent(key, (k, inner) -> without(inner, path, step + 1));
        }
        return new Json.Bag(rest);
    }

    /** Bytes come as an array of numbers or as Base64 already; by Kusto's rule anything else is null. */
    private static Json base64(Json value) {
        if (!(value instanceof Json.Array array)) {
            return value instanceof Json.Text ? value : Json.NULL;
        }
        byte[] bytes = new byte[array.items().size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(array.items().get(i) instanceof Json.Int number) || number.value() < 0 || number.value() > 255) {
                return Json.NULL;
            }
            bytes[i] = (byte) number.value();
        }
        return new Json.Text(Base64.getEncoder().encodeToString(bytes));
    }
}
