package dev.kelp.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Diagnostics, hovers, colours, layout and references, one thing each. */
class LanguageServiceTest {
    private static final LanguageService SERVICE = LanguageService.of(new SampleTables(), "");

    private static List<String> errors(String text) {
        return SERVICE.diagnostics(text).stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .map(d -> d.code() + " "
                        + text.substring(d.span().start(), d.span().end()))
                .toList();
    }

    private static String hover(String marked) {
        return SERVICE.hover(marked.replace("¦", ""), marked.indexOf('¦'))
                .map(Hover::text)
                .orElse("");
    }

    private static String colours(String text) {
        StringBuilder out = new StringBuilder();
        for (Classified piece : SERVICE.classify(text)) {
            out.append(out.isEmpty() ? "" : " ")
                    .append(text, piece.span().start(), piece.span().end())
                    .append('/')
                    .append(piece.kind().name().toLowerCase(java.util.Locale.ROOT));
        }
        return out.toString();
    }

    // --- diagnostics
    // --------------------------------------------------------------------------------------------------

    @Test
    void independentErrors_areAllSaid() {
        assertEquals(
                List.of("KS142 Nope", "KS142 None", "KS119 strlen(1, 2)", "KS176 whre", "KS142 q"),
                errors("Storms | where Nope > 1 and None == 2 | extend x = strlen(1, 2), y = 3\n"
                        + "| where x > 1 and y == 3 | whre z == 1 | project y | extend p = q"));
    }

    @Test
    void whatFollowsFromAnError_isNoError() {
        assertEquals(
                List.of("KS204 Nope"),
                errors("Nope | where x > 1 | summarize n = count() by y | extend z = strlen(y)"));
        assertEquals(
                List.of("KS142 Bad"), errors("Storms | extend x = Bad | sort by x | where x == 'a' | summarize by x"));
        assertEquals(
                List.of("KS204 Nope"), errors("Storms | join kind=inner (Nope) on State | project Region, Damage"));
    }

    @Test
    void statements_areIndependent() {
        assertEquals(
                List.of("KS142 Nope", "KS142 None"),
                errors("let a = Storms | where Nope == 1;\nlet f = () { Storms | where None == 1 };\nStorms | count"));
        assertEquals(List.of("KS005 Storms"), errors("let x = 1\nStorms | take x"));
    }

    @Test
    void brokenTexts_haveAnErrorAtItsPlace() {
        assertEquals(List.of("KS004 \"abc"), errors("Storms | where State == \"abc\n| project Damage"));
        assertEquals(List.of("KS005 ;"), errors("Storms | where ; print 1"));
        assertEquals(List.of("KS005 h"), errors("Storms | where (State == 'x' | project Oh"));
    }

    @Test
    void queryParameters_needNoValueToBeWritten() {
        assertEquals(List.of(), errors("declare query_parameters(n: long); Storms | take n"));
    }

    @Test
    void columnsThatDependOnData_areNotDoubted() {
        assertEquals(
                List.of(), errors("Storms | evaluate bag_unpack(Props) | where anything == 1 | summarize by other"));
    }

    @Test
    void commands_haveErrorsInTheirWordsAndQueries() {
        assertEquals(List.of(), errors(".show tables"));
        assertEquals(List.of(), errors(".show tables | where TableName == 'x' | count"));
        assertEquals(List.of(), errors(".ingest inline into table States <| a, b | c"));
        assertEquals(List.of("KS002 .show tabels"), errors(".show tabels"));
        assertEquals(List.of("KS142 Nope"), errors(".set-or-append T <| Storms | where Nope == 1"));
    }

    @Test
    void warnings_carryTheCodesOfKustosAnalyzers() {
        List<String> codes = SERVICE
                .diagnostics("Storms | where State contains 'texas' and isnull(State) | join (States) on State\n"
                        + "| where strlen(Props) > 1")
                .stream()
                .map(Diagnostic::code)
                .toList();
        assertEquals(List.of("KS500", "KS501", "KS508", "KS516"), codes);
    }

    // --- hovers
    // -------------------------------------------------------------------------------------------------------

    @Test
    void hover_saysWhatAWordMeans() {
        assertTrue(hover("Sto¦rms | count").startsWith("table Storms\nState: string\n"));
        assertEquals("Damage: long\ncolumn", hover("Storms | where Dam¦age > 1"));
        assertEquals("twice: long\ncolumn", hover("Storms | extend twi¦ce = 2 * Damage"));
        assertTrue(hover("Storms | wh¦ere Ok").startsWith("where "));
        assertTrue(hover("print strl¦en('a')").startsWith("strlen(string): long\n"));
        assertEquals("a: long\nvalue", hover("let a = 5; print a¦ + 1"));
        assertTrue(hover("let T = States | project Pop; T¦ | count").contains("Pop: int"));
        assertTrue(hover("Storms | evaluate bag_un¦pack(Props)").contains("bag_unpack"));
        assertEquals("real", hover("print 1.0 *¦ 2"));
        assertTrue(hover(".show ta¦bles").contains(".show tables"));
        assertEquals("", hover("// wh¦ere"));
    }

    // --- colours
    // ------------------------------------------------------------------------------------------------------

    @Test
    void colours_knowWhatNamesAre() {
        assertEquals(
                "Storms/table |/punctuation summarize/operator n/column =/symbol count/aggregate (/punctuation"
                        + " )/punctuation by/keyword bin/function (/punctuation StartTime/column ,/punctuation 1h/literal"
                        + " )/punctuation // why/comment",
                colours("Storms | summarize n = count() by bin(StartTime, 1h) // why"));
        assertEquals(
                "let/keyword f/function =/symbol (/punctuation x/parameter :/punctuation long/type )/punctuation"
                        + " {/punctuation x/parameter }/punctuation ;/punctuation print/operator f/function (/punctuation"
                        + " 1/number )/punctuation",
                colours("let f = (x: long) { x }; print f(1)"));
        assertEquals(
                "Storms/table |/punctuation join/operator kind/parameter =/symbol inner/keyword (/punctuation",
                colours("Storms | join kind=inner ("));
        assertEquals("./command show/command tables/command", colours(".show tables"));
    }

    // --- layout
    // -------------------------------------------------------------------------------------------------------

    @Test
    void layout_ofAQuery() {
        assertEquals(
                """
                let T = States
                    | where Pop > 5; // many

                // storms
                Storms
                | where Damage > 100 and State in ('a', 'b')
                // keys first
                | join kind=leftouter (
                    T
                    | project State, Region
                ) on State
                | extend a = -1, b = 2 * Damage - 3, c = Props.a[0]['x y']
                | project-away State1
                """,
                SERVICE.format(
                        "let T=States|where Pop>5; // many\n\n\n// storms\nStorms|where Damage>100 and State in('a','b')\n"
                                + "// keys first\n| join kind=leftouter(T|project State,Region) on State|extend a=-1,b=2*Damage-3,"
                                + "c=Props.a[0]['x y']|project-away   State1\n"));
    }

    @Test
    void layout_breaksListsThatAreTooLong() {
        assertEquals(
                """
                Storms
                | summarize
                """.stripTrailing()
                        + " largest_of_all = max(Damage),\n"
                        + "    smallest_of_all = min(Damage),\n"
                        + "    how_many_there_are = count(),\n"
                        + "    how_many_states = dcount(State)\n"
                        + "    by Ok, State",
                SERVICE.format("Storms | summarize largest_of_all = max(Damage), smallest_of_all = min(Damage),"
                        + " how_many_there_are = count(), how_many_states = dcount(State) by Ok, State"));
    }

    @Test
    void layout_leavesWhatItDoesNotUnderstand() {
        assertEquals("Storms|where(", SERVICE.format("Storms|where("));
        assertEquals(".show   tables", SERVICE.format(".show   tables"));
        assertEquals("// only this", SERVICE.format("// only this"));
    }

    // --- references
    // ---------------------------------------------------------------------------------------------------

    @Test
    void references_ofWhatTheTextDeclares() {
        String text = "let a = 5; let f = (x: long) { x + a }; print f(a)";
        int use = text.lastIndexOf('a');
        assertEquals(Optional.of(new Span(4, 5)), SERVICE.definition(text, use));
        assertEquals(
                List.of(4, text.indexOf("+ a") + 2, use),
                SERVICE.references(text, use).stream().map(Span::start).toList());
        assertEquals(2, SERVICE.references(text, text.indexOf("x:")).size());
        assertEquals(Optional.empty(), SERVICE.definition("Storms | count", 1));
    }

    @Test
    void deepNesting_isNoFault() {
        String deep = "print " + "(".repeat(100_000);
        assertTrue(SERVICE.diagnostics(deep) != null);
        assertEquals(deep, SERVICE.format(deep));
        SERVICE.complete(deep, deep.length());
    }
}
