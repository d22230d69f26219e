package dev.kelp.cli;

import static dev.kelp.server.TestServer.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Request;
import dev.kelp.server.TestServer;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kelp query --url}: what a server answers is printed as if it were here. */
class RemoteQueryTest {
    private static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void answers() {
        SERVER.on("T", "n:long", row(1L), row(2L));
        SERVER.on(".show beds", "name:string", row("kelp"));
        SERVER.on(
                "types",
                "b:bool, i:int, l:long, r:real, c:decimal, s:string, d:datetime, t:timespan, g:guid, j:dynamic",
                row(
                        true,
                        -1,
                        Long.MIN_VALUE,
                        Double.NaN,
                        "1.50",
                        "é",
                        637_134_336_000_000_001L,
                        -1L,
                        "0a1b2c3d-0000-0000-0000-00000000beef",
                        "{\"x\":[1.0,12345678901234567890.5,\"y\"]}"),
                row(null, null, null, null, null, "", null, null, null, "\"text\""));
        SERVER.on("wrong", request -> {
            throw Problem.UNKNOWN_COLUMN
                    .at(new Span(0, 5), "wrong", "")
                    .hint("Did you mean 'right'?")
                    .in(new Source("wrong"));
        });
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Ran query(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "query";
        all[1] = "--url";
        all[2] = SERVER.url();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Ran.kelp(all);
    }

    @Test
    void answer_onStandardOutput_restOnStandardError() {
        assertEquals(new Ran(0, "n\n─\n1\n2\n", "(2 rows)\n"), query("T"));
        assertEquals(new Ran(0, "n\r\n1\r\n2\r\n", ""), query("--format", "csv", "T"));
    }

    @Test
    void command_goesToTheOtherRoute() {
        assertEquals(new Ran(0, "{\"name\":\"kelp\"}\n", ""), query("--format", "ndjson", ".show beds"));
    }

    @Test
    void everyType_thereAndBack() {
        assertEquals("""
                {"b":true,"i":-1,"l":-9223372036854775808,"r":"NaN","c":"1.50","s":"é","d":"2020-01-01T00:00:00.0000001Z",\
                "t":"-00:00:00.0000001","g":"0a1b2c3d-0000-0000-0000-00000000beef","j":{"x":[1.0,12345678901234567890.5,"y"]}}
                {"b":null,"i":null,"l":null,"r":null,"c":null,"s":"","d":null,"t":null,"g":null,"j":"text"}
                """, query("--format", "ndjson", "types").out());
    }

    @Test
    void parameters_databaseAndExecutor_areSent() {
        SERVER.asked.clear();
        query("--database", "Sea", "--executor", "spark", "-p", "n=int(5)", "-p", "s=a=b", "T");
        Request asked = SERVER.asked.remove();
        assertEquals("Sea", asked.database());
        assertEquals("spark", asked.executor());
        assertEquals(Map.of("n", "int(5)", "s", "a=b"), asked.parameters());
    }

    @Test
    void wrongQuery_hasLineCaretAndHint() {
        assertEquals(new Ran(1, "", """
                        error KS142 at line 1, column 1: No column 'wrong'.
                            wrong
                            ^^^^^
                        hint: Did you mean 'right'?
                        """), query("wrong"));
    }

    @Test
    void query_fromAFileOrStandardInput(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("q.kql");
        Files.writeString(file, "T");
        assertEquals(0, query("-f", file.toString()).status());
        assertEquals(
                0, Ran.kelpWith("T", Map.of(), "query", "--url", SERVER.url()).status());
        assertEquals(
                2, Ran.kelpWith(" \n", Map.of(), "query", "--url", SERVER.url()).status());
        assertEquals(2, query("-f", file.toString(), "T").status());
        Ran missing = query("-f", folder.resolve("none.kql").toString());
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("none.kql"), missing.err());
    }

    @Test
    void nobodyAnswers_oneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Ran ran = Ran.kelp("query", "--url", "http://127.0.0.1:" + port, "T");
        assertEquals(1, ran.status());
        assertEquals(1, ran.err().lines().count());
        assertTrue(ran.err().contains("does not answer"), ran.err());
    }

    @Test
    void wrongArguments_status2_oneHint() {
        for (List<String> arguments : List.<List<String>>of(
                List.of("query", "--format", "xml", "T"),
                List.of("query", "T", "| count"),
                List.of("query", "--data", "a", "--url", "http://localhost:1", "T"),
                List.of("query", "--url", "localhost", "T"),
                List.of("query", "--executor", "sqlite", "T"),
                List.of("fly"),
                List.of())) {
            Ran ran = Ran.kelp(arguments.toArray(String[]::new));
            assertEquals(2, ran.status(), arguments + ran.err());
            assertEquals("", ran.out());
        }
        assertEquals(0, Ran.kelp("query", "--help").status());
    }
}
