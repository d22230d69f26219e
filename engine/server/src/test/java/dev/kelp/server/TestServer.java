package dev.kelp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.Answer;
import dev.kelp.Answer.ResultTable;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import dev.kelp.run.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server over a real engine, and a client of it. What an engine cannot be made to do (faults, standing still) the test writes down by
 * the text that asks for it.
 */
public final class TestServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    public final ConcurrentLinkedQueue<Request> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final Path data = folder();
    private final Engine engine = Engine.open(data);
    private final KelpServer server = KelpServer.start(this::answer, 0);
    final HttpClient client = HttpClient.newHttpClient();

    private static Path folder() {
        try {
            return Files.createTempDirectory("kelp-server-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer(Request request) {
        asked.add(request);
        Function<Request, Answer> answer = answers.get(request.text());
        return answer == null ? engine.execute(request) : answer.apply(request);
    }

    public TestServer on(String text, Function<Request, Answer> answer) {
        answers.put(text, answer);
        return this;
    }

    /** Answers a text with one table of carriers; columns written {@code n:long, s:string}. */
    public TestServer on(String text, String columns, Object[]... cells) {
        return on(text, request -> answer(rows(columns, cells).frame()));
    }

    private static Rows rows(String columns, @Nullable Object[]... cells) {
        Rows rows = Rows.of(columns);
        for (@Nullable Object[] row : cells) {
            rows.add(row);
        }
        return rows;
    }

    /** A row of cells. */
    public static @Nullable Object[] row(@Nullable Object... cells) {
        return cells;
    }

    static Answer answer(Frame frame) {
        return new Answer(List.of(new ResultTable("PrimaryResult", frame, null)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The JSON answer to a text without properties. */
    JsonNode ask(String path, String csl) throws IOException, InterruptedException {
        return ask(path, csl, null);
    }

    JsonNode ask(String path, String csl, @Nullable String properties) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("db", "NetDefaultDB").put("csl", csl);
        if (properties != null) {
            body.set("properties", JSON.readTree(properties));
        }
        return JSON.readTree(post(path, body.toString()).body());
    }

    public String url() {
        return server.url();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        try (Stream<Path> all = Files.walk(data)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
