package dev.kelp.functions.geo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The order in which Kusto lists cells that it gathers in a set: that of GNU's {@code std::unordered_set<std::string>} with room
 * reserved for all. Observed, not documented; arrays are compared element by element, so the order is part of the answer.
 */
final class KeyOrder {
    /** The numbers of buckets that GNU's library chooses from: the smallest that holds the reserved count. */
    private static final int[] BUCKETS = {
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 103, 109, 113,
        127, 137, 139, 149, 157, 167, 179, 193, 199, 211, 227, 241, 257, 277, 293, 313, 337, 359, 383, 409, 439, 467,
        503, 541, 577, 619, 661, 709, 761, 823, 887, 953, 1031, 1109, 1193, 1289, 1381, 1493, 1613, 1741, 1879, 2029,
        2179, 2357, 2549, 2753, 2971, 3209, 3469, 3739, 4027, 4349, 4703, 5087, 5503, 5953, 6427, 6949, 7517, 8123,
        8783, 9497, 10273, 11113, 12011, 12983, 14033, 15173, 16411, 17749, 19183, 20753, 22447, 24281, 26267, 28411,
        30727, 33223, 35933, 38873, 42043, 45481, 49201, 53201, 57557, 62233, 67307, 72817, 78779
    };

    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
    private static final long SEED = 0xc70f6907L;

    private KeyOrder() {}

    /** The keys, each once, in the set's order. */
    static List<String> of(Collection<String> keys) {
        int buckets = BUCKETS[BUCKETS.length - 1];
        for (int i = BUCKETS.length - 1; i >= 0 && BUCKETS[i] >= keys.size(); i--) {
            buckets = BUCKETS[i];
        }
        // A new key goes to the front of its bucket, a new bucket to the front of the list.
        Map<Integer, List<String>> byBucket = new HashMap<>();
        List<List<String>> created = new ArrayList<>();
        for (String key : new LinkedHashSet<>(keys)) {
            int bucket = (int) Long.remainderUnsigned(hash(key), buckets);
            List<String> members = byBucket.get(bucket);
            if (members == null) {
                members = new ArrayList<>();
                byBucket.put(bucket, members);
                created.add(members);
            }
            members.add(key);
        }
        List<String> ordered = new ArrayList<>();
        for (int i = created.size() - 1; i >= 0; i--) {
            List<String> members = created.get(i);
            for (int j = members.size() - 1; j >= 0; j--) {
                ordered.add(members.get(j));
            }
        }
        return ordered;
    }

    /** MurmurHash64A. */
    private static long hash(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        long hash = SEED ^ bytes.length * MULTIPLIER;
        int whole = bytes.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            long block = little(bytes, i, i + 8) * MULTIPLIER;
            block = (block ^ block >>> 47) * MULTIPLIER;
            hash = (hash ^ block) * MULTIPLIER;
        }
        if (whole < bytes.length) {
            hash = (hash ^ little(bytes, whole, bytes.length)) * MULTIPLIER;
        }
        hash = (hash ^ hash >>> 47) * MULTIPLIER;
        return hash ^ hash >>> 47;
    }

    private static long little(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = to - 1; i >= from; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }
}
