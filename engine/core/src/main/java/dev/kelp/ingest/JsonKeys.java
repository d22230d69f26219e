package dev.kelp.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of the last record in their order, and the columns they name: most records of a file have the same. */
final class JsonKeys {
    /** So many keys of a record are remembered. */
    private static final int MOST = 1 << 10;

    private final byte[][] names;
    private Key[] keys = new Key[0];

    /** A key as it stands in the file, with the quotes behind it, eight bytes at a time. */
    static final class Key {
        /** The column that it names, -1 for none. */
        final int column;

        /** Without quotes. */
        final int length;

        private final long[] words;
        private final long lastBits;

        Key(byte[] quoted, int column) {
            this.column = column;
            this.length = quoted.length - 1;
            this.words = new long[(quoted.length + 7) / 8];
            byte[] padded = Arrays.copyOf(quoted, words.length * 8);
            for (int i = 0; i < words.length; i++) {
                words[i] = JsonBytes.word(padded, i * 8);
            }
            this.lastBits = -1L >>> (padded.length - quoted.length) * 8;
        }

        private boolean stands(byte[] bytes, int from) {
            int last = words.length - 1;
            int at = from + last * 8;
            if (at + 8 > bytes.length || (JsonBytes.word(bytes, at) & lastBits) != words[last]) {
                return false;
            }
            for (int i = 0; i < last; i++) {
                if (JsonBytes.word(bytes, from + i * 8) != words[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param names the columns' */
    JsonKeys(List<String> names) {
        this.names = names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /** The i-th key of a record, which begins behind quotes; null where it has escapes, or does not end. */
    @Nullable
    Key at(int i, byte[] bytes, int from) {
        return i < keys.length && keys[i].stands(bytes, from) ? keys[i] : another(i, bytes, from);
    }

    private @Nullable Key another(int i, byte[] bytes, int from) {
        int end = JsonBytes.pieceEnd(bytes, from);
        if (bytes[end] != '"') {
            return null;
        }
        int column = names.length - 1;
        while (column >= 0 && !Arrays.equals(names[column], 0, names[column].length, bytes, from, end)) {
            column--;
        }
        Key key = new Key(Arrays.copyOfRange(bytes, from, end + 1), column);
        if (i == keys.length && i < MOST) {
            keys = Arrays.copyOf(keys, i + 1);
        }
        if (i < keys.length) {
            keys[i] = key;
        }
        return key;
    }
}
