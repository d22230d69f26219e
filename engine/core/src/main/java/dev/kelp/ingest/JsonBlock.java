package dev.kelp.ingest;

import java.util.Arrays;

/** A piece of a JSON file that holds whole records; used again and again. */
final class JsonBlock {
    /** Zeros behind the last record, so that whoever looks at eight bytes at a time need not look where they end. */
    static final int PADDING = 16;

    byte[] bytes = new byte[PADDING];

    /** Where the records end. */
    int length;

    /** What the records stand in. */
    String file = "";

    /** Whether the file begins here. */
    boolean opens;

    /** Whether they are the first of their file. */
    boolean first;

    /** How many lines end in it; known when it has been read. */
    int lines;

    /** Where each record begins and ends, in pairs, where they stand in brackets and not in lines. */
    int[] places = new int[1 << 6];

    /** How many numbers {@link #places} has. */
    int placed;

    int capacity() {
        return bytes.length - PADDING;
    }

    /** Makes room for so many bytes; those that are there stay. */
    void reserve(int count) {
        if (capacity() < count) {
            bytes = Arrays.copyOf(bytes, count + PADDING);
        }
    }

    void place(int from, int to) {
        if (placed + 2 > places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[placed++] = from;
        places[placed++] = to;
    }

    /** The records end here. */
    void cut(int end) {
        length = end;
        Arrays.fill(bytes, end, Math.min(bytes.length, end + PADDING), (byte) 0);
    }

    /** How many lines end before a place. */
    int linesTo(int to) {
        int lines = 0;
        for (int i = 0; i < to; i++) {
            if (bytes[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
