package dev.kelp.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files in a zip archive, one after another, in its order. Names of entries are for messages and for the pattern: nothing is
 * ever written under them.
 */
final class Archive implements AutoCloseable {
    private final SourceFile file;
    private final ZipFile zip;
    private final long packed;
    private final Iterator<? extends ZipEntry> entries;
    private String name = "";

    /** @throws IOException where it is no archive, or holds nothing to read */
    Archive(SourceFile file, ReadOptions options) throws IOException {
        this.file = file;
        this.packed = Files.size(file.path());
        this.zip = new ZipFile(file.path().toFile());
        List<? extends ZipEntry> chosen = zip.stream()
                .filter(e -> !e.isDirectory())
                .filter(e -> options.zipPattern()
                        .map(p -> p.matcher(e.getName()).matches())
                        .orElse(true))
                .toList();
        if (chosen.isEmpty()) {
            zip.close();
            throw new IOException(
                    options.zipPattern().isEmpty() ? "the archive is empty" : "zipPattern matches no entry");
        }
        this.entries = chosen.iterator();
    }

    /** The next entry's bytes, null behind the last. The caller closes them. */
    @Nullable
    InputStream next() throws IOException {
        if (!entries.hasNext()) {
            return null;
        }
        ZipEntry entry = entries.next();
        name = file.name() + "/" + entry.getName();
        return new Unpacked(new Checked(zip.getInputStream(entry), entry), packed, name);
    }

    /** The name of the last entry behind the archive's. */
    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Says at the end of an entry whether it was what the archive promises. */
    private static final class Checked extends FilterInputStream {
        private final CRC32 sum = new CRC32();
        private final long promised;

        Checked(InputStream bytes, ZipEntry entry) {
            super(bytes);
            this.promised = entry.getCrc();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = in.read(into, from, length);
            if (count > 0) {
                sum.update(into, from, count);
            } else if (count < 0 && promised >= 0 && sum.getValue() != promised) {
                throw new IOException("its checksum is not what the archive says");
            }
            return count;
        }
    }
}
