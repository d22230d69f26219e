package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                " { \"b\" : 1 , \"a\" : [ 2.50 , null ] } ~ {\"b\":1,\"a\":[2.5,null]}",
                "{\"k\":1,\"m\":2,\"k\":3} ~ {\"k\":3,\"m\":2}",
                "1e3 ~ 1000.0",
                "7.0 ~ 7.0",
                "-0.00001 ~ -1E-05",
                "9223372036854775807 ~ 9223372036854775807",
                "-9223372036854775808 ~ -9223372036854775808",
                "123456789012345678901234567890 ~ 123456789012345678901234567890",
                "\"tab\\t slash\\/ é \\u00e9 \\ud83d\\ude00\" ~ \"tab\\t slash/ é é 😀\"",
                "\"\\u0001\\\"\\\\\" ~ \"\\u0001\\\"\\\\\"",
                "[] ~ []",
                "{} ~ {}",
                "[[[]],{\"\":{}}] ~ [[[]],{\"\":{}}]",
                "1e999 ~ 1e999",
                "[0.1234567890123456789,1.50,-12345678901234567890] ~ [0.1234567890123456789,1.5,-12345678901234567890]",
            })
    void writesWhatItReadsCompactly(String text, String expected) {
        assertEquals(expected, Json.parse(text).write());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{a:1}",
                "[1,]",
                "{\"a\":1,}",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "nan",
                "tru",
                "truely",
                "\"open",
                "\"\\q\"",
                "\"\\u12\"",
                "[1] 2",
                "{\"a\" 1}",
                "{1:2}",
                "'x'",
                "\"a\nb\"",
                "1e",
                "["
            })
    void textThatIsNoJsonIsAStringOfItself(String text) {
        assertTrue(Json.strict(text).isEmpty());
        assertEquals(new Json.Text(text), Json.parse(text));
    }

    @Test
    void deepNestingIsNoJsonButNoCrashEither() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertTrue(Json.strict(deep).isEmpty());
        assertTrue(Json.strict("[".repeat(400) + "]".repeat(400)).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"a\":1,\"b\":{\"a\":2}} ~ b ~ {\"a\":2}",
                "{\"a\":1,\"b\":{\"a\":2}} ~ a ~ 1",
                "{\"x\":\"},\\\"a\\\":9\",\"a\":[1,{\"q\":2}]} ~ a ~ [1,{\"q\":2}]",
                "{\"x\":\"s,t\"} ~ x ~ \"s,t\"",
                "{\"A\":1} ~ a ~ ",
                "{\"a\":null} ~ a ~ ",
                "{\"a b\":7} ~ a b ~ 7",
                "{\"q\\\"\":7} ~ q\" ~ 7",
                "{} ~ a ~ ",
                "[1] ~ a ~ ",
                "\"a\" ~ a ~ ",
                "5 ~ a ~ ",
            })
    void stepsByKey(String json, String key, String expected) {
        assertEquals(expected, Json.get(json, key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[10,20,30] ~ 0 ~ 10",
                "[10,20,30] ~ 2 ~ 30",
                "[10,20,30] ~ 3 ~ ",
                "[10,20,30] ~ -1 ~ 30",
                "[10,20,30] ~ -3 ~ 10",
                "[10,20,30] ~ -4 ~ ",
                "[[1,2],{\"a\":[3]},\",]\"] ~ 1 ~ {\"a\":[3]}",
                "[[1,2],{\"a\":[3]},\",]\"] ~ 2 ~ \",]\"",
                "[null,1] ~ 0 ~ ",
                "[] ~ 0 ~ ",
                "[] ~ -1 ~ ",
                "{\"0\":1} ~ 0 ~ ",
                "7 ~ 0 ~ ",
            })
    void stepsByIndex(String json, long index, String expected) {
        assertEquals(expected, Json.at(json, index));
    }

    @Test
    void stepsOfNullAreNull() {
        assertNull(Json.get(null, "a"));
        assertNull(Json.at(null, 0));
    }

    @Test
    void scalarsBecomeJson() {
        assertEquals("true", Json.ofCarrier(KqlType.BOOL, true));
        assertEquals("-5", Json.ofCarrier(KqlType.INT, -5));
        assertEquals("10.0", Json.ofCarrier(KqlType.REAL, 10.0));
        assertEquals("\"NaN\"", Json.ofCarrier(KqlType.REAL, Double.NaN));
        assertEquals("\"1.5\"", Json.ofCarrier(KqlType.DECIMAL, "1.5"));
        assertEquals("\"say \\\"hi\\\"\"", Json.ofCarrier(KqlType.STRING, "say \"hi\""));
        assertEquals("\"0001-01-01T00:00:00.0000001Z\"", Json.ofCarrier(KqlType.DATETIME, 1L));
        assertEquals("\"1.00:00:00\"", Json.ofCarrier(KqlType.TIMESPAN, Ticks.PER_DAY));
        assertEquals("{\"a\":1}", Json.ofCarrier(KqlType.DYNAMIC, "{\"a\":1}"));
        assertNull(Json.ofCarrier(KqlType.LONG, null));
    }

    @Test
    void kindsAndTexts() {
        assertEquals("null", Json.NULL.kind());
        assertEquals("double", Json.parse("1.0").kind());
        assertEquals("long", Json.parse("1").kind());
        assertEquals("dictionary", Json.parse("{}").kind());
        assertEquals("", Json.NULL.text());
        assertEquals("a\"b", Json.parse("\"a\\\"b\"").text());
        assertEquals("[\"a\"]", Json.parse("[ \"a\" ]").text());
        assertNull(Json.parse("null").carrier());
    }
}
