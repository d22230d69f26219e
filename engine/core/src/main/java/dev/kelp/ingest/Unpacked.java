package dev.kelp.ingest;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;

/** The bytes of a packed file, and a limit for files that unfold without end. */
final class Unpacked extends FilterInputStream {
    /** Any file may unfold to this many bytes. */
    private static final long ALWAYS = 1L << 30;

    /** Beyond that no real data is so many times its packed size. */
    private static final long MOST_TIMES = 250;

    private final String name;
    private final long most;
    private long read;

    /** @param packed bytes of the file that they come from */
    Unpacked(InputStream bytes, long packed, String name) {
        super(bytes);
        this.name = name;
        this.most = Math.max(ALWAYS, packed * MOST_TIMES);
    }

    /** The bytes of a file that is no archive. */
    static InputStream open(SourceFile file, Compression compression) throws IOException {
        return open(file, compression, Files.newInputStream(file.path()));
    }

    /** The same, with the file opened already; closed where this fails. */
    static InputStream open(SourceFile file, Compression compression, InputStream opening) throws IOException {
        InputStream bytes = new BufferedInputStream(opening, 1 << 16);
        boolean opened = false;
        try {
            InputStream plain =
                    switch (compression) {
                        case NONE -> bytes;
                        case GZIP -> new GZIPInputStream(bytes, 1 << 16);
                        case ZSTD -> new ZstdInputStream(bytes);
                        case BZIP2 -> bzip2(bytes);
                        case ZIP -> throw new IOException("is an archive");
                    };
            opened = true;
            return compression == Compression.NONE ? plain : new Unpacked(plain, Files.size(file.path()), file.name());
        } finally {
            if (!opened) {
                bytes.close();
            }
        }
    }

    private static InputStream bzip2(InputStream bytes) throws IOException {
        try {
            return new BZip2HadoopStreams().createInputStream(bytes);
        } catch (RuntimeException e) {
            throw new IOException("its packing is damaged", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count;
        try {
            count = in.read(into, from, length);
        } catch (RuntimeException e) {
            // So say those who unpack bytes that were never packed.
            throw new IOException("its packing is damaged", e);
        }
        count(Math.max(count, 0));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > most) {
            throw Ingestion.fault("The file " + name + " unfolds to more than " + MOST_TIMES
                    + " times its size, which no real data does.");
        }
    }
}
