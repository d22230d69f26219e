package dev.kelp.functions;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Texts compressed by gzip and zlib, in base64. */
final class Compression {
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final byte[] ZLIB_HEADER = {0x78, 0x01};
    private static final int MOST_STORED = 65_535;

    /** A text that unpacks to more than this is taken for an attack. */
    private static final int LARGEST = 64 * 1024 * 1024;

    private Compression() {}

    static String gzip(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(plain);
        byte[] trailer = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) sum.getValue())
                .putInt(plain.length)
                .array();
        return Base64Texts.ofBytes(joined(GZIP_HEADER, deflate(plain), trailer));
    }

    static String zlib(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        Adler32 sum = new Adler32();
        sum.update(plain);
        byte[] trailer = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
        return Base64Texts.ofBytes(joined(ZLIB_HEADER, deflate(plain), trailer));
    }

    static String gunzip(String base64) {
        byte[] packed = Base64Texts.bytes(base64);
        int start = packed == null ? -1 : gzipData(packed);
        return packed == null || start < 0 ? "" : inflate(packed, start, true);
    }

    static String unzlib(String base64) {
        byte[] packed = Base64Texts.bytes(base64);
        return packed == null ? "" : inflate(packed, 0, false);
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length + plain.length / 1000 + 64];
            int size = deflater.deflate(packed);
            return size + 1 >= plain.length && plain.length <= MOST_STORED
                    ? stored(plain)
                    : Arrays.copyOf(packed, size);
        } finally {
            deflater.end();
        }
    }

    /** One block without compression: what a text gets that doesn't shrink. */
    private static byte[] stored(byte[] plain) {
        return ByteBuffer.allocate(plain.length + 5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putShort((short) plain.length)
                .putShort((short) ~plain.length)
                .put(plain)
                .array();
    }

    private static byte[] joined(byte[] head, byte[] body, byte[] tail) {
        return ByteBuffer.allocate(head.length + body.length + tail.length)
                .put(head)
                .put(body)
                .put(tail)
                .array();
    }

    /** Where the data begin behind a gzip header, -1 where there is none. */
    private static int gzipData(byte[] packed) {
        if (packed.length < 18 || packed[0] != 0x1f || packed[1] != (byte) 0x8b || packed[2] != 8) {
            return -1;
        }
        int flags = packed[3];
        int at = 10;
        if ((flags & 4) != 0) {
            at += 2 + (packed[at] & 0xFF) + ((packed[at + 1] & 0xFF) << 8);
        }
        for (int text = 8; text <= 16; text *= 2) {
            if ((flags & text) != 0) {
                while (at < packed.length && packed[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        at += (flags & 2) != 0 ? 2 : 0;
        return at < packed.length ? at : -1;
    }

    private static String inflate(byte[] packed, int start, boolean bare) {
        Inflater inflater = new Inflater(bare);
        try {
            inflater.setInput(packed, start, packed.length - start);
            ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 3);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int size = inflater.inflate(buffer);
                if (size == 0 && (inflater.needsInput() || inflater.needsDictionary()) || out.size() > LARGEST) {
                    return "";
                }
                out.write(buffer, 0, size);
            }
            return Base64Texts.utf8(out.toByteArray());
        } catch (DataFormatException e) {
            return "";
        } finally {
            inflater.end();
        }
    }
}
