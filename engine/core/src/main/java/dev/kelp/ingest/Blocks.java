package dev.kelp.ingest;

import io.airlift.compress.Decompressor;
import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.lzo.LzoDecompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Unpacks the blocks that Avro and ORC files are made of, none longer than {@link #LONGEST}. */
final class Blocks {
    static final int LONGEST = 64 << 20;

    private Blocks() {}

    /** By the streams of a codec that says itself where it ends. */
    static byte[] stream(String codec, byte[] packed, int longest) throws Malformed {
        try (InputStream in = open(codec, new ByteArrayInputStream(packed))) {
            byte[] plain = in.readNBytes(longest + 1);
            if (plain.length > longest) {
                throw tooLong();
            }
            return plain;
        } catch (IOException | RuntimeException e) {
            throw damaged();
        }
    }

    private static InputStream open(String codec, InputStream packed) throws IOException {
        return switch (codec) {
            case "deflate" -> new InflaterInputStream(packed, new Inflater(true));
            case "bzip2" -> new BZip2HadoopStreams().createInputStream(packed);
            case "zstandard" -> new ZstdInputStream(packed);
            default -> throw new ZipException("no codec " + codec);
        };
    }

    /** Snappy says first how long it will be. */
    static byte[] snappy(byte[] packed, int from, int length, int longest) throws Malformed {
        long plain = new Bytes(packed, from, from + length).varint();
        if (plain > longest || plain < 0) {
            throw tooLong();
        }
        return raw(new SnappyDecompressor(), packed, from, length, (int) plain);
    }

    static byte[] lz4(byte[] packed, int longest) throws Malformed {
        return raw(new Lz4Decompressor(), packed, 0, packed.length, longest);
    }

    static byte[] lzo(byte[] packed, int longest) throws Malformed {
        return raw(new LzoDecompressor(), packed, 0, packed.length, longest);
    }

    private static byte[] raw(Decompressor codec, byte[] packed, int from, int length, int room) throws Malformed {
        try {
            byte[] plain = new byte[room];
            int used = codec.decompress(packed, from, length, plain, 0, room);
            return used == room ? plain : Arrays.copyOf(plain, used);
        } catch (RuntimeException e) {
            throw damaged();
        }
    }

    static Malformed tooLong() {
        return new Malformed("holds a block that is longer than " + (LONGEST >> 20) + " MB", true);
    }

    static Malformed damaged() {
        return new Malformed("is damaged: a block cannot be unpacked", true);
    }
}
