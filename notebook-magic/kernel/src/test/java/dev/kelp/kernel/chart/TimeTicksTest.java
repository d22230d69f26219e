package dev.kelp.kernel.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTicksTest {
    private static List<String> labels(String from, String to) {
        return TimeTicks.of(
                        Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli(), 6)
                .stream()
                .map(Tick::label)
                .toList();
    }

    @Test
    void hoursBeginWithTheirDay() {
        assertEquals(
                List.of("Jan 1, 06:00", "12:00", "18:00", "Jan 2", "06:00"),
                labels("2013-01-01T05:00:00Z", "2013-01-02T08:00:00Z"));
    }

    @Test
    void monthsBeginWithTheirYear() {
        assertEquals(
                List.of("Nov 2012", "2013", "Mar", "May", "Jul", "Sep"),
                labels("2012-10-30T00:00:00Z", "2013-09-30T00:00:00Z"));
    }

    @Test
    void centuries() {
        assertEquals(List.of("1000", "1500", "2000", "2500"), labels("0987-01-01T00:00:00Z", "2900-01-01T00:00:00Z"));
    }
}
