package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {

    @ParameterizedTest
    @CsvSource({
        "'the Red fox', red, true, false, true, true",
        "redwood, red, false, false, true, false",
        "infrared, red, false, false, false, true",
        "'redred red', red, true, true, true, true",
        "x.red.y, red, true, true, true, true",
        "red_fox, red, true, true, true, true",
        "'ÉTÉ 2031', été, true, false, true, true",
        "aété, été, false, false, false, true",
        "'one two three', 'two three', true, true, true, true",
        "'one two threes', 'two three', false, false, true, false",
        "a-b, -b, true, true, true, true",
        "a[b]c, [b], true, true, true, true",
        "anything, '', true, true, true, true",
        "'', '', true, true, true, true",
        "'', a, false, false, false, false",
        "'𝒳red', red, false, false, false, true",
        "'😀red', red, true, true, true, true"
    })
    void findsWholeTerms(String text, String term, boolean has, boolean cs, boolean prefix, boolean suffix) {
        assertEquals(has, Terms.has(text, term), "has");
        assertEquals(cs, Terms.hasCs(text, term), "has_cs");
        assertEquals(prefix, Terms.hasPrefix(text, term), "hasprefix");
        assertEquals(suffix, Terms.hasSuffix(text, term), "hassuffix");
    }

    @Test
    void looksForSeveral() {
        assertEquals(true, Terms.hasAny("the red fox", "[\"green\",\"FOX\"]"));
        assertEquals(false, Terms.hasAny("the red fox", "[\"green\",\"ox\"]"));
        assertEquals(false, Terms.hasAny("the red fox", null));
        assertEquals(true, Terms.hasAll("the red fox", "[\"red\",\"FOX\"]"));
        assertEquals(false, Terms.hasAll("the red fox", "[\"red\",\"ox\"]"));
    }
}
