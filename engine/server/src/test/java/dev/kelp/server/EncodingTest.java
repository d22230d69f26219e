package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type, its extremes and its null, as the cells of both protocols. */
class EncodingTest {
    private static final ScriptedServer SERVER = new ScriptedServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    static List<Arguments> cells() {
        return List.of(
                cell("bool", "SByte", true, "true"),
                cell("bool", "SByte", false, "false"),
                cell("bool", "SByte", null, "null"),
                cell("int", "Int32", -2147483648, "-2147483648"),
                cell("int", "Int32", null, "null"),
                cell("long", "Int64", Long.MAX_VALUE, "9223372036854775807"),
                cell("long", "Int64", null, "null"),
                cell("real", "Double", 1.0, "1"),
                cell("real", "Double", -0.25, "-0.25"),
                cell("real", "Double", Double.NaN, "\"NaN\""),
                cell("real", "Double", Double.POSITIVE_INFINITY, "\"Infinity\""),
                cell("real", "Double", Double.NEGATIVE_INFINITY, "\"-Infinity\""),
                cell("real", "Double", null, "null"),
                cell("decimal", "SqlDecimal", "2.00000000000001", "\"2.00000000000001\""),
                cell("decimal", "SqlDecimal", null, "null"),
                cell("string", "String", "", "\"\""),
                cell("string", "String", "tab\t\"quote\" \\ é 🪸\u0001", "\"tab\\t\\\"quote\\\" \\\\ é 🪸\\u0001\""),
                cell("datetime", "DateTime", 0L, "\"0001-01-01T00:00:00Z\""),
                cell("datetime", "DateTime", 3_155_378_975_999_999_999L, "\"9999-12-31T23:59:59.9999999Z\""),
                cell("datetime", "DateTime", null, "null"),
                cell("timespan", "TimeSpan", 0L, "\"00:00:00\""),
                cell("timespan", "TimeSpan", 864_010_010_010L, "\"1.00:00:01.0010010\""),
                cell("timespan", "TimeSpan", -1_728_020_020_020L, "\"-2.00:00:02.0020020\""),
                cell("timespan", "TimeSpan", null, "null"),
                cell(
                        "guid",
                        "Guid",
                        "0a1b2c3d-0000-0000-0000-00000000beef",
                        "\"0a1b2c3d-0000-0000-0000-00000000beef\""),
                cell("guid", "Guid", null, "null"),
                cell("dynamic", "Object", "{\"a\":[1,2.5,null]}", "{\"a\":[1,2.5,null]}"),
                cell("dynamic", "Object", "\"text\"", "\"text\""),
                cell("dynamic", "Object", "7", "7"),
                cell("dynamic", "Object", null, "null"));
    }

    private static Arguments cell(String type, String wire, Object carrier, String json) {
        return Arguments.of(type, wire, carrier, json);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell_bothProtocols(String type, String wire, Object carrier, String json) throws Exception {
        SERVER.on("cell", ScriptedServer.table("v:" + type, List.of(SideTable.row(carrier))));
        JsonNode expected = ScriptedServer.JSON.readTree(json);

        JsonNode first = SERVER.ask("/v1/rest/query", "cell").at("/Tables/0");
        assertEquals(expected, first.at("/Rows/0/0"));
        assertEquals(
                "[{\"ColumnName\":\"v\",\"DataType\":\"" + wire + "\",\"ColumnType\":\"" + type + "\"}]",
                first.get("Columns").toString());

        JsonNode second = SERVER.ask("/v2/rest/query", "cell").get(2);
        assertEquals(expected, second.at("/Rows/0/0"));
        assertEquals(
                "[{\"ColumnName\":\"v\",\"ColumnType\":\"" + type + "\"}]",
                second.get("Columns").toString());
    }

    @Test
    void text_isExactOnTheWire() throws Exception {
        SERVER.on("real", ScriptedServer.table("v:real,w:real", List.of(SideTable.row(1.0, 1e300))));
        String body = SERVER.post("/v1/rest/query", "{\"csl\":\"real\"}").body();
        assertEquals("[1,1E+300]", body.substring(body.indexOf("[[") + 1, body.indexOf("]]") + 1));
    }
}
