package dev.kelp.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kelp.Engine;
import dev.kelp.golden.GoldenFile;
import dev.kelp.golden.GoldenRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of docs/semantics.md: every rule that code cites is there, and the engine answers the examples as written.
 *
 * <p>An example is a query, over one or more lines of a {@code kql} block, and behind {@code //} its rows as JSON arrays, or
 * {@code columns} and the names and types, or {@code error} and the code and place.
 */
class SemanticsTest {
    private static final Path PAGE = GeneratedDocsTest.DOCS.resolve("semantics.md");
    private static final List<String> SOURCES =
            List.of("engine/core", "engine/server", "spark-connector", "notebook-magic/kernel");
    private static final Pattern CITED = Pattern.compile("\\bR(\\d{1,3})(?: to R(\\d{1,3}))?\\b");
    private static final Pattern HEADING = Pattern.compile("(?m)^<a id=\"r(\\d+)\"></a>\\*\\*R\\1\\.");

    @TempDir
    Path folder;

    @Test
    void everyCitedRuleIsThere() throws IOException {
        Set<Integer> missing = new TreeSet<>();
        for (String source : SOURCES) {
            try (Stream<Path> files = Files.walk(Path.of("../..", source, "src/main"))) {
                files.filter(p -> p.toString().endsWith(".java"))
                        .map(SemanticsTest::read)
                        .flatMap(text -> CITED.matcher(text).results())
                        .flatMapToInt(SemanticsTest::range)
                        .forEach(missing::add);
            }
        }
        assertFalse(missing.isEmpty(), "no citation was found at all");
        HEADING.matcher(Files.readString(PAGE)).results().forEach(r -> missing.remove(Integer.valueOf(r.group(1))));
        assertEquals(Set.of(), missing, "rules that code cites and docs/semantics.md lacks");
    }

    @Test
    void theExamplesAreTrue() throws IOException {
        String page = Files.readString(PAGE);
        try (Engine engine = Engine.open(folder)) {
            String answered = answered(page, new GoldenRunner(engine, "duckdb"));
            if (Boolean.getBoolean("kelp.docs.update")) {
                Files.writeString(PAGE, answered);
            } else {
                assertEquals(page, answered);
            }
        }
    }

    private static String answered(String page, GoldenRunner runner) {
        List<String> out = new ArrayList<>();
        List<String> query = new ArrayList<>();
        boolean inside = false;
        for (String line : page.lines().toList()) {
            if (line.startsWith("```")) {
                inside = line.equals("```kql");
                out.add(line);
                continue;
            }
            int comment = inside ? line.lastIndexOf(" //") : -1;
            if (inside) {
                query.add(comment < 0 ? line : line.substring(0, comment));
            }
            if (comment < 0) {
                out.add(line);
            } else {
                String expected = line.substring(comment + 3).strip();
                out.add(line.substring(0, comment) + " // " + answer(String.join("\n", query), expected, runner));
                query.clear();
            }
        }
        assertEquals(List.of(), query, "an example without an answer");
        return String.join("\n", out) + "\n";
    }

    private static String answer(String query, String expected, GoldenRunner runner) {
        List<String> lines = runner.answer(new GoldenFile.Case("example", false, Map.of(), query, List.of()));
        String head = lines.get(0);
        if (!head.startsWith("expect ")) {
            return head;
        }
        return expected.startsWith("columns")
                ? "columns " + head.substring("expect ".length())
                : lines.size() == 1 ? "no rows" : String.join(" ", lines.subList(1, lines.size()));
    }

    private static IntStream range(MatchResult cited) {
        int first = Integer.parseInt(cited.group(1));
        return IntStream.rangeClosed(first, cited.group(2) == null ? first : Integer.parseInt(cited.group(2)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
