package dev.kelp.kernel.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CellPrinterTest {
    @Test
    void charactersAreNotTornApart() {
        byte[] text = "aé€😀".getBytes(StandardCharsets.UTF_8);
        int[] whole = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10};
        for (int length = 0; length <= text.length; length++) {
            byte[] piece = Arrays.copyOf(text, length);
            assertEquals(whole[length], CellPrinter.wholeCharacters(piece), "of " + length + " bytes");
        }
    }
}
