package dev.kelp.cli;

import static dev.kelp.server.TestServer.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.server.TestServer;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person's keys and what the shell makes of them. */
@Timeout(60)
class ShellTest {
    private static final TestServer SERVER = new TestServer();

    @TempDir
    private Path folder;

    @BeforeAll
    static void answers() {
        SERVER.on("T", "n:long", row(1L));
        SERVER.on("T\n| count", "Count:long", row(5L));
        SERVER.on(".show tables", "TableName:string", row("Tides"));
        SERVER.on("wrong", request -> {
            throw Problem.UNKNOWN_NAME.at(new Span(0, 5), "wrong").in(new Source("wrong"));
        });
        SERVER.on("forever", request -> {
            while (!request.cancellation().isCancelled()) {
                Thread.onSpinWait();
            }
            throw Problem.CANCELLED.here();
        });
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private Ran typed(String keys) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0,
                false,
                Map.of());
        ByteArrayInputStream typed = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        try (Session session = RemoteSession.at(SERVER.url());
                Terminal terminal = new DumbTerminal(typed, new ByteArrayOutputStream())) {
            int status = new Shell(session, streams, new Shell.Choices("", "", Format.TABLE))
                    .run(terminal, folder.resolve("history"));
            return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void query_endsBySemicolonOrEmptyLine() throws IOException {
        assertEquals(new Ran(0, "n\n─\n1\nCount\n─────\n    5\n", "(1 row)\n(1 row)\n"), typed("T;\nT\n| count\n\n"));
    }

    @Test
    void error_showsTheCaret_andTheShellGoesOn() throws IOException {
        Ran ran = typed("wrong;\nT;\n");
        assertTrue(ran.err().contains("    wrong\n    ^^^^^\n"), ran.err());
        assertTrue(ran.out().contains("1"), ran.out());
    }

    @Test
    void ownCommands() throws IOException {
        Ran ran = typed("\\format ndjson\n\\tables\n\\format\n\\fly\n\\quit\nT;\n");
        assertEquals("{\"TableName\":\"Tides\"}\n", ran.out());
        assertEquals("ndjson\nno command \\fly; \\help lists them\n", ran.err());
    }

    @Test
    void database_isAskedFromThenOn() throws IOException {
        SERVER.asked.clear();
        typed("\\database Sea\nT;\n");
        assertEquals("Sea", SERVER.asked.remove().database());
    }

    @Test
    void endOfInput_endsTheShell() throws IOException {
        assertEquals(0, typed("").status());
    }
}
