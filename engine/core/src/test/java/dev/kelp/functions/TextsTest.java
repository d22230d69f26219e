package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "kelpie, 1, 3, elp",
                "kelpie, 4, 10, ie",
                "kelpie, 6, 1, ''",
                "kelpie, -2, 1, i",
                "kelpie, -6, 2, ke",
                "kelpie, -7, 2, ''",
                "kelpie, 0, 0, ''",
                "kelpie, 0, -1, ''",
                "kelpie, null, 1, ''",
                "kelpie, 0, null, ''",
                "'', 0, 1, ''",
                "a😀b, 1, 1, 😀",
                "a😀b, -1, 1, b",
                "kelpie, 9223372036854775807, 9223372036854775807, ''",
                "kelpie, -9223372036854775808, 1, ''"
            })
    void takesParts(String text, @Nullable Long start, @Nullable Long length, String expected) {
        assertEquals(expected, Texts.substring(text, start, length));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "banana, an, null, null, null, 1",
                "banana, an, 2, null, null, 3",
                "banana, an, 0, -1, 2, 3",
                "banana, ana, 0, -1, 2, 3",
                "banana, an, 0, 3, 2, -1",
                "banana, nana, 0, 3, 1, 2",
                "banana, an, -3, null, null, 3",
                "banana, an, 9, null, null, -1",
                "banana, x, 0, -1, 1, -1",
                "banana, '', 0, -1, 1, null",
                "banana, an, 0, -2, 1, null",
                "banana, an, 0, -1, -1, null",
                "😀an, an, null, null, null, 1",
                "'', a, null, null, null, -1"
            })
    void findsTexts(
            String text,
            String sought,
            @Nullable Long start,
            @Nullable Long length,
            @Nullable Long nth,
            @Nullable Long at) {
        assertEquals(at, Texts.indexOf(text, sought, start, length, nth));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "banana, a.a, null, null, null, 1",
                "banana, a.a, 0, -1, 2, -1",
                "banana, an?, 0, -1, 3, 5",
                "banana, n, 0, 3, 1, 2",
                "banana, na, 0, 3, 1, -1",
                "banana, n, -1, null, null, null",
                "😀1, \\d, null, null, null, 1"
            })
    void findsMatches(
            String text,
            String regex,
            @Nullable Long start,
            @Nullable Long length,
            @Nullable Long nth,
            @Nullable Long at) {
        assertEquals(at, Texts.indexOfRegex(text, regex, start, length, nth));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "anana, ana, null, 2",
                "anana, ana, normal, 2",
                "anana, ana, regex, 1",
                "anana, '', null, 0",
                "'', a, null, 0"
            })
    void counts(String text, String sought, @Nullable String kind, long expected) {
        assertEquals(expected, Texts.countOf(text, sought, kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "a,,b | , | null | [\"a\",\"\",\"b\"]",
                "a::b:: | :: | null | [\"a\",\"b\",\"\"]",
                "a,b | , | 1 | [\"b\"]",
                "a,b | , | 2 | []",
                "'' | , | null | [\"\"]",
                "abc | '' | null | [\"abc\"]",
                "a\"b | , | null | [\"a\\\"b\"]"
            })
    void splits(String text, String delimiter, @Nullable Long index, String expected) {
        assertEquals(expected, Texts.split(text, delimiter, index));
    }

    @Test
    void replacesTheEarlierTextsFirstAndNothingTwice() {
        assertEquals("b a", Texts.replaceStrings("a b", "[\"a\",\"b\"]", "[\"b\",\"a\"]"));
        assertEquals("x", Texts.replaceStrings("abab", "[\"ab\",\"a\"]", "[\"\",\"x\"]") + "x");
        assertEquals("abc", Texts.replaceStrings("abc", "[1,\"\",\"c\"]", "[\"x\",\"y\",2]"));
        assertEquals("abc", Texts.replaceStrings("abc", null, "[]"));
    }

    @ParameterizedTest
    @CsvSource({
        "abc, xyz, cab, zxy",
        "abc, x, aabbcd, xxxxxd",
        "abc, '', a1b2, 12",
        "é😀, e!, é😀z, e!z",
        "'', x, abc, abc"
    })
    void translates(String search, String replacement, String text, String expected) {
        assertEquals(expected, Texts.translate(search, replacement, text));
    }

    @Test
    void joinsAndRepeats() {
        assertEquals("1--x-2.0-true", Texts.joinArray("[1,null,\"x\",2.0,true]", "-"));
        assertEquals("", Texts.joinArray("{\"a\":1}", "-"));
        assertEquals("", Texts.joinArray(null, "-"));
        assertEquals("ab.ab.ab", Texts.repeat("ab", 3L, "."));
        assertEquals("abab", Texts.repeat("ab", 2L, null));
        assertEquals("", Texts.repeat("ab", 0L, "."));
        assertEquals("", Texts.repeat("ab", null, null));
        assertEquals(1024, Texts.repeat("a", 5000L, null).length());
    }

    @Test
    void knowsCodePoints() {
        assertEquals("b😀a", Texts.reverse("a😀b"));
        assertEquals("STRAßE É", Texts.upper("straße é"));
        assertEquals("[97,128512]", Texts.codePoints("a😀"));
        assertEquals("a😀", Texts.ofCodePoints(new Object[] {"97", "[128512]"}));
        assertEquals("", Texts.ofCodePoints(new Object[] {"97", "\"x\""}));
        assertEquals("", Texts.ofCodePoints(new Object[] {"-1"}));
        assertEquals("", Texts.ofCodePoints(new @Nullable Object[] {null}));
    }
}
