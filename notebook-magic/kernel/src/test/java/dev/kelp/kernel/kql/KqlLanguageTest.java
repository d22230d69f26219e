package dev.kelp.kernel.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.kernel.cell.Completions;
import dev.kelp.kernel.session.Session;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion and inspection in cells, of one query or of several commands. */
class KqlLanguageTest {
    @TempDir
    private Path folder;

    private static List<String> texts(Completions completions) {
        return completions.matches().stream().map(Completions.Match::text).toList();
    }

    @Test
    void cells_knowTheTablesOfTheSession() {
        try (Session session = new Session(folder)) {
            session.ask(".create table Tides (Station: string, Height: real)", Progress.SILENT, new Cancellation());
            KqlLanguage language = new KqlLanguage(session);
            Completions tables = language.complete("Ti", 2);
            assertEquals(List.of("Tides"), texts(tables));
            assertEquals(0, tables.start());
            String query = "Tides | summarize high = max(Height) by Station | where ";
            assertEquals(
                    List.of("high", "Station"),
                    texts(language.complete(query, query.length())).subList(0, 2));
            assertTrue(language.inspect(query, 1).contains("Height: real"));
            assertTrue(texts(language.complete("print strl", 10)).contains("strlen"));
            assertTrue(language.inspect("strlen", 3).contains("strlen(string)"));
        }
    }

    @Test
    void secondCommandOfACell_isAskedAtItsOwnPlace() {
        try (Session session = new Session(folder)) {
            String cell = ".show tables\n\n.show ver";
            Completions completions = new KqlLanguage(session).complete(cell, cell.length());
            assertEquals(List.of("show version"), texts(completions));
            assertEquals(cell.indexOf("show ver"), completions.start());
        }
    }
}
