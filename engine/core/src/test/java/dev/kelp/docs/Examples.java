package dev.kelp.docs;

import dev.kelp.golden.GoldenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The golden cases as examples for the pages: of the cases that use something, the shortest with its answer. */
final class Examples {
    private static final Pattern TEXT = Pattern.compile("@?\"(?:\\\\.|[^\"\\\\\n])*\"|@?'(?:\\\\.|[^'\\\\\n])*'");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\s*\\(");
    private static final Pattern STAGE = Pattern.compile("(?:^|[|(;{=]|\\n)\\s*([a-z_][\\w-]*)");

    /** An answer of more rows is cut. */
    private static final int MOST_ROWS = 6;

    /** @param calls the names that stand before a parenthesis */
    private record Known(GoldenFile.Case golden, Set<String> calls, Set<String> stages, int length) {
        /** Refused, or without rows. */
        boolean saysLittle() {
            return golden.expected().size() == 1;
        }
    }

    private final List<Known> cases;

    Examples() {
        cases = GoldenFile.below(Path.of("src/test/resources/golden")).stream()
                .flatMap(file -> file.cases().stream())
                .filter(golden -> !golden.expected().isEmpty())
                .map(Examples::known)
                .toList();
    }

    private static Known known(GoldenFile.Case golden) {
        String code = TEXT.matcher(golden.query()).replaceAll("\"\"");
        int answer = golden.expected().stream().mapToInt(String::length).sum();
        return new Known(
                golden, names(CALL, code), names(STAGE, code), golden.query().length() + answer);
    }

    private static Set<String> names(Pattern pattern, String code) {
        return pattern.matcher(code)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A case that calls a function or plugin. */
    Optional<GoldenFile.Case> ofCall(String name) {
        return shortest(known -> known.calls().contains(name));
    }

    /** A case that uses an operator. */
    Optional<GoldenFile.Case> ofOperator(String word) {
        return shortest(known -> known.stages().contains(word));
    }

    /** One with rows where there is one. */
    private Optional<GoldenFile.Case> shortest(Predicate<Known> wanted) {
        return cases.stream()
                .filter(wanted)
                .min(Comparator.comparing(Known::saysLittle).thenComparingInt(Known::length))
                .map(Known::golden);
    }

    /** Blocks of code with what they are examples of before them; names with the same one share it. */
    static String blocks(Stream<Map.Entry<String, GoldenFile.Case>> examples) {
        Map<GoldenFile.Case, List<String>> names = new LinkedHashMap<>();
        examples.forEach(
                e -> names.computeIfAbsent(e.getValue(), k -> new ArrayList<>()).add(e.getKey()));
        StringBuilder out = new StringBuilder();
        names.forEach((golden, named) -> out.append(named.stream().collect(Collectors.joining("`, `", "`", "`")))
                .append("\n\n```kql\n")
                .append(golden.query())
                .append('\n')
                .append(answer(golden.expected()))
                .append("```\n\n"));
        return out.toString();
    }

    private static String answer(List<String> expected) {
        String rows = expected.stream()
                .limit(MOST_ROWS + 1)
                .map(line -> "// " + (line.startsWith("expect ") ? line.substring("expect ".length()) : line) + "\n")
                .collect(Collectors.joining());
        return expected.size() > MOST_ROWS + 1 ? rows + "// …\n" : rows;
    }
}
