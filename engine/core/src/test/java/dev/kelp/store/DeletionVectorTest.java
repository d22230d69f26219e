package dev.kelp.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.text.KqlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions of deleted rows as bitmaps, written here by the letter of their formats. */
class DeletionVectorTest {
    @TempDir
    Path folder;

    @Test
    void allKindsOfContainers() throws IOException {
        ByteBuffer plain = Puffin.buffer(20_000);
        plain.putInt(12346).putInt(2);
        plain.putShort((short) 0).putShort((short) 2).putShort((short) 1).putShort((short) 4999);
        plain.putInt(0).putInt(0);
        plain.putShort((short) 1).putShort((short) 5).putShort((short) 0xFFFF);
        for (int word = 0; word < 1024; word++) {
            plain.putLong(word < 78 ? -1L : word == 78 ? 0xFFL : 0);
        }
        List<Long> positions = DeletionVector.positions(file(Puffin.blob(plain)), 9);
        assertEquals(3 + 5000, positions.size());
        assertEquals(List.of(1L, 5L, 65_535L, 65_536L), positions.subList(0, 4));
        assertEquals(65_536L + 4999, positions.get(positions.size() - 1));

        ByteBuffer runs = Puffin.buffer(100);
        runs.putInt(12347).put((byte) 1).putShort((short) 2).putShort((short) 6);
        runs.putShort((short) 2)
                .putShort((short) 10)
                .putShort((short) 2)
                .putShort((short) 20)
                .putShort((short) 3);
        assertEquals(
                List.of(131_082L, 131_083L, 131_084L, 131_092L, 131_093L, 131_094L, 131_095L),
                DeletionVector.positions(file(Puffin.blob(runs)), 9));
    }

    @Test
    void aContainerHoldsTheDeletionsUpToSeveralCommits() throws IOException {
        byte[] first = Puffin.blob(Puffin.array(3));
        byte[] second = Puffin.blob(Puffin.array(3, 4));
        String entry =
                "{\"type\":\"deletion-vector-v1\",\"offset\":%d,\"length\":%d,\"properties\":{\"ducklake-snapshot-id\":\"%d\"}}";
        byte[] footer = ("{\"blobs\":[" + String.format(entry, 4, first.length, 5) + ","
                        + String.format(entry, 4 + first.length, second.length, 8) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = Puffin.buffer(first.length + second.length + footer.length + 20);
        byte[] magic = {'P', 'F', 'A', '1'};
        all.put(magic)
                .put(first)
                .put(second)
                .put(magic)
                .put(footer)
                .putInt(footer.length)
                .putInt(0)
                .put(magic);
        Path file = file(all.array());
        assertEquals(List.of(), DeletionVector.positions(file, 4));
        assertEquals(List.of(3L), DeletionVector.positions(file, 7));
        assertEquals(List.of(3L, 4L), DeletionVector.positions(file, 8));
    }

    @Test
    void aFlippedBitIsNoticed() throws IOException {
        byte[] blob = Puffin.blob(Puffin.array(3, 4, 5));
        for (int i = 4; i < blob.length; i++) {
            byte[] flipped = blob.clone();
            flipped[i] ^= 4;
            Path file = file(flipped);
            assertThrows(KqlException.class, () -> DeletionVector.positions(file, 9), "byte " + i);
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("deletions.puffin"), bytes);
    }
}
