package dev.kelp.store;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the positions of deleted rows from a Puffin file: a blob {@code deletion-vector-v1}, bare or one of several in a container, of
 * which each holds all deletions up to a commit. A blob is a list of Roaring bitmaps, one for each upper half of the positions.
 */
final class DeletionVector {
    private static final int CONTAINER_MAGIC = 0x31414650;
    private static final int BLOB_MAGIC = 0x6439D3D1;
    private static final int NO_RUNS = 12346;
    private static final int RUNS = 12347;
    private static final int LARGEST_ARRAY = 4096;

    private final Path file;

    private DeletionVector(Path file) {
        this.file = file;
    }

    /** Those that a snapshot sees, growing. */
    static List<Long> positions(Path file, long snapshot) {
        DeletionVector vector = new DeletionVector(file);
        try {
            return vector.read(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN), snapshot);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The file of deletions " + file + " cannot be read: " + e.getMessage())
                    .because(e);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw vector.broken().because(e);
        }
    }

    private KqlException broken() {
        return Problem.RUNTIME.here("The file of deletions " + file + " is broken.");
    }

    private List<Long> read(ByteBuffer bytes, long snapshot) {
        if (bytes.getInt(0) != CONTAINER_MAGIC) {
            return blob(bytes);
        }
        int end = bytes.limit();
        if (bytes.getInt(end - 4) != CONTAINER_MAGIC || bytes.getInt(end - 8) != 0) {
            throw broken();
        }
        int size = bytes.getInt(end - 12);
        byte[] payload = new byte[size];
        bytes.get(end - 12 - size, payload);
        long best = -1;
        List<Long> found = List.of();
        if (Json.parse(new String(payload, StandardCharsets.UTF_8)) instanceof Json.Bag footer
                && footer.properties().get("blobs") instanceof Json.Array blobs) {
            for (Json item : blobs.items()) {
                if (item instanceof Json.Bag blob
                        && text(blob.properties().get("type")).equals("deletion-vector-v1")) {
                    long commit = blob.properties().get("properties") instanceof Json.Bag said
                            ? number(said.properties().get("ducklake-snapshot-id"))
                            : 0;
                    if (commit <= snapshot && commit > best) {
                        best = commit;
                        int offset = (int) number(blob.properties().get("offset"));
                        int length = (int) number(blob.properties().get("length"));
                        found = blob(bytes.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN));
                    }
                }
            }
            return found;
        }
        throw broken();
    }

    private static String text(@Nullable Json value) {
        return value instanceof Json.Text text ? text.value() : value == null ? "" : value.write();
    }

    private static long number(@Nullable Json value) {
        String digits = text(value);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private List<Long> blob(ByteBuffer bytes) {
        int size = Integer.reverseBytes(bytes.getInt(0));
        CRC32 checksum = new CRC32();
        checksum.update(bytes.duplicate().position(4).limit(4 + size));
        if (bytes.getInt(4) != BLOB_MAGIC
                || (int) checksum.getValue() != Integer.reverseBytes(bytes.getInt(4 + size))) {
            throw broken();
        }
        bytes.position(8);
        long bitmaps = bytes.getLong();
        List<Long> positions = new ArrayList<>();
        for (long i = 0; i < bitmaps; i++) {
            bitmap((long) bytes.getInt() << 32, bytes, positions);
        }
        positions.sort(null);
        return positions;
    }

    /** A bitmap in Roaring's portable form. */
    private void bitmap(long base, ByteBuffer bytes, List<Long> positions) {
        int cookie = bytes.getInt();
        boolean mayRun = (cookie & 0xFFFF) == RUNS;
        if (!mayRun && cookie != NO_RUNS) {
            throw broken();
        }
        int containers = mayRun ? (cookie >>> 16) + 1 : bytes.getInt();
        byte[] runs = new byte[mayRun ? (containers + 7) / 8 : 0];
        bytes.get(runs);
        int[] keys = new int[containers];
        int[] counts = new int[containers];
        for (int i = 0; i < containers; i++) {
            keys[i] = Short.toUnsignedInt(bytes.getShort());
            counts[i] = Short.toUnsignedInt(bytes.getShort()) + 1;
        }
        if (!mayRun || containers >= 4) {
            bytes.position(bytes.position() + 4 * containers);
        }
        for (int i = 0; i < containers; i++) {
            long high = base | (long) keys[i] << 16;
            if (mayRun && (runs[i / 8] >> i % 8 & 1) == 1) {
                runs(high, bytes, positions);
            } else if (counts[i] <= LARGEST_ARRAY) {
                for (int n = 0; n < counts[i]; n++) {
                    positions.add(high | Short.toUnsignedInt(bytes.getShort()));
                }
            } else {
                bits(high, bytes, positions);
            }
        }
    }

    private static void runs(long high, ByteBuffer bytes, List<Long> positions) {
        int count = Short.toUnsignedInt(bytes.getShort());
        for (int run = 0; run < count; run++) {
            int start = Short.toUnsignedInt(bytes.getShort());
            int more = Short.toUnsignedInt(bytes.getShort());
            for (int n = 0; n <= more; n++) {
                positions.add(high | start + n);
            }
        }
    }

    private static void bits(long high, ByteBuffer bytes, List<Long> positions) {
        for (int word = 0; word < 1024; word++) {
            long bits = bytes.getLong();
            while (bits != 0) {
                positions.add(high | (long) word * 64 + Long.numberOfTrailingZeros(bits));
                bits &= bits - 1;
            }
        }
    }
}
