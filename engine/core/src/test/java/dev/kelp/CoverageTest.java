package dev.kelp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of the language there must be. {@code kelp coverage} prints it. */
class CoverageTest {
    private final Coverage coverage = new Coverage();

    private List<String> missing(LanguageName.Kind kind) {
        return coverage.standings(kind, false).stream()
                .filter(s -> !s.covered())
                .map(s -> s.name().name())
                .toList();
    }

    private void atLeast(double share, LanguageName.Kind kind) {
        int all = coverage.standings(kind, false).size();
        List<String> missing = missing(kind);
        assertTrue(
                all - missing.size() >= share * all, () -> missing.size() + " of " + all + " are missing: " + missing);
    }

    @Test
    void operators() {
        assertEquals(List.of(), missing(LanguageName.Kind.OPERATOR));
    }

    @Test
    void functions() {
        atLeast(0.98, LanguageName.Kind.FUNCTION);
    }

    @Test
    void aggregates() {
        assertEquals(List.of(), missing(LanguageName.Kind.AGGREGATE));
    }

    @Test
    void whatIsLeftOutHasAReason() {
        atLeast(0.70, LanguageName.Kind.PLUGIN);
        assertEquals(
                List.of(),
                Arrays.stream(LanguageName.Kind.values())
                        .flatMap(kind -> Stream.concat(
                                coverage.standings(kind, false).stream(), coverage.standings(kind, true).stream()))
                        .filter(s -> !s.covered() && s.reason().isEmpty())
                        .map(s -> s.name().name())
                        .toList());
    }

    @Test
    void charts() {
        assertEquals(List.of(), missing(LanguageName.Kind.CHART));
        assertEquals(List.of(), missing(LanguageName.Kind.CHART_PROPERTY));
        assertEquals(18, coverage.standings(LanguageName.Kind.CHART, false).size());
    }

    @Test
    void functionsTakeAsManyArgumentsAsKustos() {
        assertEquals(List.of(), coverage.countsNotTaken());
    }

    @Test
    void theReportNamesEveryKind() {
        String report = coverage.report();
        for (LanguageName.Kind kind : LanguageName.Kind.values()) {
            assertTrue(report.contains(kind.title() + ": "), report);
        }
    }
}
