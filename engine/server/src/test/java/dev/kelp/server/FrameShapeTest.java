package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables and frames around the rows, and the order of their keys. */
class FrameShapeTest {
    private static final TestServer SERVER = new TestServer();
    private static final String ONE = "range n from 1 to 2 step 1";
    private static final String TWO = ONE + "; print name = 'kelp' | as Beds";
    private static final String CHART =
            ONE + " | extend a = n, b = n | render timechart with (title='A \"title\"', ycolumns=a,b, ymin=0)";

    @BeforeAll
    static void answers() {
        SERVER.on(".show beds", "name:string", TestServer.row("kelp"));
        SERVER.on("// why\n.show beds", "name:string", TestServer.row("kelp"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static List<String> keys(JsonNode object) {
        List<String> out = new ArrayList<>();
        object.fieldNames().forEachRemaining(out::add);
        return out;
    }

    @Test
    void secondProtocol_framesInOrder() throws Exception {
        JsonNode frames = SERVER.ask("/v2/rest/query", TWO);
        List<String> kinds = new ArrayList<>();
        frames.forEach(f -> kinds.add(f.path("TableId").asText() + " "
                + f.path("TableKind").asText(f.get("FrameType").asText()) + " "
                + f.path("TableName").asText()));
        assertEquals(
                List.of(
                        " DataSetHeader ",
                        "0 QueryProperties @ExtendedProperties",
                        "1 PrimaryResult PrimaryResult",
                        "2 PrimaryResult Beds",
                        "3 QueryCompletionInformation QueryCompletionInformation",
                        " DataSetCompletion "),
                kinds);
        assertEquals(List.of("FrameType", "IsProgressive", "Version"), keys(frames.get(0)));
        for (int table = 1; table <= 4; table++) {
            assertEquals(
                    List.of("FrameType", "TableId", "TableKind", "TableName", "Columns", "Rows"),
                    keys(frames.get(table)));
        }
        assertEquals(
                "{\"FrameType\":\"DataSetCompletion\",\"HasErrors\":false,\"Cancelled\":false}",
                frames.get(5).toString());
    }

    @Test
    void secondProtocol_completionNamesTheRequest() throws Exception {
        String body = SERVER.post(
                        "/v2/rest/query", "{\"csl\":\"" + ONE + "\"}", "x-ms-client-request-id", "KPC.execute;me")
                .body();
        JsonNode completion = TestServer.JSON.readTree(body).get(3);
        assertEquals(12, completion.get("Columns").size());
        JsonNode info = completion.at("/Rows/0");
        assertEquals("KPC.execute;me", info.get(1).asText());
        assertEquals(4, info.get(5).asInt());
        JsonNode statistics =
                TestServer.JSON.readTree(completion.at("/Rows/1/11").asText());
        assertEquals(2, statistics.at("/dataset_statistics/0/table_row_count").asInt());
    }

    @Test
    void secondProtocol_newlinesWhereAskedFor() throws Exception {
        String body = SERVER.post(
                        "/v2/rest/query",
                        "{\"csl\":\"" + ONE
                                + "\",\"properties\":{\"Options\":{\"results_v2_newlines_between_frames\":true}}}")
                .body();
        assertEquals(5, body.split("\n").length);
        assertEquals(5, TestServer.JSON.readTree(body).size());
    }

    @Test
    void firstProtocol_queryHasContentsLast() throws Exception {
        JsonNode answer = SERVER.ask("/v1/rest/query", TWO);
        assertEquals(List.of("Tables"), keys(answer));
        JsonNode tables = answer.get("Tables");
        assertEquals(5, tables.size());
        for (int i = 0; i < tables.size(); i++) {
            assertEquals(List.of("TableName", "Columns", "Rows"), keys(tables.get(i)));
            assertEquals("Table_" + i, tables.get(i).get("TableName").asText());
        }
        List<String> contents = new ArrayList<>();
        tables.get(4)
                .get("Rows")
                .forEach(row -> contents.add(row.get(0) + " " + row.get(1).asText() + " "
                        + row.get(2).asText()));
        assertEquals(
                List.of(
                        "0 QueryResult PrimaryResult",
                        "1 QueryResult Beds",
                        "2 QueryProperties @ExtendedProperties",
                        "3 QueryStatus QueryStatus"),
                contents);
        assertEquals(10, tables.get(3).get("Columns").size());
        assertEquals(4, tables.at("/3/Rows/0/1").asInt());
    }

    @Test
    void firstProtocol_commandStandsAlone_onEitherRoute() throws Exception {
        for (String route : List.of("/v1/rest/mgmt", "/v1/rest/query")) {
            for (String text : List.of(".show beds", "// why\n.show beds")) {
                JsonNode tables = SERVER.ask(route, text).get("Tables");
                assertEquals(1, tables.size());
                assertEquals("kelp", tables.at("/0/Rows/0/0").asText());
            }
        }
        assertEquals(4, SERVER.ask("/v1/rest/mgmt", ONE).get("Tables").size());
    }

    @Test
    void chart_isToldBeforeTheRows() throws Exception {
        JsonNode row = SERVER.ask("/v2/rest/query", CHART).at("/1/Rows/0");
        assertEquals(1, row.get(0).asInt());
        assertEquals("Visualization", row.get(1).asText());
        assertTrue(row.get(2).isTextual());
        JsonNode chart = TestServer.JSON.readTree(row.get(2).asText());
        assertEquals("timechart", chart.get("Visualization").asText());
        assertEquals("A \"title\"", chart.get("Title").asText());
        assertEquals("[\"a\",\"b\"]", chart.get("YColumns").toString());
        assertEquals("0", chart.get("Ymin").toString());
        assertEquals("\"NaN\"", chart.get("Ymax").toString());
        assertTrue(chart.get("XColumn").isNull());

        JsonNode first = SERVER.ask("/v1/rest/query", CHART).at("/Tables/1/Rows/0/0");
        assertEquals(chart, TestServer.JSON.readTree(first.asText()));
    }

    @Test
    void noChart_isAllNull() throws Exception {
        JsonNode row = SERVER.ask("/v2/rest/query", ONE).at("/1/Rows/0");
        JsonNode chart = TestServer.JSON.readTree(row.get(2).asText());
        assertTrue(chart.get("Visualization").isNull());
        assertEquals(19, chart.size());
    }
}
