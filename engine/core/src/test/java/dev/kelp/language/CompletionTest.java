package dev.kelp.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases of {@code completion.cases}, and what items hold. */
class CompletionTest {
    private static final LanguageService SERVICE = LanguageService.of(new SampleTables(), "");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<List<String>> cases = new ArrayList<>();
        List<String> current = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/language/completion.cases"))) {
            if (line.startsWith("#") || line.isBlank()) {
                if (!current.isEmpty()) {
                    cases.add(List.copyOf(current));
                }
                current.clear();
            } else {
                current.add(line);
            }
        }
        if (!current.isEmpty()) {
            cases.add(current);
        }
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.get(0), () -> check(c)));
    }

    private static void check(List<String> lines) {
        String marked = lines.get(0).replace('⏎', '\n');
        List<String> labels = SERVICE.complete(marked.replace("¦", ""), marked.indexOf('¦')).items().stream()
                .map(Completions.Item::label)
                .toList();
        assertTrue(lines.size() > 1, "a case without an expectation");
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" +", 2);
            List<String> named = parts.length == 1 ? List.of() : List.of(parts[1].split(", "));
            switch (parts[0]) {
                case "first" ->
                    assertEquals(
                            named, labels.subList(0, Math.min(named.size(), labels.size())), () -> labels.toString());
                case "has" -> named.forEach(n -> assertTrue(labels.contains(n), () -> n + " is missing in " + labels));
                case "lacks" -> named.forEach(n -> assertTrue(!labels.contains(n), () -> n + " is in " + labels));
                case "all" -> assertEquals(new TreeSet<>(named), new TreeSet<>(labels));
                case "none" -> assertEquals(List.of(), labels);
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private static Completions.Item item(String marked, String label) {
        return SERVICE.complete(marked.replace("¦", ""), marked.indexOf('¦')).items().stream()
                .filter(i -> i.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void range_isTheWordBeforeTheCursor() {
        Completions completions = SERVICE.complete("Storms | project-aw and more", 19);
        assertEquals(9, completions.start());
        assertEquals(19, completions.end());
    }

    @Test
    void function_hasSignatureAndSentence() {
        Completions.Item strlen = item("Storms | where strl¦", "strlen");
        assertEquals("strlen(", strlen.insert());
        assertEquals("strlen(string): long", strlen.detail());
        assertTrue(strlen.documentation().contains("code points"), strlen.documentation());
    }

    @Test
    void operator_hasSyntaxAndSentence() {
        Completions.Item take = item("Storms | ta¦", "take");
        assertEquals("take n", take.detail());
        assertTrue(take.documentation().contains("rows"), take.documentation());
        assertEquals("sort by", item("Storms | so¦", "sort").insert());
    }

    @Test
    void table_listsItsColumns_andColumnsHaveTypes() {
        assertTrue(item("¦", "States").documentation().contains("Pop: int"));
        assertEquals("long", item("Storms | where D¦", "Damage").detail());
    }

    @Test
    void name_isWrittenInBracketsWhereItMustBe() {
        assertEquals("['odd name']", item("¦", "odd name").insert());
        assertEquals("['a b']", item("['odd name'] | where ¦", "a b").insert());
    }

    @Test
    void offset_outsideTheTextIsItsNearerEnd() {
        assertEquals(7, SERVICE.complete("Storms ", 99).end());
        assertEquals(0, SERVICE.complete("Storms ", -3).end());
    }
}
