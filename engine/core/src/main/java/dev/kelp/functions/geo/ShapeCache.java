package dev.kelp.functions.geo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shapes a thread last read, by their texts: most calls of a query name the same one. S2's shapes index themselves as they
 * are asked, so threads don't share them.
 */
final class ShapeCache<T> {
    private static final int MOST = 64;

    /** Longer texts are read again at each call rather than kept. */
    private static final int LONGEST = 4_000_000;

    private final Function<String, @Nullable T> reader;
    private final ThreadLocal<Map<String, Optional<T>>> shapes =
            ThreadLocal.withInitial(() -> new LinkedHashMap<>(MOST, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<T>> eldest) {
                    return size() > MOST;
                }
            });

    ShapeCache(Function<String, @Nullable T> reader) {
        this.reader = reader;
    }

    /** The shape of a text, null for what is none. */
    @Nullable
    T of(String text) {
        if (text.length() > LONGEST) {
            return reader.apply(text);
        }
        Map<String, Optional<T>> known = shapes.get();
        Optional<T> shape = known.get(text);
        if (shape == null) {
            shape = Optional.ofNullable(reader.apply(text));
            known.put(text, shape);
        }
        return shape.orElse(null);
    }
}
