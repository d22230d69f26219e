package dev.kelp.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.kelp.Request;
import dev.kelp.commands.CommandText;
import dev.kelp.language.LanguageService;
import dev.kelp.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/** A server of Kusto's REST protocol: queries by its second version, commands by its first. */
final class RemoteSession implements Session {
    static final JsonFactory JSON = new JsonFactory();

    private final URI cluster;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private RemoteSession(URI cluster) {
        this.cluster = cluster;
    }

    /** @throws IllegalArgumentException where that is no address of a server */
    static RemoteSession at(String url) {
        URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("'" + url + "' is no URL of a server, such as http://localhost:8080");
        }
        return new RemoteSession(uri);
    }

    @Override
    public Results ask(Request request) {
        boolean command = CommandText.isCommand(request.text());
        String id = "Kelp.execute;" + UUID.randomUUID();
        Cancellation cancellation = request.cancellation();
        cancellation.onCancel(() -> cancel(id, request.database()));
        HttpResponse<InputStream> response = send(command ? "/v1/rest/mgmt" : "/v2/rest/query", id, body(request));
        try {
            InputStream content = response.headers()
                            .firstValue("Content-Encoding")
                            .filter("gzip"::equals)
                            .isPresent()
                    ? new GZIPInputStream(response.body())
                    : response.body();
            if (response.statusCode() != 200) {
                throw ServerError.read(
                        response.statusCode(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
            JsonParser json = JSON.createParser(content);
            return command ? new VersionOneResults(json) : new VersionTwoResults(json);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private HttpResponse<InputStream> send(String path, String id, String body) {
        HttpRequest request = HttpRequest.newBuilder(cluster.resolve(cluster.getPath() + path))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("x-ms-client-request-id", id)
                .header("x-ms-app", "kelp")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new RemoteFailure("error: " + cluster + " does not answer (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteFailure("error: interrupted");
        }
    }

    private void cancel(String id, String database) {
        send(
                "/v1/rest/mgmt",
                id + ";cancel",
                body(Request.of(".cancel query \"" + id + "\"").database(database)));
    }

    private static String body(Request request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("db", request.database().isEmpty() ? "NetDefaultDB" : request.database());
            json.writeStringField("csl", request.text());
            json.writeObjectFieldStart("properties");
            json.writeObjectFieldStart("Options");
            if (!request.executor().isEmpty()) {
                json.writeStringField("kelp_executor", request.executor());
            }
            strings(json, request.options());
            json.writeEndObject();
            json.writeObjectFieldStart("Parameters");
            strings(json, request.parameters());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void strings(JsonGenerator json, Map<String, String> values) throws IOException {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
    }

    static RemoteFailure broken(IOException e) {
        return new RemoteFailure("error: the answer broke off (" + e + ")");
    }

    @Override
    public LanguageService language(String database) {
        return RemoteTables.of(this, database)
                .map(tables -> LanguageService.of(tables, tables.database()))
                .orElseGet(LanguageService::withoutTables);
    }

    @Override
    public void close() {}
}
