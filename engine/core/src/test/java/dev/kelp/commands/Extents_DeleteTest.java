package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting records and extents by commands. */
class Extents_DeleteTest {
    @TempDir
    Path folder;

    private EngineFixture kelp;

    @BeforeEach
    void open() {
        kelp = new EngineFixture(folder);
        kelp.run(".set T <| range n from 1 to 100 step 1 | extend s = strcat('v', n)");
        kelp.run(".append T with (tags='[\"drop-by:b\", \"x y\"]') <| range n from 101 to 200 step 1 | extend s = 'w'");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    @Test
    void recordsGoOneByOne() {
        assertEquals(
                List.of(List.of(10L)),
                kelp.run(".delete table T records with (whatif=true) <| T | where n <= 10" + " | project n, s").stream()
                        .map(r -> r.subList(3, 4))
                        .toList());
        assertEquals(200L, kelp.cell("T | count"));
        List<List<@Nullable Object>> done = kelp.run(".delete table T records <| T | where n <= 10");
        assertEquals(done.get(0).get(0), done.get(0).get(1));
        assertEquals(190L, kelp.cell("T | count"));
        // The second deletion's file holds the positions of the first, too.
        kelp.run(".delete table T records <| T | where n in (11, 12, 150)");
        assertEquals(187L, kelp.cell("T | count"));
        assertEquals(0L, kelp.cell("T | where n <= 12 or n == 150 | count"));
        assertEquals(
                List.of(12L, 1L),
                kelp.run(".show table T extents | project DeletedRowCount | order by DeletedRowCount desc").stream()
                        .map(r -> r.get(0))
                        .toList());
        assertEquals(List.of(), kelp.run(".delete table T records <| T | where n <= 10"));
    }

    @Test
    void anExtentWithoutRowsEnds() {
        List<List<@Nullable Object>> done = kelp.run(".delete table T records <| T | where n <= 100");
        assertEquals("", done.get(0).get(1));
        assertEquals(1L, kelp.cell(".show table T extents | count"));
        kelp.run(".delete table T records <| T | where n <= 150");
        kelp.run(".delete table T records <| T | where n > 150");
        assertEquals(0L, kelp.cell(".show table T extents | count"));
        assertEquals(0L, kelp.cell("T | count"));
    }

    @Test
    void aQueryThatGivesNoRowsOfTheTableIsRefused() {
        kelp.run(".set U <| T | take 5");
        for (String query :
                List.of("U | where n == 1", "T | summarize n = max(n)", "T", "T | join U on n | where n > 1")) {
            kelp.refused(".delete table T records <| " + query);
        }
        assertEquals(200L, kelp.cell("T | count"));
    }

    @Test
    void extentsAreShownByTheirTags() {
        assertEquals(2L, kelp.cell(".show table T extents | count"));
        assertEquals(1L, kelp.cell(".show table T extents where tags has 'drop-by:b' | count"));
        assertEquals(1L, kelp.cell(".show table T extents where tags !has 'drop-by:b' | count"));
        assertEquals(
                1L, kelp.cell(".show database extents where tags contains 'X Y' and tags has 'drop-by:b' | count"));
        assertEquals(0L, kelp.cell(".show tables (T) extents where tags has 'drop-by' | count"));
        assertEquals(2L, kelp.cell(".show database main extents | count"));
        Object id = kelp.cell("T | where n == 150 | project extent_id()");
        assertEquals(
                List.of(List.of(id, 100L)),
                kelp.run(".show table T extents (" + id + ") | project ExtentId, RowCount"));
    }

    @Test
    void extentsAreDropped() {
        kelp.run(".append T <| range n from 201 to 300 step 1 | extend s = ''");
        Object id = kelp.cell("T | where n == 150 | project extent_id()");
        assertEquals(3, kelp.run(".drop-pretend extents from T").size());
        assertEquals(
                0,
                kelp.run(".drop-pretend extents older 1 days from all tables").size());
        assertEquals(1, kelp.run(".drop-pretend extents from T limit 1").size());
        assertEquals(
                1,
                kelp.run(".drop extents whatif <| .show table T extents where tags has 'drop-by:b'")
                        .size());
        assertEquals(300L, kelp.cell("T | count"));
        assertEquals(
                List.of("T"),
                kelp.run(".drop extent " + id + " from T").stream()
                        .map(r -> r.get(1))
                        .toList());
        assertEquals(200L, kelp.cell("T | count"));
        kelp.refused(".drop extents (" + id + ") from T");
        kelp.run(".drop extents <| T | where n == 250 | summarize by ExtentId = extent_id(), TableName = 'T'");
        assertEquals(100L, kelp.cell("T | count"));
        kelp.run(".drop extents from T trim by extentsize 0 bytes");
        assertEquals(0L, kelp.cell("T | count"));
    }

    @Test
    void rowsAreNumberedInTheirExtent() {
        assertEquals(99L, kelp.cell("T | where n > 100 | summarize max(row_id())"));
        assertTrue(kelp.run("T | where n == 7 | project row_id()").equals(List.of(List.of(6L))));
        assertFalse(kelp.run("T | where row_id() == 3").isEmpty());
    }
}
