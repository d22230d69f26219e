package dev.kelp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.kelp.golden.GoldenFile;
import dev.kelp.golden.GoldenRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rows say of the commit and extent that brought them. */
class Engine_RowOriginTest {
    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void fill() {
        engine = Engine.open(folder);
        engine.execute(Request.of(".set Readings <| range i from 1 to 3 step 1"))
                .close();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private List<String> ask(String query) {
        List<String> lines =
                new GoldenRunner(engine, "duckdb").answer(new GoldenFile.Case(query, true, Map.of(), query, List.of()));
        return lines.subList(1, lines.size());
    }

    @Test
    void aCursorParsWhatCameAfterIt() {
        String cursor = ask("print cursor_current()").get(0).replaceAll("\\D", "");
        engine.execute(Request.of(".append Readings <| range i from 11 to 12 step 1"))
                .close();
        assertNotEquals(List.of("[\"" + cursor + "\"]"), ask("print cursor_current()"));
        assertEquals(List.of("[11]", "[12]"), ask("Readings | where cursor_after('" + cursor + "')"));
        assertEquals(
                List.of("[1]", "[2]", "[3]"), ask("Readings | where i > 0 and cursor_before_or_at('" + cursor + "')"));
        assertEquals(List.of("[5]"), ask("Readings | where cursor_after('') | count"));
        assertEquals(List.of("[5]"), ask("Readings | where cursor_after('2000-01-01') | count"));
        assertEquals(List.of(), ask("Readings | where cursor_before_or_at('2000-01-01T00:00:00Z')"));
    }

    @Test
    void extentsAndTimesFollowRowsThroughOperators() {
        engine.execute(Request.of(".append Readings <| range i from 11 to 12 step 1"))
                .close();
        assertEquals(
                List.of("[2]", "[3]"),
                ask("Readings | extend j = i * 2 | project j | summarize n = count() by e = extent_id() | project n"));
        assertEquals(
                List.of("[true]"),
                ask("Readings | summarize early = min(ingestion_time()), late = max(ingestion_time())"
                        + " | project early < late and late <= now() and late > ago(1h)"));
        assertEquals(
                List.of("[1]"),
                ask(
                        "Readings | sort by i asc | take 1 | mv-expand x = range(1, 1) | where isnotnull(ingestion_time()) | project i"));
        assertEquals(
                List.of("[10]"),
                ask(
                        "union Readings, (Readings | where i > 0) | where cursor_after('') and isnotempty(ingestion_time()) | count"));
        assertEquals(List.of("[null]"), ask("Readings | summarize n = count() | project t = ingestion_time()"));
    }
}
