package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that DuckDB does not read. */
class TextFormatsTest {
    private static final String LOG = """
            #Software: Microsoft Internet Information Services 10.0
            #Version: 1.0
            #Fields: date time s-ip cs-method cs(User-Agent) sc-status time-taken
            2026-01-02 03:04:05 10.0.0.1 GET Mozilla/5.0+(X11) 200 12
            2026-01-02 03:04:06 10.0.0.1 POST - 404 -

            #Fields: sc-status cs-method date
            500 "a ""quoted"" method" 2026-01-03
            """;

    @TempDir
    Path folder;

    @Test
    void escapedTabs() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "id:long, text:string")) {
            assertEquals(
                    List.of(List.of(1L, "a\tb\nc\\\"d"), Arrays.asList(null, "\"no quotes\""), List.of(3L, "")),
                    t.read(IngestFormat.TSVE, "1\ta\\tb\\nc\\\\\"d\n\t\"no quotes\"\r\n3\t\n"));
            refused(t, IngestFormat.TSVE, "1\ta\n2\tb\tc\n", "Line 2 of ");
        }
    }

    @Test
    void escapedLineBreaksStayInTheirCell() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "text:string, id:long")) {
            assertEquals(List.of(List.of("a\tb\nc", 1L)), t.read(IngestFormat.TSVE, "a\\\tb\\\nc\t1\n"));
            refused(t, IngestFormat.TSVE, "a\\\nb\t1\nc\tx\n", "Line 3 of ");
        }
    }

    @Test
    void linesOfText() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "line:string")) {
            assertEquals(
                    List.of(List.of("a,\"b"), List.of(" c "), List.of("d")),
                    t.read(IngestFormat.TXT, "a,\"b\r\n\n c \nd"));
        }
    }

    @Test
    void aWholeText() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "text:string")) {
            assertEquals(List.of(List.of("a,\"b\r\n\n c \n")), t.read(IngestFormat.RAW, "a,\"b\r\n\n c \n"));
        }
    }

    @Test
    void textIsForTablesOfOneColumn() throws IOException {
        try (FormatFixture t = new FormatFixture(folder, "line:string, more:long")) {
            refused(t, IngestFormat.TXT, "a\n", "Line 1 of ");
        }
    }

    @Test
    void webServerLogs() throws IOException, SQLException {
        try (FormatFixture t =
                new FormatFixture(folder, "date:datetime, sc-status:int, cs-method:string, time-taken:long")) {
            assertEquals(
                    List.of(
                            List.of(Ticks.parse("2026-01-02"), 200, "GET", 12L),
                            Arrays.asList(Ticks.parse("2026-01-02"), 404, "POST", null),
                            Arrays.asList(Ticks.parse("2026-01-03"), 500, "a \"quoted\" method", null)),
                    t.read(IngestFormat.W3CLOGFILE, LOG));
            refused(t, IngestFormat.W3CLOGFILE, "#Fields: date\n2026-01-02\n2026-01-02 x\n", "Line 3 of ");
            refused(t, IngestFormat.W3CLOGFILE, "2026-01-02\n", "#Fields");
            refused(t, IngestFormat.W3CLOGFILE, "#Fields: x y\n1 2\n", "none of the columns");
        }
    }

    @Test
    void notUtf8() throws IOException {
        try (FormatFixture t = new FormatFixture(folder, "line:string")) {
            Path file = t.file("latin.txt", new byte[] {'a', '\n', 'b', (byte) 0xe9, '\n'});
            KqlException refused =
                    assertThrows(KqlException.class, () -> t.ingest(file, IngestFormat.TXT, ReadOptions.DEFAULT));
            assertTrue(refused.message().contains("UTF-8"), refused.message());
        }
    }

    private static void refused(FormatFixture t, IngestFormat format, String text, String part) throws IOException {
        KqlException refused = assertThrows(KqlException.class, () -> t.read(format, text));
        assertTrue(refused.message().contains(part), refused.message());
    }
}
