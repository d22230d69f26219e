package dev.kelp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kelp format} and {@code kelp lint}. */
class FormatAndLintTest {
    @TempDir
    private Path folder;

    @Test
    void format_readsStandardInput() {
        Ran ran = Ran.kelpWith("print x=1|extend y=x+1 // more", Map.of(), "format");
        assertEquals(new Ran(0, "print x = 1\n| extend y = x + 1 // more\n", ""), ran);
    }

    @Test
    void format_writesFiles_andThenFindsNothingToChange() throws IOException {
        Path file = folder.resolve("q.kql");
        Files.writeString(file, "print x=1|take 1\n");
        assertEquals(new Ran(1, "", file + "\n"), Ran.kelp("format", "--check", file.toString()));
        assertEquals(new Ran(0, "", ""), Ran.kelp("format", "--write", file.toString()));
        assertEquals("print x = 1\n| take 1\n", Files.readString(file));
        assertEquals(new Ran(0, "", ""), Ran.kelp("format", "--check", file.toString()));
    }

    @Test
    void lint_saysEverything_withItsPlace() {
        Ran ran = Ran.kelp("lint", "-q", "print x = 1\n| extend y = z\n| where x has 'a' and q");
        assertEquals(1, ran.status());
        assertTrue(ran.out().startsWith("2:14: error KS142: "), ran.out());
        assertTrue(ran.out().contains("\n    | extend y = z\n                 ^\n"), ran.out());
        assertTrue(ran.out().contains("\n3:23: error KS142: "), ran.out());
    }

    @Test
    void lint_endsWellWhereThereAreOnlyWarnings() {
        Ran ran = Ran.kelp("lint", "-q", "print s = 'a' | where isnull(s)");
        assertEquals(0, ran.status());
        assertTrue(ran.out().startsWith("1:23: warning KS501: "), ran.out());
    }

    @Test
    void lint_ofAFileThatIsNotThere() {
        assertEquals(2, Ran.kelp("lint", folder.resolve("none.kql").toString()).status());
    }
}
