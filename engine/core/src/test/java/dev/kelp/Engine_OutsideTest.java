package dev.kelp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kelp.run.Frame;
import dev.kelp.run.HttpHosts;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queries may ask of the world outside: web services that are allowed, files of the machine. */
class Engine_OutsideTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private Engine engine;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/json", exchange -> answer(exchange, 200, "application/json", "{\"items\":[1,2]}"));
        server.createContext("/text", exchange -> answer(exchange, 200, "text/plain", "{\"items\":[1,2]}"));
        server.createContext("/echo", Engine_OutsideTest::echo);
        server.createContext("/gone", exchange -> answer(exchange, 410, "text/plain", "gone"));
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/json");
            answer(exchange, 302, "text/plain", "");
        });
        server.start();
        engine = Engine.open(folder.resolve("data"), new HttpHosts(Set.of("127.0.0.1:" + port())));
    }

    @AfterEach
    void close() {
        engine.close();
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String told =
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("x-told") + " "
                        + exchange.getRequestHeaders().getFirst("x-ms-readonly") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(exchange, 200, "text/plain", told);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The first cell of the answer. */
    private String ask(String query) {
        try (Answer answer = engine.execute(Request.of(query));
                Frame frame = answer.tables().get(0).frame()) {
            frame.next();
            return String.valueOf(frame.value(0, 0));
        }
    }

    private String refusal(String query) {
        return assertThrows(KqlException.class, () -> ask(query)).message();
    }

    @Test
    void jsonIsParsed() {
        assertEquals("2", ask("evaluate http_request('" + address("/json") + "') | project ResponseBody.items[1]"));
    }

    @Test
    void otherBodiesAreStrings() {
        assertEquals(
                "string", ask("evaluate http_request('" + address("/text") + "') | project gettype(ResponseBody)"));
    }

    @Test
    void contentIsPosted() {
        String call = "http_request_post('" + address("/echo") + "', dynamic({'x-told': 'this'}), dynamic({}), 'body')";
        assertEquals("POST this true body", ask("evaluate " + call + " | project tostring(ResponseBody)"));
    }

    @Test
    void othersMayNotBeCalled() {
        assertEquals(
                "Queries may not call 'localhost:" + port() + "'.",
                refusal("evaluate http_request('http://localhost:" + port() + "/json')"));
    }

    @Test
    void nobodyMayBeCalledUnlessSaid() {
        try (Engine shut = Engine.open(folder.resolve("shut"), HttpHosts.NONE)) {
            assertThrows(
                    KqlException.class,
                    () -> shut.execute(Request.of("evaluate http_request('" + address("/json") + "')")));
        }
    }

    @Test
    void secretsAreNotSentInTheOpen() {
        assertEquals(
                "An Authorization header is sent by https only.",
                refusal("evaluate http_request('" + address("/json") + "', dynamic({'Authorization': 'x'}))"));
    }

    @Test
    void failuresAreTold() {
        assertEquals(
                "'127.0.0.1:" + port() + "' answered with status 410.",
                refusal("evaluate http_request('" + address("/gone") + "')"));
    }

    @Test
    void noAnswerSendsElsewhere() {
        assertEquals(
                "'127.0.0.1:" + port() + "' answered with status 302.",
                refusal("evaluate http_request('" + address("/elsewhere") + "')"));
    }

    @Test
    void explainingCallsNobody() {
        engine.explain(Request.of("evaluate http_request('" + address("/gone") + "')"));
    }

    private String options(String more) {
        return "dynamic({'StorageContainers': ['" + folder.resolve("files") + "/']" + more + "})";
    }

    @Test
    void columnsOfFiles() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("a.csv"), "id,name,at\n1,x,2024-01-01\n");
        Files.writeString(files.resolve("b.json"), "{\"user_id\":7,\"seen\":1547083647000,\"tags\":[\"a\"]}\n");
        assertEquals(
                "id:long, name:string, at:datetime",
                ask("evaluate infer_storage_schema("
                        + options(
                                ", 'DataFormat': 'csv', 'FileExtension': '.csv', 'InferenceOptions': {'UseFirstRowAsHeader': true}")
                        + ")"));
        assertEquals(
                "user_id:long, seen:long, tags:dynamic",
                ask("evaluate infer_storage_schema(" + options(", 'DataFormat': 'json', 'FileNamePrefix': 'b'") + ")"));
        assertEquals(
                "[\"string\",\"datetime\",\"dynamic\"]",
                ask("evaluate infer_storage_schema_with_suggestions("
                        + options(", 'DataFormat': 'json', 'FileExtension': '.json'")
                        + ") | mv-expand c = parse_json(SuggestedTableSchema).Columns"
                        + " | summarize make_list(tostring(c.RecommendedColumn.CslType.type))"));
    }

    @Test
    void noFiles() throws IOException {
        Files.createDirectories(folder.resolve("files"));
        assertEquals(
                "There are no such files.",
                refusal("evaluate infer_storage_schema(" + options(", 'DataFormat': 'csv'") + ")"));
    }

    @Test
    void columnsThatDependOnDataNeedData() {
        String query = "print b = dynamic({'a': 1}) | evaluate bag_unpack(b)";
        KqlException e = assertThrows(KqlException.class, () -> engine.explain(Request.of(query)));
        assertEquals("KQ1003", e.problem().code());
        engine.explain(Request.of(query + " : (a: long)"));
    }
}
