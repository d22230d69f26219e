package dev.kelp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kelp query} on an engine in the process, with a folder of tables and without. */
class LocalQueryTest {
    @TempDir
    private Path folder;

    @Test
    void noFolder_isNeededForWhatNeedsNoTable() {
        assertEquals(new Ran(0, "x\n─\n2\n", "(1 row)\n"), Ran.kelp("query", "print x = 1 + 1"));
    }

    @Test
    void severalStatements_tableAfterTable() {
        assertEquals(
                new Ran(0, "a\n─\n1\n\nb\n─\nx\n", "(1 row)\n(1 row)\n"),
                Ran.kelp("query", "print a = 1; print b = 'x'"));
    }

    @Test
    void wrongQuery_saysWhere() {
        Ran ran = Ran.kelp("query", "print x = 1\n| project z");
        assertEquals(1, ran.status());
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("error KS142 at line 2, column 11: "), ran.err());
        assertTrue(ran.err().contains("\n    | project z\n              ^\n"), ran.err());
    }

    @Test
    void unknownTable_isOneMessage() {
        Ran ran = Ran.kelp("query", "--data", folder.toString(), "Tides | count");
        assertEquals(1, ran.status());
        assertTrue(ran.err().contains("'Tides'"), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
    }

    @Test
    void folderThatIsNotThere_isNotMadeByAQuery() {
        Path none = folder.resolve("none");
        Ran ran = Ran.kelp("query", "--data", none.toString(), "print 1");
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("there is no folder"), ran.err());
        assertFalse(Files.exists(none));
        Ran byVariable = Ran.kelpWith("", Map.of("KELP_DATA", none.toString()), "query", "print 1");
        assertEquals(2, byVariable.status());
    }

    @Test
    void fileInPlaceOfAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(2, Ran.kelp("query", "--data", file.toString(), "print 1").status());
    }

    @Test
    void parameters() {
        Ran ran = Ran.kelp(
                "query", "--format", "csv", "-p", "n=41", "declare query_parameters(n: long); print m = n + 1");
        assertEquals(new Ran(0, "m\r\n42\r\n", ""), ran);
    }

    @Test
    void readerThatWentAway_isNoBug() {
        assertEquals(1, Ran.intoAClosedPipe("query", "range n from 1 to 100000 step 1"));
    }
}
