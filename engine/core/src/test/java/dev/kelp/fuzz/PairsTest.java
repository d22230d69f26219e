package dev.kelp.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kelp.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code dev/fuzz --pairs}. */
class PairsTest {
    @Test
    void queriesThatMeanTheSameAnswerTheSame(@TempDir Path folder) {
        try (Engine engine = Engine.open(folder)) {
            Answers.fill(engine);
            Pairs pairs = new Pairs(engine);
            List<String> differences = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String difference = pairs.difference(20_261_123, i);
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }
            assertEquals(List.of(), differences, pairs.toString());
        }
    }
}
