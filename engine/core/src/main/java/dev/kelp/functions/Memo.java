package dev.kelp.functions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers of a costly function of constants, kept so that they aren't computed for every row: compiled patterns, parsed lists.
 * Shared by the threads of a query; emptied when it is full, which constants of a query never make it.
 */
final class Memo<K, V> {
    private final Map<K, V> known = new ConcurrentHashMap<>();
    private final int most;
    private final Function<K, V> function;

    Memo(int most, Function<K, V> function) {
        this.most = most;
        this.function = function;
    }

    V get(K key) {
        V value = known.get(key);
        if (value == null) {
            value = function.apply(key);
            if (known.size() >= most) {
                known.clear();
            }
            known.put(key, value);
        }
        return value;
    }
}
