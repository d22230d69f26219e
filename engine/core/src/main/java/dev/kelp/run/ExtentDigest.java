package dev.kelp.run;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Checksums inside a Parquet file, one for each column of each row group: DuckDB checks none, and a bit that flips on disk would
 * change its answers in silence.
 *
 * <p>They lie before the file's footer, where the format lets anything lie that nothing refers to, so other readers don't notice:
 *
 * <pre>
 * … data | segments: count × (column id int, offset long, length long, CRC-32C int) | count int | CRC-32C int | mark | footer …
 * </pre>
 *
 * Numbers are little-endian. The second checksum is that of segments, count and footer. A segment of column {@value #ALWAYS} is
 * what every reader needs.
 */
final class ExtentDigest {
    /** The names of files with checksums end so: a flipped bit cannot pass a file off as one without. */
    static final String SUFFIX = "-crc.parquet";

    static final int ALWAYS = -1;
    private static final long MARK = 0x314352434B4C4550L;
    private static final int SEGMENT = 24;
    private static final int TRAILER = 16;
    private static final int PARQUET_TAIL = 8;
    private static final int PARQUET_MAGIC = 0x31524150;
    private static final int BUFFER = 1 << 18;

    /** Bytes of a file that belong to a column, and their checksum. */
    private record Segment(int column, long offset, long length, int crc) {}

    /**
     * Where a column of a row group lies.
     *
     * @param column the Parquet field id
     */
    record Chunk(long column, long offset, long length) {}

    private ExtentDigest() {}

    /**
     * Puts checksums into a new file.
     *
     * @return by how many bytes it has grown
     */
    static long append(Path file, List<Chunk> chunks) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long footer = footerStart(channel, channel.size());
            List<Segment> segments = new ArrayList<>();
            long end = PARQUET_TAIL / 2;
            segments.add(segment(channel, ALWAYS, 0, end));
            for (Chunk chunk : chunks) {
                segments.add(segment(channel, (int) chunk.column(), chunk.offset(), chunk.length()));
                end = Math.max(end, chunk.offset() + chunk.length());
            }
            segments.add(segment(channel, ALWAYS, end, footer - end));
            ByteBuffer tail = read(channel, footer, (int) (channel.size() - footer));
            int added = segments.size() * SEGMENT + TRAILER;
            ByteBuffer bytes = ByteBuffer.allocate(added + tail.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            for (Segment s : segments) {
                bytes.putInt(s.column()).putLong(s.offset()).putLong(s.length()).putInt(s.crc());
            }
            bytes.putInt(segments.size());
            bytes.putInt(crc(bytes.duplicate().flip(), tail.duplicate())).putLong(MARK);
            bytes.put(tail).flip();
            for (long at = footer; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            return added;
        }
    }

    /**
     * Reads what a query of some columns needs and compares it with the checksums.
     *
     * @param columns Parquet field ids
     * @throws KqlException where a byte of it has changed, naming the file
     */
    static void verify(Path file, Set<Long> columns) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (Segment segment : segments(channel, file)) {
                boolean needed = segment.column() == ALWAYS || columns.contains((long) segment.column());
                if (needed && crc(channel, segment.offset(), segment.length()) != segment.crc()) {
                    throw damaged(file);
                }
            }
        } catch (EOFException e) {
            throw damaged(file).because(e);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The extent " + file + " cannot be read: " + e.getMessage())
                    .because(e);
        }
    }

    private static List<Segment> segments(FileChannel channel, Path file) throws IOException {
        long size = channel.size();
        long footer = footerStart(channel, size);
        ByteBuffer trailer = read(channel, footer - TRAILER, TRAILER);
        int count = trailer.getInt();
        int crc = trailer.getInt();
        if (trailer.getLong() != MARK || count < 0 || (long) count * SEGMENT > footer - TRAILER) {
            throw damaged(file);
        }
        ByteBuffer listed = read(channel, footer - TRAILER - (long) count * SEGMENT, count * SEGMENT + 4);
        if (crc(listed.duplicate(), read(channel, footer, (int) (size - footer))) != crc) {
            throw damaged(file);
        }
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(new Segment(listed.getInt(), listed.getLong(), listed.getLong(), listed.getInt()));
        }
        return segments;
    }

    private static KqlException damaged(Path file) {
        return Problem.RUNTIME
                .here("The extent " + file + " is damaged: its bytes are no longer those that were written.")
                .hint("Put an undamaged copy of the file in its place.");
    }

    private static long footerStart(FileChannel channel, long size) throws IOException {
        ByteBuffer tail = read(channel, size - PARQUET_TAIL, PARQUET_TAIL);
        long start = size - PARQUET_TAIL - tail.getInt();
        if (tail.getInt() != PARQUET_MAGIC || start < 0 || start > size - PARQUET_TAIL) {
            throw new EOFException("no footer");
        }
        return start;
    }

    private static Segment segment(FileChannel channel, int column, long offset, long length) throws IOException {
        return new Segment(column, offset, length, crc(channel, offset, length));
    }

    private static int crc(FileChannel channel, long offset, long length) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(length, BUFFER));
        long end = offset + length;
        for (long at = offset; at < end; ) {
            buffer.clear().limit((int) Math.min(end - at, buffer.capacity()));
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException();
            }
            at += read;
            crc.update(buffer.flip());
        }
        return (int) crc.getValue();
    }

    private static int crc(ByteBuffer... parts) {
        CRC32C crc = new CRC32C();
        for (ByteBuffer part : parts) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        if (offset < 0) {
            throw new EOFException();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }
}
