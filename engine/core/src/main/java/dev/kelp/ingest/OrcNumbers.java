package dev.kelp.ingest;

import java.io.IOException;
import java.util.Arrays;

/** Whole numbers of an ORC stream in the run length encodings of version 1 and 2. */
final class OrcNumbers {
    private final OrcStream in;
    private final boolean signed;
    private final boolean second;
    private final long[] run = new long[512];
    private int length;
    private int at;

    OrcNumbers(OrcStream in, boolean signed, boolean second) {
        this.in = in;
        this.signed = signed;
        this.second = second;
    }

    long next() throws IOException, Malformed {
        if (at == length) {
            at = 0;
            length = 0;
            if (second) {
                secondRun();
            } else {
                firstRun();
            }
        }
        return run[at++];
    }

    private void firstRun() throws IOException, Malformed {
        int control = (byte) in.next();
        if (control < 0) {
            length = -control;
            for (int i = 0; i < length; i++) {
                run[i] = in.varint(signed);
            }
            return;
        }
        length = control + 3;
        int delta = (byte) in.next();
        long base = in.varint(signed);
        for (int i = 0; i < length; i++) {
            run[i] = base + (long) i * delta;
        }
    }

    private void secondRun() throws IOException, Malformed {
        int first = in.next();
        switch (first >>> 6) {
            case 0 -> {
                long value = zigzag(in.big((first >>> 3 & 7) + 1));
                length = (first & 7) + 3;
                Arrays.fill(run, 0, length, value);
            }
            case 1 -> {
                length = length(first);
                packed(0, length, width(first >>> 1 & 31));
                for (int i = 0; i < length; i++) {
                    run[i] = zigzag(run[i]);
                }
            }
            case 2 -> patched(first);
            default -> delta(first);
        }
    }

    private void delta(int first) throws IOException, Malformed {
        int code = first >>> 1 & 31;
        length = length(first);
        run[0] = in.varint(signed);
        long delta = in.varint(true);
        if (code == 0) {
            for (int i = 1; i < length; i++) {
                run[i] = run[i - 1] + delta;
            }
            return;
        }
        packed(2, length - 2, width(code));
        run[1] = run[0] + delta;
        for (int i = 2; i < length; i++) {
            run[i] = run[i - 1] + (delta < 0 ? -run[i] : run[i]);
        }
    }

    private void patched(int first) throws IOException, Malformed {
        int bits = width(first >>> 1 & 31);
        length = length(first);
        int third = in.next();
        int fourth = in.next();
        int baseBytes = (third >>> 5) + 1;
        int patchBits = width(third & 31);
        int gapBits = (fourth >>> 5) + 1;
        int patches = fourth & 31;
        long base = in.big(baseBytes);
        long sign = 1L << baseBytes * 8 - 1;
        base = (base & sign) == 0 ? base : -(base & ~sign);
        packed(0, length, bits);
        long[] values = Arrays.copyOf(run, length);
        int entryBits = closest(patchBits + gapBits);
        if (patchBits + gapBits > 64 || bits >= 64) {
            throw new Malformed("is damaged: a patch is too wide", true);
        }
        packed(0, patches, entryBits);
        int place = 0;
        long mask = patchBits == 64 ? -1 : (1L << patchBits) - 1;
        for (int i = 0; i < patches; i++) {
            place += (int) (run[i] >>> patchBits);
            long patch = run[i] & mask;
            if (patch == 0) {
                continue;
            }
            if (place >= length) {
                throw new Malformed("is damaged: a patch lies outside", true);
            }
            values[place] |= patch << bits;
        }
        for (int i = 0; i < length; i++) {
            run[i] = base + values[i];
        }
    }

    private int length(int first) throws IOException, Malformed {
        return ((first & 1) << 8 | in.next()) + 1;
    }

    /** Numbers of so many bits one behind the other, the highest first, up to a whole byte. */
    private void packed(int from, int count, int bits) throws IOException, Malformed {
        int left = 0;
        int current = 0;
        for (int i = from; i < from + count; i++) {
            long value = 0;
            int wanted = bits;
            while (wanted > left) {
                value = value << left | current & (1 << left) - 1;
                wanted -= left;
                left = 8;
                current = in.next();
            }
            left -= wanted;
            run[i] = value << wanted | current >>> left & (1 << wanted) - 1;
        }
    }

    private long zigzag(long value) {
        return signed ? value >>> 1 ^ -(value & 1) : value;
    }

    private static int width(int code) {
        return code < 24 ? code + 1 : code < 28 ? 26 + (code - 24) * 2 : 40 + (code - 28) * 8;
    }

    private static int closest(int bits) {
        for (int code = 0; code < 32; code++) {
            if (width(code) >= bits) {
                return width(code);
            }
        }
        return 64;
    }
}
