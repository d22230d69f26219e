package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merging, tagging and moving extents by commands. */
class Extents_MoveTest {
    @TempDir
    Path folder;

    private EngineFixture kelp;

    @BeforeEach
    void open() {
        kelp = new EngineFixture(folder);
        kelp.run(".set A with (tags='[\"a\"]') <| range n from 1 to 10 step 1 | extend s = strcat('v', n), x = 0.5");
        kelp.run(".append A with (tags='[\"b\"]') <| range n from 11 to 20 step 1 | extend s = '', x = real(null)");
        kelp.run(".create table B (x:real, more:string, n:long, s:string)");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    private List<List<@Nullable Object>> rows(String table) {
        return kelp.run(table + " | project n, s, x, ingestion_time(), extent_tags() | order by n asc");
    }

    @Test
    void extentsMove() {
        List<List<@Nullable Object>> before = rows("A");
        Object cursor = kelp.cell("print cursor_current()");
        kelp.run(".delete table A records <| A | where n == 20");
        kelp.run(".move extents all from table A to table B");
        assertEquals(0L, kelp.cell("A | count"));
        assertEquals(before.subList(0, 19), rows("B"));
        assertEquals(0L, kelp.cell("B | where cursor_after('" + cursor + "') | count"));
        assertEquals(19L, kelp.cell("B | where more == '' | count"));
        kelp.run(".create table D (n:long, s:string, x:real, more:string)");
        kelp.run(
                ".move extents to table D with (setNewIngestionTime=true) <| .show table B extents where tags has 'a'");
        assertEquals(10L, kelp.cell("D | where cursor_after('" + cursor + "') | count"));
        assertEquals(9L, kelp.cell("B | count"));
        kelp.refused(".move extents all from table B to table B");
        kelp.run(".create table C (n:long)");
        kelp.refused(".move extents all from table B to table C");
    }

    @Test
    void extentsGiveWayToOthers() {
        kelp.run(".append B with (tags='[\"drop-by:x\"]') <| print x = 1.0, more = 'm', n = 5, s = 's'");
        Object id = kelp.cell("A | where n == 1 | project extent_id()");
        kelp.run(".replace extents in table B <| { .show table B extents where tags has 'drop-by:x' },"
                + " { print ExtentId = '" + id + "', TableName = 'A' }");
        assertEquals(10L, kelp.cell("B | count"));
        assertEquals(10L, kelp.cell("A | count"));
        assertEquals(0L, kelp.cell("B | where more == 'm' | count"));
    }

    @Test
    void extentsBecomeOne() {
        List<List<@Nullable Object>> ids = kelp.run("A | summarize by tostring(extent_id())");
        List<List<@Nullable Object>> before = kelp.run("A | project n, s, x, ingestion_time() | order by n asc");
        String both = "(" + ids.get(0).get(0) + ", " + ids.get(1).get(0) + ")";
        assertEquals(2, kelp.run(".merge dryrun A " + both).size());
        List<List<@Nullable Object>> merged = kelp.run(".merge A " + both);
        assertEquals(merged.get(0).get(1), kelp.cell("A | take 1 | project tostring(extent_id())"));
        assertEquals(before, kelp.run("A | project n, s, x, ingestion_time() | order by n asc"));
        assertEquals(20L, kelp.cell("A | where extent_tags() has 'a' and extent_tags() has 'b' | count"));
    }

    @Test
    void inTheBackground() throws InterruptedException {
        List<List<@Nullable Object>> ids = kelp.run("A | summarize by tostring(extent_id())");
        String both = "(" + ids.get(0).get(0) + ", " + ids.get(1).get(0) + ")";
        List<List<@Nullable Object>> merged = details(".merge async A " + both);
        assertEquals(2, merged.size());
        Object one = kelp.cell("A | take 1 | project tostring(extent_id())");
        assertEquals(one, merged.get(0).get(1));
        kelp.run(".append B <| print x = 1.0, more = 'm', n = 5, s = 's'");
        assertEquals(
                2,
                details(".replace async extents in table B <| { .show table B extents }, { .show table A extents }")
                        .size());
        assertEquals(20L, kelp.cell("B | count"));
        kelp.run(".create table D (n:long, s:string, x:real, more:string)");
        assertEquals(
                1, details(".move async extents all from table B to table D").size());
        assertEquals(20L, kelp.cell("D | count"));
        // What is wrong is told at once.
        kelp.refused(".merge async A " + both);
        kelp.refused(".move async extents all from table D to table X");
        kelp.run(".set async <| print n = 1");
        kelp.refused(".merge async " + both);
    }

    /** What a command answers that was started in the background. */
    private List<List<@Nullable Object>> details(String command) throws InterruptedException {
        Object id = kelp.cell(command);
        while ("InProgress".equals(kelp.cell(".show operations " + id + " | project State"))) {
            Thread.sleep(20);
        }
        assertEquals("", kelp.cell(".show operations " + id + " | project Status"));
        return kelp.run(".show operation " + id + " details");
    }

    @Test
    void tagsChange() {
        String tagged = "A | where extent_tags() has 'new' | count";
        kelp.run(".alter-merge table A extent tags ('new', 'drop-by:1') <| .show table A extents where tags has 'a'");
        assertEquals(10L, kelp.cell(tagged));
        assertEquals(10L, kelp.cell("A | where extent_tags() has 'a' | count"));
        kelp.run(".alter table A extent tags ('new') <| .show table A extents");
        assertEquals(20L, kelp.cell(tagged));
        assertEquals(0L, kelp.cell("A | where extent_tags() has 'drop-by:1' | count"));
        kelp.run(".drop table A extent tags ('new')");
        assertEquals(0L, kelp.cell(tagged));
    }
}
