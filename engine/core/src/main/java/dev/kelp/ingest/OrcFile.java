package dev.kelp.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** An ORC file (specification v1) with its postscript and footer read. */
final class OrcFile implements AutoCloseable {
    private static final int LONGEST_FOOTER = 64 << 20;

    private final FileChannel channel;
    private final long size;
    private final int compression;
    private final int blockSize;
    private final ProtoMessage footer;

    OrcFile(Path file) throws IOException, Malformed {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean opened = false;
        try {
            this.size = channel.size();
            int last = size < 4 ? 0 : new Bytes(read(size - 1, 1)).next();
            if (last == 0 || last >= size) {
                throw new Malformed("is no ORC file", true);
            }
            byte[] tail = read(size - 1 - last, last);
            if (!new String(tail, StandardCharsets.ISO_8859_1).endsWith("ORC")) {
                throw new Malformed("is no ORC file", true);
            }
            ProtoMessage postscript = new ProtoMessage(new Bytes(tail));
            this.compression = (int) postscript.number(2);
            this.blockSize = (int) Math.min(postscript.number(3), Integer.MAX_VALUE);
            if (compression > 5 || compression > 0 && (blockSize <= 0 || blockSize > Blocks.LONGEST)) {
                throw new Malformed("is packed in a way that is not supported", true);
            }
            long length = postscript.number(1);
            this.footer = message(size - 1 - last - length, length);
            if (footer.messages(10).size() > 0) {
                throw new Malformed("is encrypted", true);
            }
            opened = true;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    long rows() {
        return footer.number(6);
    }

    /** Types by their ids; the first is the record's. */
    List<ProtoMessage> types() throws Malformed {
        return footer.messages(4);
    }

    List<ProtoMessage> stripes() throws Malformed {
        return footer.messages(3);
    }

    /** A message that lies packed in the file. */
    ProtoMessage message(long from, long length) throws IOException, Malformed {
        if (length > LONGEST_FOOTER) {
            throw new Malformed("is damaged: a footer is too long", true);
        }
        OrcStream stream = stream(from, length);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (byte[] block = stream.block(); block.length > 0; block = stream.block()) {
            plain.writeBytes(block);
            if (plain.size() > LONGEST_FOOTER) {
                throw new Malformed("is damaged: a footer is too long", true);
            }
        }
        return new ProtoMessage(new Bytes(plain.toByteArray()));
    }

    OrcStream stream(long from, long length) throws Malformed {
        if (from < 0 || length < 0 || from > size - length) {
            throw new Malformed("is damaged: a part of it lies outside", true);
        }
        return new OrcStream(this, from, length);
    }

    /** The next block's bytes unpacked. */
    byte[] unpack(byte[] packed) throws Malformed {
        return switch (compression) {
            case 1 -> Blocks.stream("deflate", packed, blockSize);
            case 2 -> Blocks.snappy(packed, 0, packed.length, blockSize);
            case 3 -> Blocks.lzo(packed, blockSize);
            case 4 -> Blocks.lz4(packed, blockSize);
            default -> Blocks.stream("zstandard", packed, blockSize);
        };
    }

    boolean isPacked() {
        return compression != 0;
    }

    byte[] read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("it ends too early");
            }
        }
        return bytes.array();
    }

    /** The streams' numbers of a list of ids. */
    static List<Integer> ids(List<Long> numbers, int below) throws Malformed {
        List<Integer> ids = new ArrayList<>();
        for (long number : numbers) {
            if (number < 0 || number >= below) {
                throw new Malformed("is damaged: it names a type that is not there", true);
            }
            ids.add((int) number);
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
