package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type, its extremes and its null, as the cells of both protocols. */
class EncodingTest {
    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    static List<Arguments> cells() {
        return List.of(
                cell("bool", "SByte", "true", "true"),
                cell("bool", "SByte", "false", "false"),
                cell("bool", "SByte", "bool(null)", "null"),
                cell("int", "Int32", "int(-2147483648)", "-2147483648"),
                cell("int", "Int32", "int(null)", "null"),
                cell("long", "Int64", "9223372036854775807", "9223372036854775807"),
                cell("long", "Int64", "long(null)", "null"),
                cell("real", "Double", "1.0", "1"),
                cell("real", "Double", "-0.25", "-0.25"),
                cell("real", "Double", "1e300", "1E+300"),
                cell("real", "Double", "real(nan)", "\"NaN\""),
                cell("real", "Double", "real(+inf)", "\"Infinity\""),
                cell("real", "Double", "real(-inf)", "\"-Infinity\""),
                cell("real", "Double", "real(null)", "null"),
                cell("decimal", "SqlDecimal", "decimal(2.00000000000001)", "\"2.00000000000001\""),
                cell("decimal", "SqlDecimal", "decimal(null)", "null"),
                cell("string", "String", "''", "\"\""),
                cell(
                        "string",
                        "String",
                        "'tab\\t\"quote\" \\\\ é 🪸\\u0001'",
                        "\"tab\\t\\\"quote\\\" \\\\ é 🪸\\u0001\""),
                cell("datetime", "DateTime", "datetime(0001-01-01)", "\"0001-01-01T00:00:00Z\""),
                cell(
                        "datetime",
                        "DateTime",
                        "datetime(9999-12-31 23:59:59.9999999)",
                        "\"9999-12-31T23:59:59.9999999Z\""),
                cell("datetime", "DateTime", "datetime(null)", "null"),
                cell("timespan", "TimeSpan", "0s", "\"00:00:00\""),
                cell("timespan", "TimeSpan", "1d + 1s + 10010tick", "\"1.00:00:01.0010010\""),
                cell("timespan", "TimeSpan", "-2d - 2s - 20020tick", "\"-2.00:00:02.0020020\""),
                cell("timespan", "TimeSpan", "timespan(null)", "null"),
                cell(
                        "guid",
                        "Guid",
                        "guid(0A1B2C3D-0000-0000-0000-00000000BEEF)",
                        "\"0a1b2c3d-0000-0000-0000-00000000beef\""),
                cell("guid", "Guid", "guid(null)", "null"),
                cell("dynamic", "Object", "dynamic({'a': [1, 2.5, null]})", "{\"a\":[1,2.5,null]}"),
                cell("dynamic", "Object", "dynamic('text')", "\"text\""),
                cell("dynamic", "Object", "dynamic(7)", "7"),
                cell("dynamic", "Object", "dynamic(null)", "null"));
    }

    private static Arguments cell(String type, String wire, String kql, String json) {
        return Arguments.of(type, wire, kql, json);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell_bothProtocols(String type, String wire, String kql, String json) throws Exception {
        String first =
                SERVER.ask("/v1/rest/query", "print v = " + kql).at("/Tables/0").toString();
        assertEquals(
                "{\"TableName\":\"Table_0\",\"Columns\":[{\"ColumnName\":\"v\",\"DataType\":\"" + wire
                        + "\",\"ColumnType\":\"" + type + "\"}],\"Rows\":[[" + number(json) + "]]}",
                first);
        String second = SERVER.ask("/v2/rest/query", "print v = " + kql).get(2).toString();
        assertEquals(
                "{\"FrameType\":\"DataTable\",\"TableId\":1,\"TableKind\":\"PrimaryResult\",\"TableName\":\"PrimaryResult\","
                        + "\"Columns\":[{\"ColumnName\":\"v\",\"ColumnType\":\"" + type + "\"}],\"Rows\":[["
                        + number(json) + "]]}",
                second);
    }

    /** As the test's own JSON tree writes it. */
    private static String number(String json) throws Exception {
        return TestServer.JSON.readTree(json).toString();
    }

    @Test
    void text_isExactOnTheWire() throws Exception {
        String body = SERVER.post("/v1/rest/query", "{\"csl\":\"print 1.0, 1e300, 1d, dynamic({'a':1.0})\"}")
                .body();
        assertEquals(
                "[1,1E+300,\"1.00:00:00\",{\"a\":1.0}]",
                body.substring(body.indexOf("[[") + 1, body.indexOf("]]") + 1));
    }
}
