package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJsonTest {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "0.0",
            "-0.0",
            "7",
            "-7",
            "07",
            "1.0",
            "1.10",
            "2.5",
            "0.001",
            "0.0001",
            "0.00001",
            "0.00012",
            "1e3",
            "1E-7",
            "123456789012345",
            "1234567890123456",
            "12345678901234.5",
            "123456789012345.5",
            "9223372036854775808",
            "1.",
            ".5",
            "--1",
            "+1",
            "100000.0",
            "99999999999999.9",
            "0.1234567890123",
            "0.10000000000000001",
            "0.12345678901234568",
            "0.1234567890123456789",
            "0.12345678901234567890",
            "999999999999999.99999",
            "1234567890123456.75",
            "0.000000000000000012345678901234567",
            "1e999",
            "1e-999",
            "1.2345678901234567891E5");
    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\"a\"",
            "\"é😀\"",
            "\"\\n\\\"\\\\\"",
            "\"\\/\"",
            "\"\\u0001\"",
            "\"\\u00e9\"",
            "\"tab\there\"",
            "\"open",
            "\"\\x\"",
            "'a'",
            "\"Aa\"",
            "\"BB\"",
            "\"\u007f\u2028\"");
    private static final List<String> SPACES = List.of(" ", "\n", "\t", "");

    private final Random random = new Random(20261123);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"size\":1896895516,\"format\":\"json\",\"tags\":[\"t13\",\"final\"],\"ratio\":0.8}",
                "[]",
                "{}",
                "null",
                "[true,false,null,-1.5,\"\\\"\"]",
                "{\"a\":{\"a\":{\"a\":1}}}",
            })
    void commonTextsAreCompact(String text) {
        assertTrue(Json.isCompact(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{\"a\":1,\"a\":2}",
                "[1 ]",
                "[1,]",
                "1e3",
                "-0",
                "nul",
                "truex",
                "{\"a\"}",
                "\"\\u0041\""
            })
    void othersAreNot(String text) {
        assertFalse(Json.isCompact(text));
    }

    /** What it calls compact must come out of the tree as it went in; a good part of the texts made here must be. */
    @Test
    void whatIsCompactIsWrittenTheSame() {
        int compact = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = mutated(value(0));
            if (Json.isCompact(text)) {
                compact++;
                assertEquals(text, Json.parse(text).write());
                assertTrue(Json.strict(text).isPresent(), text);
            }
        }
        assertTrue(compact > 20_000, "only " + compact + " texts were compact");
    }

    /** What is left when blanks and zeros are left out is what the tree writes. */
    @Test
    void whatStaysIsWhatTheTreeWrites() {
        int shorter = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = mutated(value(0));
            byte[] utf8 = (text + "\0").getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream stays = new ByteArrayOutputStream();
            int end = Json.compact(utf8, 0, true, (from, to) -> stays.write(utf8, from, to - from));
            if (end >= 0) {
                String read = new String(utf8, 0, end, StandardCharsets.UTF_8);
                assertEquals(Json.strict(read).orElseThrow().write(), stays.toString(StandardCharsets.UTF_8), read);
                shorter += stays.size() < end ? 1 : 0;
            }
        }
        assertTrue(shorter > 2_000, "only " + shorter + " texts became shorter");
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 3 : 5)) {
            case 0 -> pick(NUMBERS);
            case 1 -> pick(STRINGS);
            case 2 -> pick(List.of("true", "false", "null"));
            case 3 -> several(i -> value(depth + 1), "[", "]");
            default -> several(i -> key(i) + ":" + value(depth + 1), "{", "}");
        };
    }

    private String several(IntFunction<String> item, String open, String close) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(item).collect(Collectors.joining(",", open, close));
    }

    /** Mostly of its own; {@code Aa} and {@code BB} have one hash. */
    private String key(int i) {
        return random.nextInt(6) > 0 ? "\"k" + i + "\"" : pick(STRINGS);
    }

    private String mutated(String text) {
        if (random.nextInt(3) > 0 || text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + pick(SPACES) + text.substring(at);
            case 1 -> text.substring(0, at);
            default -> text.substring(0, at) + "0,:{}[]\"".charAt(random.nextInt(8)) + text.substring(at);
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
