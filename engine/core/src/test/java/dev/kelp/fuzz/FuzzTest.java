package dev.kelp.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A short run of {@code dev/fuzz}; its seed is another one, so that the long runs see other queries. */
class FuzzTest {
    @Test
    void theCompilerThrowsNothingButItsOwnErrors() {
        Fuzz fuzz = new Fuzz(20_261_123);
        fuzz.run(0, 4_000);
        assertEquals(Map.of(), fuzz.crashes());
    }
}
