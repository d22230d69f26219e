package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Answers that are too big arrive as far as they may, and say so. */
class LimitsTest {
    private static final TestServer SERVER = new TestServer();
    private static final String TEN = "range n from 0 to 9 step 1";
    private static final String MILLION = "range n from 1 to 500001 step 1";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static String options(String options) {
        return "{\"Options\":{" + options + "}}";
    }

    @Test
    void records_secondProtocol_errorAtTheEnd() throws Exception {
        JsonNode frames = SERVER.ask("/v2/rest/query", TEN, options("\"truncationmaxrecords\":3"));
        assertEquals(4, frames.size());
        assertEquals("[[0],[1],[2]]", frames.get(2).get("Rows").toString());
        JsonNode end = frames.get(3);
        assertTrue(end.get("HasErrors").asBoolean());
        assertFalse(end.get("Cancelled").asBoolean());
        JsonNode error = end.at("/OneApiErrors/0/error");
        assertEquals("LimitsExceeded", error.get("code").asText());
        assertTrue(error.get("@message").asText().contains("80DA0003"));
    }

    @Test
    void records_secondProtocol_deferred() throws Exception {
        JsonNode frames = SERVER.ask(
                "/v2/rest/query", TEN, options("\"truncationmaxrecords\":3,\"deferpartialqueryfailures\":true"));
        assertEquals(5, frames.size());
        assertEquals(2, frames.at("/3/Rows/0/5").asInt());
        assertEquals(-2133196797, frames.at("/3/Rows/0/7").asInt());
        assertFalse(frames.at("/4/HasErrors").asBoolean());
    }

    @Test
    void records_secondProtocol_amongTheRows() throws Exception {
        JsonNode frames = SERVER.ask(
                "/v2/rest/query",
                TEN,
                options("\"truncationmaxrecords\":3,\"results_error_reporting_placement\":\"in_data\""));
        assertEquals(
                "LimitsExceeded",
                frames.at("/2/Rows/3/OneApiErrors/0/error/code").asText());
        assertTrue(frames.at("/3/HasErrors").asBoolean());
    }

    @Test
    void records_firstProtocol_exceptions() throws Exception {
        JsonNode answer = SERVER.ask("/v1/rest/query", TEN, options("\"truncationmaxrecords\":3"));
        JsonNode rows = answer.at("/Tables/0/Rows");
        assertEquals(4, rows.size());
        assertTrue(rows.at("/3/Exceptions/0").asText().contains("80DA0003"));
        assertTrue(answer.at("/Exceptions/0").asText().contains("80DA0003"));
        assertEquals(2, answer.at("/Tables/2/Rows/0/1").asInt());
    }

    @Test
    void bytes() throws Exception {
        JsonNode frames = SERVER.ask("/v2/rest/query", TEN, options("\"truncationmaxsize\":10"));
        assertEquals(3, frames.get(2).get("Rows").size());
        assertTrue(frames.at("/3/HasErrors").asBoolean());
    }

    @Test
    void usualLimit_isHalfAMillionRows() throws Exception {
        JsonNode cut = SERVER.ask("/v2/rest/query", MILLION);
        assertEquals(500_000, cut.get(2).get("Rows").size());
        assertTrue(cut.at("/3/HasErrors").asBoolean());
        JsonNode whole = SERVER.ask("/v2/rest/query", MILLION, options("\"notruncation\":true"));
        assertEquals(500_001, whole.get(2).get("Rows").size());
        assertFalse(whole.at("/4/HasErrors").asBoolean());
    }

    @Test
    void take_isSilent() throws Exception {
        JsonNode frames = SERVER.ask("/v2/rest/query", TEN, options("\"query_take_max_records\":4"));
        assertEquals(4, frames.get(2).get("Rows").size());
        assertFalse(frames.at("/4/HasErrors").asBoolean());
    }

    @Test
    void setStatements_countAsOptions() throws Exception {
        JsonNode cut = SERVER.ask(
                "/v2/rest/query", "set truncationmaxrecords = 3; " + TEN, options("\"truncationmaxrecords\":5"));
        assertEquals(3, cut.get(2).get("Rows").size());
        JsonNode whole = SERVER.ask("/v2/rest/query", "set notruncation; " + MILLION);
        assertEquals(500_001, whole.get(2).get("Rows").size());
    }
}
