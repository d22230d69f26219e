package dev.kelp.functions.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.functions.TableRows;
import dev.kelp.functions.graph.PathPattern.Capture;
import dev.kelp.functions.graph.PathPattern.Cycles;
import dev.kelp.functions.graph.PathPattern.Direction;
import dev.kelp.functions.graph.PathPattern.Kind;
import dev.kelp.functions.graph.PathPattern.Output;
import dev.kelp.functions.graph.PathPattern.Path;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The searches find what a walk along all paths of small random graphs finds. */
class PathSearchTest {
    private static final Schema NODES =
            new Schema(List.of(new Field("id", KqlType.LONG), new Field("open", KqlType.BOOL)));
    private static final Schema EDGES = new Schema(List.of(
            new Field("s", KqlType.LONG),
            new Field("t", KqlType.LONG),
            new Field("ok", KqlType.BOOL),
            new Field("n", KqlType.DYNAMIC)));
    private static final List<Capture> CAPTURES =
            List.of(new Capture(Kind.NODE, 0, 0), new Capture(Kind.NODE, 1, 0), new Capture(Kind.EDGES, 0, 3));

    /** A graph: nodes are numbers, and each may be open; edges are pairs of them, and each may be ok. */
    private record Small(boolean[] open, int[][] edges, boolean[] ok) {
        static Small random(Random random) {
            boolean[] open = new boolean[1 + random.nextInt(5)];
            int[][] edges = new int[random.nextInt(8)][2];
            boolean[] ok = new boolean[edges.length];
            for (int i = 0; i < open.length; i++) {
                open[i] = random.nextInt(4) > 0;
            }
            for (int i = 0; i < edges.length; i++) {
                edges[i] = new int[] {random.nextInt(open.length), random.nextInt(open.length)};
                ok[i] = random.nextInt(5) > 0;
            }
            return new Small(open, edges, ok);
        }

        List<TableRows> tables() {
            List<@Nullable Object[]> nodes = new ArrayList<>();
            for (int i = 0; i < open.length; i++) {
                nodes.add(new @Nullable Object[] {(long) i, open[i]});
            }
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (int i = 0; i < edges.length; i++) {
                rows.add(new @Nullable Object[] {(long) edges[i][0], (long) edges[i][1], ok[i], String.valueOf(i)});
            }
            return List.of(new TableRows(NODES, nodes), new TableRows(EDGES, rows));
        }
    }

    /** What a pattern of one path asks for. */
    private record Asked(Cycles cycles, Direction direction, int min, int max, boolean conditions) {
        static Asked random(Random random) {
            int min = random.nextInt(3);
            return new Asked(
                    Cycles.values()[random.nextInt(3)],
                    Direction.values()[random.nextInt(3)],
                    min,
                    min + random.nextInt(3),
                    random.nextBoolean());
        }

        PathPattern pattern(Output output) {
            List<Integer> onEdges = conditions ? List.of(2) : List.of();
            List<Integer> inside = conditions ? List.of(1) : List.of();
            return new PathPattern(
                    cycles,
                    output,
                    1,
                    List.of(List.of(), List.of()),
                    List.of(new Path(0, 1, direction, min, max, onEdges, inside)),
                    List.of(),
                    CAPTURES);
        }
    }

    @Test
    void everyPathIsFoundOnce() {
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            Small graph = Small.random(random);
            Asked asked = Asked.random(random);
            assertEquals(walked(graph, asked), searched(graph, asked, Output.EVERY), () -> asked + " " + told(graph));
        }
    }

    @Test
    void allShortestPathsAreThoseThatNoOtherIsShorterThan() {
        Random random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            Small graph = Small.random(random);
            Asked asked = Asked.random(random);
            List<String> all = walked(graph, asked);
            List<String> shortest = all.stream()
                    .filter(path -> all.stream()
                            .noneMatch(other -> ends(other).equals(ends(path)) && length(other) < length(path)))
                    .toList();
            assertEquals(shortest, searched(graph, asked, Output.ALL_SHORTEST), () -> asked + " " + told(graph));
            List<String> any = searched(graph, asked, Output.ANY_SHORTEST);
            assertTrue(shortest.containsAll(any), () -> asked + " " + told(graph));
            Set<String> pairs =
                    new HashSet<>(shortest.stream().map(PathSearchTest::ends).toList());
            assertEquals(pairs.size(), any.size(), () -> asked + " " + told(graph));
        }
    }

    @Test
    void aPatternSurvivesItsText() {
        PathPattern pattern = new PathPattern(
                Cycles.NONE,
                Output.ANY_SHORTEST,
                2,
                List.of(List.of(), List.of(3, 4)),
                List.of(new Path(0, 1, Direction.LEFT, 0, 9, List.of(5), List.of())),
                List.of(new Capture(Kind.ANY_EDGE, 0, 6)),
                CAPTURES);
        assertEquals(pattern, PathPattern.read(pattern.write()));
    }

    @Test
    void componentsAreWhatReachesEachOther() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            Small graph = Small.random(random);
            for (boolean strong : new boolean[] {false, true}) {
                boolean[][] reach = reach(graph, !strong);
                List<Long> numbers =
                        GraphFunctions.components(components(graph), new @Nullable Object[] {strong}).stream()
                                .map(row -> (Long) row[1])
                                .toList();
                long next = 0;
                for (int a = 0; a < reach.length; a++) {
                    for (int b = 0; b < reach.length; b++) {
                        assertEquals(
                                reach[a][b] && reach[b][a],
                                numbers.get(a).equals(numbers.get(b)),
                                () -> strong + " " + told(graph));
                    }
                    // Numbers are given in the order of the nodes.
                    assertTrue(numbers.get(a) <= next, () -> told(graph));
                    next = Math.max(next, numbers.get(a) + 1);
                }
            }
        }
    }

    @Test
    void aSearchThatNeverEndsIsRefused() {
        List<@Nullable Object[]> nodes = new ArrayList<>();
        List<@Nullable Object[]> edges = new ArrayList<>();
        for (long a = 0; a < 20; a++) {
            nodes.add(new @Nullable Object[] {a, true});
            for (long b = 0; b < 20; b++) {
                edges.add(new @Nullable Object[] {a, b, true, "0"});
            }
        }
        PathPattern pattern = new Asked(Cycles.UNIQUE_EDGES, Direction.RIGHT, 1, 50, false).pattern(Output.EVERY);
        KqlException refused = assertThrows(
                KqlException.class,
                () -> GraphFunctions.matches(
                        List.of(new TableRows(NODES, nodes), new TableRows(EDGES, edges)),
                        new @Nullable Object[] {pattern.write()}));
        assertEquals(Problem.LIMITS, refused.problem());
    }

    private static String told(Small graph) {
        return Arrays.deepToString(graph.edges()) + Arrays.toString(graph.ok()) + Arrays.toString(graph.open());
    }

    private static List<String> searched(Small graph, Asked asked, Output output) {
        return GraphFunctions.matches(
                        graph.tables(),
                        new @Nullable Object[] {asked.pattern(output).write()})
                .stream()
                .map(row -> row[0] + ">" + row[1] + ":" + row[2])
                .sorted()
                .toList();
    }

    private static String ends(String path) {
        return path.substring(0, path.indexOf(':'));
    }

    private static int length(String path) {
        return path.endsWith("[]") ? 0 : path.split(",").length;
    }

    /** All paths, by the definition of each word. */
    private static List<String> walked(Small graph, Asked asked) {
        List<String> found = new ArrayList<>();
        for (int start = 0; start < graph.open().length; start++) {
            walk(graph, asked, List.of(start), List.of(), found);
        }
        return found.stream().sorted().toList();
    }

    private static void walk(Small graph, Asked asked, List<Integer> nodes, List<Integer> edges, List<String> found) {
        int at = nodes.get(nodes.size() - 1);
        if (edges.size() >= asked.min()) {
            String texts = String.join(",", edges.stream().map(String::valueOf).toList());
            found.add(nodes.get(0) + ">" + at + ":[" + texts + "]");
        }
        boolean stays = asked.conditions() && !edges.isEmpty() && !graph.open()[at];
        if (edges.size() == asked.max() || stays) {
            return;
        }
        for (int e = 0; e < graph.edges().length; e++) {
            Set<Integer> nexts = new HashSet<>();
            if (asked.direction() != Direction.LEFT && graph.edges()[e][0] == at) {
                nexts.add(graph.edges()[e][1]);
            }
            if (asked.direction() != Direction.RIGHT && graph.edges()[e][1] == at) {
                nexts.add(graph.edges()[e][0]);
            }
            for (int next : nexts) {
                boolean twice = asked.cycles() == Cycles.NONE && nodes.contains(next)
                        || asked.cycles() == Cycles.UNIQUE_EDGES && edges.contains(e);
                if (!twice && (!asked.conditions() || graph.ok()[e])) {
                    walk(graph, asked, with(nodes, next), with(edges, e), found);
                }
            }
        }
    }

    private static List<Integer> with(List<Integer> some, int more) {
        List<Integer> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private static List<TableRows> components(Small graph) {
        List<TableRows> tables = graph.tables();
        Schema ids = new Schema(List.of(new Field("id", KqlType.LONG)));
        List<@Nullable Object[]> nodes = new ArrayList<>();
        tables.get(0).rows().forEach(row -> nodes.add(Arrays.copyOf(row, 1)));
        return List.of(new TableRows(ids, nodes), tables.get(1));
    }

    private static boolean[][] reach(Small graph, boolean bothWays) {
        int count = graph.open().length;
        boolean[][] reach = new boolean[count][count];
        for (int i = 0; i < count; i++) {
            reach[i][i] = true;
        }
        for (int[] edge : graph.edges()) {
            reach[edge[0]][edge[1]] = true;
            reach[edge[1]][edge[0]] |= bothWays;
        }
        for (int over = 0; over < count; over++) {
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    reach[a][b] |= reach[a][over] && reach[over][b];
                }
            }
        }
        return reach;
    }
}
