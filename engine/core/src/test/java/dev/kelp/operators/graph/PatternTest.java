package dev.kelp.operators.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Engine;
import dev.kelp.golden.GoldenFile;
import dev.kelp.golden.GoldenRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patterns of single edges are joins; with a path of no edge beside them the same patterns are searched for. Both find the same. */
class PatternTest {
    private static final int PATTERNS = 150;

    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = GoldenRunner.open(folder);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void joinsAndTheSearchAgree() {
        GoldenRunner runner = new GoldenRunner(engine, "duckdb");
        Random random = new Random(11);
        int rows = 0;
        for (int i = 0; i < PATTERNS; i++) {
            String graph = graph(random);
            String pattern = pattern(random);
            String cycles = List.of("all", "none", "unique_edges").get(random.nextInt(3));
            String where = random.nextBoolean() ? " where e0.w < 3 and n0.v != 2" : "";
            String project = " project n0.id, n1.id, n1.v, e0.w, e0.a";
            String joined = graph + "graph-match cycles=" + cycles + " " + pattern + where + project;
            String searched =
                    graph + "graph-match cycles=" + cycles + " " + pattern + ", (n0)-[p*0..0]->(q)" + where + project;
            List<String> answer = answer(runner, joined);
            assertEquals(answer, answer(runner, searched), joined);
            rows += answer.size() - 1;
        }
        assertTrue(rows > 4 * PATTERNS, rows + " rows are too few to tell");
    }

    private static List<String> answer(GoldenRunner runner, String query) {
        return runner.answer(new GoldenFile.Case("", true, Map.of(), query, List.of()));
    }

    private static String graph(Random random) {
        List<String> edges = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            edges.add("'" + random.nextInt(4) + "', '" + random.nextInt(4) + "', " + random.nextInt(4));
        }
        return "let N = datatable(id: string, v: long)['0', 1, '1', 2, '2', 3, '9', 4];\n"
                + "datatable(a: string, b: string, w: long)[" + String.join(", ", edges) + "]"
                + "\n| make-graph a --> b with N on id\n| ";
    }

    /** Sequences that share nodes; the first one leads from n0 to n1 by e0. */
    private static String pattern(Random random) {
        int edges = 1 + random.nextInt(3);
        List<String> sequences = new ArrayList<>();
        sequences.add("(n0)" + edge(random, "e0") + "(n1)");
        for (int i = 1; i < edges; i++) {
            String known = "(n" + random.nextInt(2) + ")";
            String other = random.nextInt(3) == 0 ? "()" : "(n" + random.nextInt(4) + ")";
            String edge = edge(random, "");
            sequences.add(random.nextBoolean() ? known + edge + other : other + edge + known);
        }
        return String.join(", ", sequences);
    }

    private static String edge(Random random, String name) {
        return switch (random.nextInt(3)) {
            case 0 -> "-[" + name + "]->";
            case 1 -> "<-[" + name + "]-";
            default -> "-[" + name + "]-";
        };
    }
}
