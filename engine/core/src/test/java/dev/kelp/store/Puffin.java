package dev.kelp.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Bitmaps of deleted rows by the letter of their formats, as other clients write them. */
public final class Puffin {
    private Puffin() {}

    /** A file of one bitmap. */
    public static byte[] file(int... positions) {
        return blob(array(positions));
    }

    static ByteBuffer array(int... values) {
        ByteBuffer bitmap = buffer(100);
        bitmap.putInt(12346)
                .putInt(1)
                .putShort((short) 0)
                .putShort((short) (values.length - 1))
                .putInt(0);
        for (int value : values) {
            bitmap.putShort((short) value);
        }
        return bitmap;
    }

    /** One bitmap with its length and checksum, those of the other byte order. */
    static byte[] blob(ByteBuffer bitmap) {
        ByteBuffer content = buffer(16 + bitmap.position());
        content.put(new byte[] {(byte) 0xD1, (byte) 0xD3, 0x39, 0x64})
                .putLong(1)
                .putInt(0);
        content.put(bitmap.array(), 0, bitmap.position());
        CRC32 checksum = new CRC32();
        checksum.update(content.array());
        return ByteBuffer.allocate(content.capacity() + 8)
                .putInt(content.capacity())
                .put(content.array())
                .putInt((int) checksum.getValue())
                .array();
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
