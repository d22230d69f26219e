package dev.kelp.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few seconds of what {@code dev/soak} does for half an hour, and how it judges. */
final class SoakTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhileEverythingHappens() throws Exception {
        assertEquals(List.of(), Soak.of(folder, Duration.ofSeconds(8), 5));
    }

    @Test
    void whatGrowsIsToldFromWhatSwings() {
        assertEquals(List.of(), files(minute -> 1_000));
        assertEquals(List.of(), files(minute -> 1_000 + 300 * (minute % 3)));
        // It may grow as long as it warms up.
        assertEquals(List.of(), files(minute -> Math.min(minute, 10) * 100));
        assertEquals(List.of(), files(minute -> minute / 3));
        assertEquals(List.of("GROWS files"), files(minute -> 1_000 + 50 * minute));
        // A step at the end, and a slope below the limit of the medians.
        assertEquals(List.of("GROWS files"), files(minute -> minute < 21 ? 1_000 : 1_200));
        assertEquals(List.of("GROWS files"), files(minute -> 1_000 + 12 * minute));
    }

    private static List<String> files(LongUnaryOperator number) {
        List<Figures> samples = LongStream.rangeClosed(1, 30)
                .mapToObj(minute -> new Figures(
                        minute * 60, 5_000, 500_000, 20_000, number.applyAsLong(minute), 0, 1 << 20, 0, 60, 30, 4))
                .toList();
        return Trend.growing(samples).stream().map(t -> t.split(":")[0]).toList();
    }
}
