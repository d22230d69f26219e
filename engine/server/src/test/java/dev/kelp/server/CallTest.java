package dev.kelp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms in which the SDKs write a request. */
class CallTest {
    private static Call call(String json) {
        return Call.posted(json.getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void properties_asString() {
        Call call = call("""
                {"db":"Sea","csl":"T","properties":"{\\"Options\\":{\\"servertimeout\\":\\"00:01:30\\",\\"notruncation\\":true},\\"Parameters\\":{\\"n\\":\\"int(5)\\",\\"s\\":\\"x\\\\\\"y\\"}}"}""");
        assertEquals("Sea", call.database());
        assertEquals(Map.of("servertimeout", "00:01:30", "notruncation", "true"), call.options());
        assertEquals(Map.of("n", "int(5)", "s", "x\"y"), call.parameters());
    }

    @Test
    void properties_asObject_keysInAnyCase() {
        Call call = call("""
                {"DB":"Sea","CSL":"T","querySource":"dashboard","properties":{"options":{"ServerTimeout":"50m","truncationmaxrecords":7},"Parameters":{"n":5,"d":[1,2],"gone":null}}}""");
        assertEquals("Sea", call.database());
        assertEquals(Map.of("servertimeout", "50m", "truncationmaxrecords", "7"), call.options());
        assertEquals(Map.of("n", "5", "d", "[1,2]"), call.parameters());
        assertEquals(
                Duration.ofMinutes(50), Settings.of(call.options(), Map.of()).timeout());
        assertEquals(7, Settings.of(call.options(), Map.of()).limits().records());
    }

    @Test
    void properties_mayBeMissingOrEmpty() {
        for (String properties :
                new String[] {"", ",\"properties\":null", ",\"properties\":\"\"", ",\"properties\":{}"}) {
            Call call = call("{\"csl\":\"T\"" + properties + "}");
            assertEquals("", call.database());
            assertTrue(call.options().isEmpty());
        }
    }

    @Test
    void clientRequestId_headerBeforeBody() {
        byte[] body =
                "{\"csl\":\"T\",\"properties\":{\"ClientRequestId\":\"in the body\"}}".getBytes(StandardCharsets.UTF_8);
        assertEquals("in the body", Call.posted(body, null).clientRequestId());
        assertEquals("in the header", Call.posted(body, "in the header").clientRequestId());
    }

    @Test
    void command_isToldByItsText() {
        assertTrue(call("{\"csl\":\" \\n// why\\n.show tables\"}").isCommand());
        assertFalse(call("{\"csl\":\"// .show tables\\nT\"}").isCommand());
        assertFalse(call("{\"csl\":\"print .5\"}").isCommand());
        assertTrue(call("{\"csl\":\"// why\\n.show tables\"}").isShow());
        assertFalse(call("{\"csl\":\".drop table show\"}").isShow());
    }

    @Test
    void malformed_isRefused() {
        for (String body :
                new String[] {"", "not json", "[]", "{}", "{\"csl\":\"  \"}", "{\"csl\":\"T\",\"properties\":\"{\"}"}) {
            assertThrows(KqlException.class, () -> call(body), body);
        }
        for (String option : new String[] {"\"servertimeout\":\"soon\"", "\"truncationmaxrecords\":\"few\""}) {
            Call call = call("{\"csl\":\"T\",\"properties\":{\"Options\":{" + option + "}}}");
            assertThrows(KqlException.class, () -> Settings.of(call.options(), Map.of()), option);
        }
    }
}
