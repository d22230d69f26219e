package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.store.CatalogPlace;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose commit comes behind what others committed after the command had read the tables. */
class CommandsBesideOthersTest {
    private static final String APPEND = ".append T <| print n = 100, s = 'late'";
    private static final String STREAM = ".alter table T policy streamingingestion enable;;"
            + ".ingest inline into table T <| 200,streamed;;.alter table T policy streamingingestion disable";

    @TempDir
    Path folder;

    private Interleaved tables;

    CatalogPlace place(Path of) {
        return CatalogPlace.of(of);
    }

    @BeforeEach
    void fill() {
        tables = new Interleaved(place(folder));
        others(".create table T (n:long, s:string)");
        others(".append T <| range n from 1 to 4 step 1 | extend s = 'a'");
        others(".append T <| range n from 5 to 8 step 1 | extend s = 'b'");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void others(String command) {
        tables.others.run(command);
    }

    private List<?> ns() {
        return tables.others.run("T | summarize make_list(n), sum(n) by s | project s, sum_n | order by s asc");
    }

    private Object count(String query) {
        return tables.others.run(query + " | count").get(0).get(0);
    }

    @Test
    void rowsThatCameInBesideAReplacementStay() {
        tables.run(".set-or-replace T <| T | where s == 'a' | extend s = 'c'", APPEND + ";;" + STREAM);
        assertEquals(List.of(List.of("c", 10L), List.of("late", 100L), List.of("streamed", 200L)), ns());
        assertEquals(1, tables.plans());
    }

    @Test
    void aReplacementIsPlannedAgainWhereRowsOfItsTableWentOrMoved() {
        tables.run(
                ".set-or-replace T <| T | extend s = 'c'",
                ".delete table T records <| T | where n == 1",
                ".delete table T records <| T | where n == 2");
        assertEquals(List.of(List.of("c", 33L)), ns());
        assertEquals(3, tables.plans());
    }

    @Test
    void aReplacementThatMakesTheTableAnewLosesNoRows() {
        tables.run(".set-or-replace T with (recreate_schema=true) <| T | project s, n = tostring(n)", APPEND);
        assertEquals(9L, count("T"));
        assertEquals(2, tables.plans());
    }

    @Test
    void aReplacementThatAddsColumnsLosesNoRows() {
        tables.run(".set-or-replace T with (extend_schema=true) <| T | extend k = 1", APPEND);
        assertEquals(9L, count("T"));
    }

    @Test
    void whatChangesAgainAndAgainIsRefused() {
        String delete = ".delete table T records <| T | where n == ";
        KqlException refused = assertThrows(
                KqlException.class,
                () -> tables.run(".set-or-replace T <| T", delete + 1, delete + 2, delete + 3, delete + 4, delete + 5));
        assertEquals(Problem.CONFLICT, refused.problem());
        assertEquals(3L, count("T"));
    }

    @Test
    void deletionsOfTheSameExtentAreBothDone() {
        tables.run(".delete table T records <| T | where n == 3", ".delete table T records <| T | where n in (2, 5)");
        assertEquals(List.of(List.of("a", 5L), List.of("b", 21L)), ns());
        tables.run(".delete table T records <| T | where n > 6", STREAM, ".show tables");
        assertEquals(1L, count("T | where n == 200"));
        assertEquals(0L, count("T | where n in (7, 8)"));
    }

    @Test
    void movedExtentsLackRowsThatWereDeletedMeanwhile() {
        others(".create table U (n:long, s:string)");
        tables.run(".move extents all from table T to table U", ".delete table T records <| T | where n == 3");
        assertEquals(0L, count("T"));
        assertEquals(7L, count("U"));
    }

    @Test
    void aTableThatChangedItsNameIsNotDroppedByTheOldOne() {
        others(".create table U (n:long)");
        others(".append U <| print n = 1");
        tables.run(".drop table U", ".rename tables U = T, T = U");
        assertEquals(1L, count("T"));
        assertThrows(KqlException.class, () -> count("U"));
        KqlException gone = assertThrows(KqlException.class, () -> tables.run(".drop table T", ".rename table T to V"));
        assertEquals(Problem.UNKNOWN_TABLE, gone.problem());
        assertEquals(1L, count("V"));
        tables.run(".rename table V to W", ".append V <| print n = 2");
        assertEquals(2L, count("W"));
    }

    @Test
    void tablesThatOthersMadeMeanwhileAreTheOnesMeant() {
        tables.run(".set-or-append N <| print n = 1", ".set N <| print n = 2");
        assertEquals(2L, count("N"));
        tables.run(".create-merge table M (a:long, b:long)", ".create table M (a:long)");
        assertEquals(List.of("a", "b"), tables.others.columns("M"));
        KqlException there =
                assertThrows(KqlException.class, () -> tables.run(".set S <| print n = 1", ".set S <| print n = 2"));
        assertTrue(there.getMessage().contains("already"), there.getMessage());
        tables.run(".append T <| T", ".alter table T (n:long, s:string, k:long)", ".show tables");
    }

    @Test
    void changesOfColumnsAndTextsMeetOthers() {
        tables.run(".alter table T (n:long, s:string)", ".alter-merge table T (k:long)");
        assertEquals(List.of("n", "s"), tables.others.columns("T"));
        tables.run(".alter table T folder 'f'", ".alter table T docstring 'd'");
        assertEquals(
                List.of(List.of("f", "d")),
                tables.others.run(".show tables details | where TableName == 'T' | project Folder, DocString"));
        tables.run(".rename column T.n to m", ".rename column T.s to t");
        assertEquals(List.of("m", "t"), tables.others.columns("T"));
        tables.run(".alter-merge table T policy roworder (t asc)", ".alter table T policy roworder (m desc)");
        assertEquals(2, tables.plans());
    }

    @Test
    void tagsOfTwoCommandsAreBothThere() {
        tables.run(
                ".alter-merge table T extent tags ('x') <| .show table T extents | project ExtentId, TableName",
                ".alter-merge table T extent tags ('y') <| .show table T extents | project ExtentId, TableName");
        assertEquals(
                2L,
                tables.others
                        .run(".show table T extents | where Tags has 'x' and Tags has 'y' | count")
                        .get(0)
                        .get(0));
        tables.run(
                ".drop extents <| .show table T extents | where Tags has 'x' | project ExtentId, TableName",
                ".delete table T records <| T | where n == 1");
        assertEquals(0L, count("T"));
    }

    @Test
    void aTableThatIsClearedHoldsWhatCameInBehind() {
        tables.run(".clear table T data", APPEND);
        assertEquals(0L, count("T"));
        tables.run(".drop table T", APPEND);
        others(".create table T (n:long)");
        assertEquals(0L, count("T"));
    }
}
