package dev.kelp.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A walk over bytes of a binary file, which never runs over their end. */
final class Bytes {
    private final byte[] bytes;
    private final int end;
    private int at;

    Bytes(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    Bytes(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean atEnd() {
        return at >= end;
    }

    int left() {
        return end - at;
    }

    int next() throws Malformed {
        if (at >= end) {
            throw early();
        }
        return bytes[at++] & 0xff;
    }

    /** A number of seven bits a byte, the lowest first. */
    long varint() throws Malformed {
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

    /** The same where the lowest bit is the sign. */
    long zigzag() throws Malformed {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** A number of so many bytes, the lowest first. */
    long little(int width) throws Malformed {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (long) next() << 8 * i;
        }
        return value;
    }

    /** A number of so many bytes, the highest first. */
    long big(int width) throws Malformed {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    double real() throws Malformed {
        return Double.longBitsToDouble(little(8));
    }

    double shortReal() throws Malformed {
        return Float.intBitsToFloat((int) little(4));
    }

    byte[] take(long length) throws Malformed {
        if (length < 0 || length > left()) {
            throw early();
        }
        at += (int) length;
        return Arrays.copyOfRange(bytes, at - (int) length, at);
    }

    /** The next so many bytes as a walk of their own. */
    Bytes slice(long length) throws Malformed {
        if (length < 0 || length > left()) {
            throw early();
        }
        at += (int) length;
        return new Bytes(bytes, at - (int) length, at);
    }

    void skip(long length) throws Malformed {
        slice(length);
    }

    static String text(byte[] utf8) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8).order(ByteOrder.BIG_ENDIAN))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("holds a string that is no UTF-8 text", true);
        }
    }

    private static Malformed early() {
        return new Malformed("is damaged: it ends too early", true);
    }
}
