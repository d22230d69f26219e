package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kelp.Request;
import dev.kelp.text.KqlException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Routes, headers, and who may ask. */
class KelpServerTest {
    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void request_reachesTheEngineWhole() throws Exception {
        SERVER.asked.clear();
        SERVER.post("/v2/rest/query", """
                {"db":"Sea","csl":"print 1","properties":{"Options":{"Kelp_Executor":"spark","x":1},"Parameters":{"n":"int(5)"}}}""");
        Request asked = SERVER.asked.remove();
        assertEquals("Sea", asked.database());
        assertEquals("spark", asked.executor());
        assertEquals(Map.of("n", "int(5)"), asked.parameters());
        assertEquals("1", asked.options().get("x"));
    }

    @Test
    void query_byUrl() throws Exception {
        for (String version : List.of("v1", "v2")) {
            String query = URLEncoder.encode("print 1", StandardCharsets.UTF_8);
            HttpRequest request = SERVER.request("/" + version + "/rest/query?db=netdefaultdb&csl=" + query)
                    .build();
            assertEquals(
                    200,
                    SERVER.client
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode());
        }
    }

    @Test
    void metadata_needsNoLogin() throws Exception {
        HttpResponse<String> response = SERVER.client.send(
                SERVER.request("/v1/rest/auth/metadata").build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        JsonNode azure = TestServer.JSON.readTree(response.body()).get("AzureAD");
        for (String key :
                List.of("LoginEndpoint", "KustoClientAppId", "KustoServiceResourceId", "FirstPartyAuthorityUrl")) {
            assertTrue(azure.get(key).isTextual(), key);
        }
        assertFalse(azure.get("LoginMfaRequired").asBoolean());
    }

    @Test
    void gzip_whereAccepted() throws Exception {
        HttpRequest request = SERVER.request("/v1/rest/query")
                .header("Accept-Encoding", "gzip,deflate")
                .POST(HttpRequest.BodyPublishers.ofString("{\"csl\":\"print 1\"}"))
                .build();
        HttpResponse<InputStream> response = SERVER.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals("gzip", response.headers().firstValue("Content-Encoding").orElseThrow());
        try (InputStream body = new GZIPInputStream(response.body())) {
            assertEquals(
                    1, TestServer.JSON.readTree(body).at("/Tables/0/Rows/0/0").asInt());
        }
    }

    @Test
    void unknownRoute_isToldAsJson() throws Exception {
        HttpResponse<String> response = SERVER.post("/v3/rest/query", "{}");
        assertEquals(404, response.statusCode());
        assertTrue(TestServer.JSON
                .readTree(response.body())
                .at("/error/@message")
                .asText()
                .contains("/v3/rest/query"));
    }

    @Test
    void pagesFromElsewhere_areRefused() throws Exception {
        String body = "{\"csl\":\"print 1\"}";
        assertEquals(
                200,
                SERVER.post("/v1/rest/query", body, "Origin", "http://localhost:3000")
                        .statusCode());
        for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example")) {
            SERVER.asked.clear();
            assertEquals(
                    403, SERVER.post("/v1/rest/query", body, "Origin", origin).statusCode());
            assertTrue(SERVER.asked.isEmpty());
        }
        assertTrue(LocalOnly.allows("127.0.0.1:8080", null));
        assertTrue(LocalOnly.allows("[::1]:8080", null));
        assertFalse(LocalOnly.allows("rebound.example:8080", null));
    }

    @Test
    void portInUse_oneMessage() {
        KqlException problem = assertThrows(KqlException.class, () -> KelpServer.start(request -> null, SERVER.port()));
        assertTrue(problem.message().contains("Port " + SERVER.port() + " is in use"));
    }

    @Test
    void readOnlyRequest_changesNothing() throws Exception {
        String create = "{\"csl\":\".create table Tides (Height: real)\"}";
        assertEquals(
                400, SERVER.post("/v1/rest/mgmt", create, "x-ms-readonly", "1").statusCode());
        String option =
                create.substring(0, create.length() - 1) + ",\"properties\":{\"Options\":{\"request_readonly\":true}}}";
        assertEquals(400, SERVER.post("/v1/rest/mgmt", option).statusCode());
        String show = "{\"csl\":\".show tables\"}";
        HttpResponse<String> tables = SERVER.post("/v1/rest/mgmt", show, "x-ms-readonly", "1");
        assertEquals(200, tables.statusCode());
        assertTrue(TestServer.JSON.readTree(tables.body()).at("/Tables/0/Rows").isEmpty());
    }

    @Test
    void otherLanguages_areRefused() throws Exception {
        String sql = "{\"csl\":\"select 1\",\"properties\":{\"Options\":{\"query_language\":\"sql\"}}}";
        HttpResponse<String> response = SERVER.post("/v2/rest/query", sql);
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("The query language 'sql'"), response.body());
        assertEquals(
                200,
                SERVER.post("/v2/rest/query", sql.replace("\"sql\"", "\"csl\"").replace("select", "print"))
                        .statusCode());
    }
}
