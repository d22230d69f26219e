package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The records of an Avro object container file (Avro 1.12, «Object Container Files»), a block in memory at a time. */
final class AvroRecords implements Records {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;
    private static final int LONGEST_HEADER = 16 << 20;

    private final InputStream in;
    private final AvroType schema;
    private final AvroValues values;
    private final String codec;
    private final byte[] sync;
    private Bytes block = new Bytes(new byte[0]);
    private long left;
    private long number;

    /** @param byteArrays whether bytes become arrays of numbers, as Kusto's older reader has them; else Base64 */
    AvroRecords(InputStream in, boolean byteArrays) throws IOException, Malformed {
        this.in = in;
        this.values = new AvroValues(byteArrays);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new Malformed("is no Avro file", true);
        }
        Map<String, byte[]> header = new LinkedHashMap<>();
        int length = 0;
        for (long count = number(); count != 0; count = number()) {
            if (count < 0) {
                number();
            }
            for (long i = Math.abs(count); i > 0; i--) {
                byte[] key = bytes(LONGEST_HEADER - length);
                byte[] value = bytes(LONGEST_HEADER - length - key.length);
                length += key.length + value.length + 16;
                header.put(Bytes.text(key), value);
            }
        }
        this.sync = in.readNBytes(SYNC);
        if (sync.length < SYNC) {
            throw early();
        }
        byte[] none = new byte[0];
        this.schema = AvroType.parse(Bytes.text(header.getOrDefault("avro.schema", none)));
        this.codec = Bytes.text(header.getOrDefault("avro.codec", none));
    }

    @Override
    public @Nullable Json next() throws IOException, Malformed {
        while (left == 0) {
            if (!block.atEnd()) {
                throw new Malformed("is damaged: a block holds more than its records", true);
            }
            int first = in.read();
            if (first < 0) {
                return null;
            }
            block(first);
        }
        left--;
        number++;
        return values.record(schema, block);
    }

    private void block(int first) throws IOException, Malformed {
        left = number(first);
        byte[] packed = bytes(Blocks.LONGEST);
        if (!Arrays.equals(in.readNBytes(SYNC), sync)) {
            throw new Malformed("is damaged: a block does not end as the file says", true);
        }
        block = new Bytes(plain(packed));
        if (left < 0 || left > Math.max(1_000, block.left())) {
            throw new Malformed("is damaged: a block says that it holds " + left + " records", true);
        }
    }

    private byte[] plain(byte[] packed) throws Malformed {
        switch (codec) {
            case "", "null":
                return packed;
            case "deflate", "bzip2", "zstandard":
                return Blocks.stream(codec, packed, Blocks.LONGEST);
            case "snappy":
                if (packed.length < 4) {
                    throw Blocks.damaged();
                }
                byte[] plain = Blocks.snappy(packed, 0, packed.length - 4, Blocks.LONGEST);
                CRC32 sum = new CRC32();
                sum.update(plain);
                if (new Bytes(packed, packed.length - 4, packed.length).big(4) != sum.getValue()) {
                    throw Blocks.damaged();
                }
                return plain;
            default:
                throw new Malformed("is packed by '" + TextCells.shortened(codec) + "', which is not supported", true);
        }
    }

    private byte[] bytes(int longest) throws IOException, Malformed {
        long length = number();
        if (length < 0 || length > longest) {
            throw new Malformed("is damaged: a block says that it is " + length + " bytes long", true);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw early();
        }
        return bytes;
    }

    private static Malformed early() {
        return new Malformed("is damaged: it ends too early", true);
    }

    private long number() throws IOException, Malformed {
        return number(in.read());
    }

    private long number(int first) throws IOException, Malformed {
        byte[] bytes = new byte[10];
        int length = 0;
        int b = first;
        while (true) {
            if (b < 0 || length == bytes.length) {
                throw early();
            }
            bytes[length++] = (byte) b;
            if (b < 0x80) {
                return new Bytes(bytes, 0, length).zigzag();
            }
            b = in.read();
        }
    }

    @Override
    public String place() {
        return "Record " + number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
