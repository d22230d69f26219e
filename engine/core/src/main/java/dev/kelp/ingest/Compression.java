package dev.kelp.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;

/** How a file is packed: what its name says, and its first bytes. */
enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZIP(".zip"),
    ZSTD(".zst"),
    BZIP2(".bz2");

    private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
    private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** A name without the ending that says how the file is packed. */
    static String withoutEnding(String name) {
        Compression named = ofName(name);
        return name.substring(0, name.length() - named.ending.length());
    }

    /**
     * How a file is packed.
     *
     * @throws dev.kelp.text.KqlException where the name says that it is packed in a way that it isn't
     */
    static Compression of(SourceFile file, ReadOptions options) throws IOException {
        Compression named = ofName(file.name());
        if (named == GZIP && options.gzAsPlain()) {
            return NONE;
        }
        Compression found;
        try (InputStream bytes = Files.newInputStream(file.path())) {
            byte[] head = bytes.readNBytes(10);
            if (head.length == 0) {
                return NONE;
            }
            found = ofBytes(head);
        }
        if (named != NONE && named != found) {
            throw Ingestion.fault("The file " + file.name() + " is no "
                    + named.name().toLowerCase(Locale.ROOT) + " file, though its name says so.");
        }
        return found;
    }

    private static Compression ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(c -> c != NONE && lower.endsWith(c.ending))
                .findFirst()
                .orElse(NONE);
    }

    private static Compression ofBytes(byte[] head) {
        if (startsWith(head, 0x1f, 0x8b)) {
            return GZIP;
        } else if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
            return ZIP;
        } else if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        } else if (startsWith(head, 'B', 'Z', 'h')
                && head.length == 10
                && (Arrays.equals(head, 4, 10, BZIP2_BLOCK, 0, 6) || Arrays.equals(head, 4, 10, BZIP2_END, 0, 6))) {
            return BZIP2;
        }
        return NONE;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
