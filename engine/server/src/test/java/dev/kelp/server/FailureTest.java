package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kelp.Answer;
import dev.kelp.run.Frame;
import dev.kelp.run.Rows;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Schema;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients are told of failures, before and after the first byte of an answer. */
class FailureTest {
    private static final TestServer SERVER = new TestServer();

    /** Gives the same batch some times, then fails. */
    private record Breaking(Frame batches, int[] batchesLeft, RuntimeException fault) implements Frame {
        @Override
        public Schema schema() {
            return batches.schema();
        }

        @Override
        public boolean next() {
            batches.next();
            if (batchesLeft[0]-- == 0) {
                throw fault;
            }
            return true;
        }

        @Override
        public VectorSchemaRoot batch() {
            return batches.batch();
        }

        @Override
        public void close() {
            batches.close();
        }
    }

    @BeforeAll
    static void answers() {
        failing("not yet", Problem.NOT_SUPPORTED.here("This"));
        failing("too late", Problem.TIMEOUT.here("00:00:01"));
        failing("bug", Problem.BUG.here("oh"));
        SERVER.on("fault", request -> {
            throw new IllegalStateException("deep inside");
        });
        KqlException overflow = Problem.RUNTIME.here("Overflow.");
        SERVER.on("early", request -> breaking(0, overflow));
        SERVER.on("late", request -> breaking(100, overflow));
        SERVER.on("late fault", request -> breaking(100, new IllegalStateException("deep")));
    }

    private static Answer breaking(int batches, RuntimeException fault) {
        Rows rows = Rows.of("n:long");
        LongStream.range(0, 2000).forEach(rows::add);
        return TestServer.answer(new Breaking(rows.frame(), new int[] {batches}, fault));
    }

    private static void failing(String text, KqlException problem) {
        SERVER.on(text, request -> {
            throw problem;
        });
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static JsonNode error(int status, String text) throws Exception {
        JsonNode error = null;
        for (String route : List.of("/v1/rest/query", "/v2/rest/query", "/v1/rest/mgmt")) {
            HttpResponse<String> response =
                    SERVER.post(route, "{\"csl\":\"" + text + "\"}", "x-ms-client-request-id", "KPC.execute;e");
            assertEquals(status, response.statusCode());
            assertEquals(
                    "KPC.execute;e",
                    response.headers().firstValue("x-ms-client-request-id").orElseThrow());
            assertTrue(response.headers().firstValue("x-ms-activity-id").isPresent());
            assertFalse(response.body().contains("\\tat "), "a Java stack");
            error = TestServer.JSON.readTree(response.body()).get("error");
        }
        return Assertions.assertInstanceOf(JsonNode.class, error);
    }

    @Test
    void semantic_wholeBody() throws Exception {
        String text = "print colour = 1 | project color";
        JsonNode error = error(400, text);
        assertEquals("General_BadRequest", error.get("code").asText());
        assertTrue(error.get("@message").asText().startsWith("KS142 at 1:28: "), error.toString());
        assertTrue(error.get("@message").asText().endsWith("Did you mean 'colour'?"), error.toString());
        assertEquals(
                "Kusto.Data.Exceptions.KustoBadRequestException",
                error.get("@type").asText());
        assertTrue(error.get("@permanent").asBoolean());
        assertEquals(text, error.get("@text").asText());
        assertEquals("KPC.execute;e", error.at("/@context/clientRequestId").asText());
        JsonNode inner = error.get("innererror");
        assertEquals("SEM0100", inner.get("@errorCode").asText());
        assertEquals(1, inner.get("@line").asInt());
        assertEquals(28, inner.get("@column").asInt());
        assertTrue(inner.get("@description").asText().contains("\n    " + text + "\n" + " ".repeat(31) + "^^^^^\n"));
    }

    @Test
    void status_byKind() throws Exception {
        assertEquals(
                "SYN0002", error(400, "print (1").at("/innererror/@errorCode").asText());
        assertEquals(
                "KQ2001", error(400, "not yet").at("/innererror/@errorCode").asText());
        assertFalse(error(504, "too late").get("@permanent").asBoolean());
        assertEquals(
                "General_InternalServerError", error(500, "bug").get("code").asText());
        assertTrue(error(500, "fault").get("@message").asText().contains("bug in Kelp"));
    }

    @Test
    void unknownDatabase() throws Exception {
        HttpResponse<String> response = SERVER.post("/v2/rest/query", "{\"db\":\"Atlantis\",\"csl\":\"print 1\"}");
        assertEquals(400, response.statusCode());
        JsonNode error = TestServer.JSON.readTree(response.body()).get("error");
        assertEquals("BadRequest_EntityNotFound", error.get("code").asText());
        assertTrue(error.get("@message").asText().contains("No database 'Atlantis'"));
        for (String name : List.of("", "NetDefaultDB", "netdefaultdb")) {
            assertEquals(
                    200,
                    SERVER.post("/v2/rest/query", "{\"db\":\"" + name + "\",\"csl\":\"print 1\"}")
                            .statusCode());
        }
    }

    @Test
    void failsBeforeMuchWasWritten_errorStatus() throws Exception {
        assertEquals("KQ3001: Overflow.", error(400, "early").get("@message").asText());
    }

    @Test
    void failsLate_secondProtocol_toldWithin() throws Exception {
        JsonNode frames = SERVER.ask("/v2/rest/query", "late");
        assertEquals(200_000, frames.get(2).get("Rows").size());
        assertTrue(frames.at("/3/HasErrors").asBoolean());
        assertEquals(
                "KQ3001: Overflow.",
                frames.at("/3/OneApiErrors/0/error/@message").asText());
    }

    @Test
    void failsLate_firstProtocol_toldWithin() throws Exception {
        JsonNode answer = SERVER.ask("/v1/rest/query", "late");
        assertEquals(
                "KQ3001: Overflow.",
                answer.at("/Tables/0/Rows/200000/Exceptions/0").asText());
    }

    @Test
    void faultLate_connectionBreaks() {
        Assertions.assertThrows(IOException.class, () -> SERVER.ask("/v2/rest/query", "late fault"));
    }

    @Test
    void malformedRequest() throws Exception {
        HttpResponse<String> response = SERVER.post("/v2/rest/query", "no json");
        assertEquals(400, response.statusCode());
        assertTrue(TestServer.JSON
                .readTree(response.body())
                .at("/error/@message")
                .asText()
                .contains("not JSON"));
    }
}
