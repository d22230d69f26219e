package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(KqlType.BOOL, true, "True", "true", "true"),
                Arguments.of(KqlType.INT, -3, "-3", "-3", "-3"),
                Arguments.of(
                        KqlType.LONG,
                        Long.MAX_VALUE,
                        "9223372036854775807",
                        "9223372036854775807",
                        "9223372036854775807"),
                Arguments.of(KqlType.REAL, 2.0, "2.0", "2", "2.0"),
                Arguments.of(KqlType.REAL, Double.NaN, "NaN", "\"NaN\"", "\"NaN\""),
                Arguments.of(KqlType.REAL, Double.NEGATIVE_INFINITY, "-Infinity", "\"-Infinity\"", "\"-Infinity\""),
                Arguments.of(KqlType.DECIMAL, "1.5", "1.5", "\"1.5\"", "\"1.5\""),
                Arguments.of(
                        KqlType.STRING,
                        "a\"\\\n\u0001é\uD83D\uDE00",
                        "a\"\\\n\u0001é\uD83D\uDE00",
                        "\"a\\\"\\\\\\n\\u0001é\uD83D\uDE00\"",
                        "\"a\\\"\\\\\\n\\u0001é\uD83D\uDE00\""),
                Arguments.of(
                        KqlType.DATETIME,
                        Ticks.UNIX_EPOCH,
                        "1970-01-01T00:00:00.0000000Z",
                        "\"1970-01-01T00:00:00Z\"",
                        "\"1970-01-01T00:00:00.0000000Z\""),
                Arguments.of(KqlType.TIMESPAN, Ticks.PER_DAY, "1.00:00:00", "\"1.00:00:00\"", "\"1.00:00:00\""),
                Arguments.of(KqlType.DYNAMIC, "{\"a\":1}", "{\"a\":1}", "{\"a\":1}", "{\"a\":1}"),
                Arguments.of(KqlType.DYNAMIC, "\"x\\u0041\\t\"", "xA\t", "\"x\\u0041\\t\"", "\"x\\u0041\\t\""),
                Arguments.of(KqlType.STRING, null, "", "\"\"", "\"\""),
                Arguments.of(KqlType.LONG, null, "", "null", "null"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writes(KqlType type, @Nullable Object value, String text, String wire, String element) {
        assertEquals(text, Values.text(value, type));
        StringBuilder out = new StringBuilder();
        Values.writeWire(out, value, type);
        assertEquals(wire, out.toString());
        out.setLength(0);
        Values.writeElement(out, value, type);
        assertEquals(element, out.toString());
    }

    @Test
    void aDynamicNullIsEmptyText() {
        assertEquals("", Values.dynamicText("null"));
    }
}
