package dev.kelp.ingest;

import java.io.IOException;

/** Bytes of an ORC stream in their run length encoding, and bits in those bytes. */
final class OrcBytes {
    private final OrcStream in;
    private int left;
    private boolean repeats;
    private int value;
    private int bits;
    private int current;

    OrcBytes(OrcStream in) {
        this.in = in;
    }

    int next() throws IOException, Malformed {
        if (left == 0) {
            int control = (byte) in.next();
            repeats = control >= 0;
            left = repeats ? control + 3 : -control;
            value = repeats ? in.next() : 0;
        }
        left--;
        return repeats ? value : in.next();
    }

    boolean bit() throws IOException, Malformed {
        if (bits == 0) {
            current = next();
            bits = 8;
        }
        bits--;
        return (current >>> bits & 1) == 1;
    }
}
