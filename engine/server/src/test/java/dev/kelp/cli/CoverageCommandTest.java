package dev.kelp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CoverageCommandTest {
    @Test
    void itSaysWhatIsThereAndWhatIsLeftOut() {
        Ran ran = Ran.kelp("coverage");
        assertEquals(0, ran.status());
        assertTrue(ran.out().contains("charts: 18 of 18"), ran.out());
        assertTrue(ran.out().contains("csharp"), ran.out());
    }
}
