package dev.kelp.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of KQL queries with what they must answer, in comments, so that it stays KQL.
 *
 * <pre>
 * // case: keeps the rows for which it is true
 * // unordered
 * // skip spark the reason
 * datatable(x:long)[1, 2] | where x &gt; 1
 * // expect x:long
 * // [2]
 *
 * // case: refuses a number
 * print 1 | where 1
 * // error KS141 1:17
 * </pre>
 */
public record GoldenFile(Path path, List<Case> cases) {

    /**
     * @param skips reasons by executor
     * @param expected the lines {@code expect …} and the rows after it, or {@code error …}; empty where none is written yet
     */
    public record Case(
            String name, boolean unordered, Map<String, String> skips, String query, List<String> expected) {}

    public static GoldenFile read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Case> cases = new ArrayList<>();
        String name = null;
        boolean unordered = false;
        Map<String, String> skips = new LinkedHashMap<>();
        StringBuilder query = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("// case:")) {
                if (name != null) {
                    cases.add(new Case(
                            name, unordered, Map.copyOf(skips), query.toString().strip(), List.copyOf(expected)));
                }
                name = line.substring("// case:".length()).strip();
                unordered = false;
                skips.clear();
                query.setLength(0);
                expected.clear();
            } else if (name == null) {
                if (!line.isBlank() && !line.startsWith("//")) {
                    throw new IllegalArgumentException(path + ": a query before the first '// case:'");
                }
            } else if (line.equals("// unordered")) {
                unordered = true;
            } else if (line.startsWith("// skip ")) {
                String[] words = line.split(" ", 4);
                if (words.length < 4 || !words[2].equals("spark") && !words[2].equals("duckdb")) {
                    throw new IllegalArgumentException(path + ": '" + line + "' is no '// skip spark|duckdb reason'");
                }
                skips.put(words[2], words[3]);
            } else if (line.startsWith("// expect")
                    || line.startsWith("// error")
                    || !expected.isEmpty() && line.startsWith("// ")) {
                expected.add(line.substring(3));
            } else if (expected.isEmpty()) {
                query.append(line).append('\n');
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException(path + ": '" + line + "' after the expectation of '" + name + "'");
            }
        }
        if (name != null) {
            cases.add(new Case(
                    name, unordered, Map.copyOf(skips), query.toString().strip(), List.copyOf(expected)));
        }
        return new GoldenFile(path, List.copyOf(cases));
    }

    /** The files below a folder, in order of their names; with {@code -Dkelp.golden.only=join} those whose path holds that. */
    public static List<GoldenFile> below(Path folder) {
        String only = System.getProperty("kelp.golden.only", "");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(
                            p -> p.toString().endsWith(".kql") && p.toString().contains(only))
                    .sorted()
                    .map(GoldenFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file anew with other expectations, one list per case. */
    public void rewrite(Path target, List<List<String>> expectations) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cases.size(); i++) {
            Case c = cases.get(i);
            out.append(i == 0 ? "" : "\n").append("// case: ").append(c.name()).append('\n');
            if (c.unordered()) {
                out.append("// unordered\n");
            }
            c.skips().forEach((executor, reason) -> out.append("// skip ")
                    .append(executor)
                    .append(' ')
                    .append(reason)
                    .append('\n'));
            out.append(c.query()).append('\n');
            expectations.get(i).forEach(line -> out.append("// ").append(line).append('\n'));
        }
        try {
            Files.writeString(target, out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
