package dev.kelp.ingest;

import java.io.IOException;
import java.util.Arrays;

/** One stream of an ORC stripe, a block in memory at a time. */
final class OrcStream {
    private static final int PIECE = 1 << 18;

    private final OrcFile file;
    private final long end;
    private long at;
    private byte[] block = new byte[0];
    private int place;

    OrcStream(OrcFile file, long from, long length) {
        this.file = file;
        this.at = from;
        this.end = from + length;
    }

    /** The next block whole, empty at the end. */
    byte[] block() throws IOException, Malformed {
        if (at >= end) {
            return new byte[0];
        }
        if (!file.isPacked()) {
            int length = (int) Math.min(PIECE, end - at);
            at += length;
            return file.read(at - length, length);
        }
        if (end - at < 3) {
            throw Blocks.damaged();
        }
        int header = (int) new Bytes(file.read(at, 3)).little(3);
        int length = header >>> 1;
        if (length > end - at - 3) {
            throw Blocks.damaged();
        }
        byte[] bytes = file.read(at + 3, length);
        at += 3 + length;
        byte[] plain = (header & 1) == 1 ? bytes : file.unpack(bytes);
        // An empty block is no end.
        return plain.length == 0 ? block() : plain;
    }

    int next() throws IOException, Malformed {
        if (place == block.length) {
            block = block();
            place = 0;
            if (block.length == 0) {
                throw new Malformed("is damaged: a column ends too early", true);
            }
        }
        return block[place++] & 0xff;
    }

    byte[] take(long length) throws IOException, Malformed {
        if (length < 0 || length > Characters.LONGEST_RECORD) {
            throw new Malformed("holds a value of " + length + " bytes, which is too long", true);
        }
        byte[] taken = new byte[(int) Math.min(length, PIECE)];
        int done = 0;
        while (done < length) {
            if (done == taken.length) {
                taken = Arrays.copyOf(taken, (int) Math.min(length, 2L * taken.length));
            }
            taken[done++] = (byte) next();
        }
        return taken;
    }

    long big(int width) throws IOException, Malformed {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    long little(int width) throws IOException, Malformed {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (long) next() << 8 * i;
        }
        return value;
    }

    long varint() throws IOException, Malformed {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = next();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new Malformed("is damaged: a number is too long", true);
    }

    long varint(boolean signed) throws IOException, Malformed {
        long value = varint();
        return signed ? value >>> 1 ^ -(value & 1) : value;
    }
}
