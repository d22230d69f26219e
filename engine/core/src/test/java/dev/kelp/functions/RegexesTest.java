package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.text.KqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc | b | true",
                "abc | ^b | false",
                "'x\u0661y' | \\d | true",
                "'a\u00A0b' | a\\sb | true",
                "naïve | ^\\w+$ | true",
                "'red\n' | red$ | false",
                "'red\nfox' | (?m)red$ | true",
                "'a\nb' | a.b | false",
                "'a\nb' | (?s)a.b | true",
                "ÉTÉ | (?i)été | true",
                "Ωmega | \\p{Greek} | true",
                "Ωmega | ^\\P{Latin} | true",
                "x{y} | x{y} | true",
                "a]b | []]b | true",
                "a[b | [[]b | true",
                "é | [[:alpha:]] | false",
                "fox | [[:alpha:]]{3} | true",
                "e | [a-z&&[^aeiou]] | false",
                "f | [a-z&&[^aeiou]] | true",
                "2031-05 | (?P<year>\\d{4})-(?<mo_nth>\\d\\d) | true",
                "'\u000B' | \\v | true",
                "A | \\x{41} | true",
            })
    void matchesAsKqlDoes(String text, String regex, boolean expected) {
        assertEquals(expected, Regexes.matches(text, regex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)", "(?<!a)b", "(a)\\1", "(", "[a", "\\q", "a\\", "(?<n", "[[:nope:]]", "*"})
    void refusesWhatKqlDoesNotKnow(String regex) {
        assertThrows(KqlException.class, () -> Regexes.matches("a", regex));
    }

    @Test
    void extracts() {
        assertEquals("31", Regexes.extract("(\\d\\d)-(\\d\\d)", 2L, "05-31 06-30"));
        assertEquals("05-31", Regexes.extract("(\\d\\d)-(\\d\\d)", 0L, "05-31 06-30"));
        assertEquals("", Regexes.extract("(x)", 1L, "abc"));
        assertEquals("", Regexes.extract("a(x)?", 1L, "abc"));
        assertEquals("", Regexes.extract("a", 5L, "abc"));
        assertEquals("[\"05\",\"06\"]", Regexes.extractAll("(\\d\\d)-", "05-31 06-30"));
        assertEquals("[[\"05\",\"31\"],[\"06\",\"30\"]]", Regexes.extractAll("(\\d\\d)-(\\d\\d)", "05-31 06-30"));
        assertEquals("[\"31\",\"30\"]", Regexes.extractGroups("(\\d\\d)-(\\d\\d)", "[2]", "05-31 06-30"));
        assertEquals(
                "[[\"31\",\"05\"]]", Regexes.extractGroups("(?P<m>\\d\\d)-(?<d>\\d\\d)", "[\"d\",\"m\"]", "05-31"));
        assertNull(Regexes.extractAll("(x)", "abc"));
    }

    @ParameterizedTest
    @CsvSource({
        "2031-05, (\\d+)-(\\d+), \\2/\\1, 05/2031",
        "aXbX, X, [\\0], a[X]b[X]",
        "aXb, X, $1\\\\, 'a$1\\b'",
        "abc, x, y, abc",
        "abc, , -, -a-b-c-",
        "'', a, b, ''"
    })
    void replacesEveryMatch(String text, String regex, String rewrite, String expected) {
        assertEquals(expected, Regexes.replace(text, regex == null ? "" : regex, rewrite));
    }

    @ParameterizedTest
    @CsvSource({"-, --a--, -a-", "-+, --a--, a", "[^a-z]+, 12a3b45, a3b", "x, '', ''", "a|ab, abcab, bc"})
    void trimsOneMatchAtEachEnd(String regex, String text, String expected) {
        assertEquals(expected, Regexes.trim(regex, text));
    }

    @Test
    void countsMatchesThatFollowOneAnother() {
        assertEquals(2, Regexes.count("aaaaa", "aa"));
        assertEquals(0, Regexes.count("", "a"));
    }

    @Test
    void takesAsLittleAsItCanWhereToldTo() {
        assertEquals("a.*?b.+c\\d??x{2,3}?", RegexSyntax.lazyJava("a.*b.+?c\\d?x{2,3}"));
        assertEquals("a.*?b", RegexSyntax.java("(?U)a.*b"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.b|c*, a.b|c*",
        "^\\d+$, ^\\p{Nd}+$",
        "[\\d_]{2}, [\\p{Nd}_]{2}",
        "(?i)\\.log, (?i)\\.log",
        "\\w, [\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}]"
    })
    void tellsRe2TheSame(String regex, String re2) {
        assertEquals(re2, RegexSyntax.re2(regex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\bred\\b", "[a-z&&[^x]]", "[^\\W]", "x{500}", "(?=a)", "(?P<n>a)", "(a)\\1", "[a", "\\"})
    void keepsFromRe2WhatItMayReadOtherwise(String regex) {
        assertNull(RegexSyntax.re2(regex));
    }
}
