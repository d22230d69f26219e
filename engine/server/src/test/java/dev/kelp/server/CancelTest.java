package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kelp.Answer;
import dev.kelp.Request;
import dev.kelp.text.Problem;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queries that run until they are cancelled, and the three ways they are. */
@Timeout(60)
class CancelTest {
    private final TestServer server = new TestServer().on("forever", CancelTest::forever);

    @AfterEach
    void stop() {
        server.close();
    }

    private static Answer forever(Request request) {
        CountDownLatch cancelled = new CountDownLatch(1);
        request.cancellation().onCancel(cancelled::countDown);
        try {
            cancelled.await();
        } catch (InterruptedException e) {
            throw Problem.BUG.here("interrupted");
        }
        throw Problem.CANCELLED.here();
    }

    private CompletableFuture<HttpResponse<String>> start(String id, String options) {
        HttpRequest request = server.request("/v2/rest/query")
                .header("x-ms-client-request-id", id)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"csl\":\"forever\",\"properties\":{\"Options\":{" + options + "}}}"))
                .build();
        return server.client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private void untilAsked(int calls) throws InterruptedException {
        while (server.asked.size() < calls) {
            Thread.sleep(5);
        }
    }

    @Test
    void command_cancelsByClientRequestId() throws Exception {
        CompletableFuture<HttpResponse<String>> running = start("KPC.execute;1", "");
        CompletableFuture<HttpResponse<String>> other = start("KPC.execute;2", "");
        untilAsked(2);
        JsonNode answer = server.ask("/v1/rest/mgmt", ".cancel query \"KPC.execute;1\" with (reason=\"too dear\")");
        assertEquals(
                "[[\"KPC.execute;1\",\"too dear\",true]]",
                answer.at("/Tables/0/Rows").toString());
        HttpResponse<String> response = running.get();
        assertEquals(400, response.statusCode());
        assertEquals(
                "General_RequestCancelled",
                TestServer.JSON.readTree(response.body()).at("/error/code").asText());
        assertFalse(other.isDone());
        assertTrue(server.ask("/v1/rest/mgmt", ".cancel query 'KPC.execute;2'")
                .at("/Tables/0/Rows/0/2")
                .asBoolean());
        other.get();
    }

    @Test
    void command_ofAnUnknownRequest() throws Exception {
        assertFalse(server.ask("/v1/rest/mgmt", ".cancel query \"nobody\"")
                .at("/Tables/0/Rows/0/2")
                .asBoolean());
    }

    @Test
    void command_getsThroughWhenAllWorkersAreBusy() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            running.add(start("many", ""));
        }
        untilAsked(4);
        while (running.stream().anyMatch(r -> !r.isDone())) {
            server.ask("/v1/rest/mgmt", ".cancel query \"many\"");
        }
        assertTrue(running.stream().allMatch(r -> r.join().statusCode() == 400));
    }

    @Test
    void serverTimeout() throws Exception {
        HttpResponse<String> response =
                start("slow", "\"servertimeout\":\"00:00:00.3\"").get();
        assertEquals(504, response.statusCode());
        JsonNode error = TestServer.JSON.readTree(response.body()).get("error");
        assertEquals("General_RequestTimeout", error.get("code").asText());
        assertTrue(error.get("@message").asText().contains("00:00:00.3"));
    }

    @Test
    void droppedSocket() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        server.on("watched", request -> {
            request.cancellation().onCancel(cancelled::countDown);
            return forever(request);
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String body = "{\"csl\":\"watched\"}";
            socket.getOutputStream()
                    .write(("POST /v2/rest/query HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            untilAsked(1);
        }
        assertTrue(cancelled.await(30, TimeUnit.SECONDS));
    }

    @Test
    void earlyBytesOfTheNextRequest_areNotLost() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(raw("{\"csl\":\"forever\"}", "first", "keep-alive"));
            untilAsked(1);
            socket.getOutputStream().write(raw("{\"csl\":\"print 1\"}", "second", "close"));
            Thread.sleep(500);
            server.ask("/v1/rest/mgmt", ".cancel query \"first\"");
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(all.startsWith("HTTP/1.1 400"), all);
            assertTrue(all.contains("HTTP/1.1 200"), all);
        }
    }

    private static byte[] raw(String body, String id, String connection) {
        return ("POST /v1/rest/query HTTP/1.1\r\nHost: localhost\r\nx-ms-client-request-id: " + id + "\r\nConnection: "
                        + connection + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
