package dev.kelp.fuzz;

import dev.kelp.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks DuckDB both queries of many pairs. */
public final class Pairs {
    private final Engine engine;
    private final Map<String, Integer> refused = new LinkedHashMap<>();
    private int equal;

    /** @param engine holds the tables that {@link Answers#fill} makes */
    public Pairs(Engine engine) {
        this.engine = engine;
    }

    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.of(args);
        int count = arguments.number("pairs", 20_000);
        try (Engine engine = Engine.open(Files.createTempDirectory("kelp-pairs"))) {
            Answers.fill(engine);
            Pairs pairs = new Pairs(engine);
            int different = 0;
            for (int i = 0; i < count; i++) {
                String difference = pairs.difference(arguments.number("seed", 1), arguments.number("from", 0) + i);
                if (!difference.isEmpty()) {
                    different++;
                    System.out.println(i + " " + difference);
                }
                if ((i + 1) % 1000 == 0) {
                    System.out.printf(Locale.ROOT, "%d pairs, %d differ, %s%n", i + 1, different, pairs);
                }
            }
            System.out.println(pairs.refused);
            System.exit(different == 0 ? 0 : 1);
        }
    }

    /** What is different about the answers of a pair; empty where they agree. */
    public String difference(long seed, long index) {
        Pair pair = Pair.of(seed, index);
        List<String> one = Answers.of(engine, pair.one(), "duckdb");
        List<String> other = Answers.of(engine, pair.other(), "duckdb");
        boolean failed = one.get(0).startsWith("error ");
        if (failed && other.get(0).startsWith("error ")) {
            refused.merge(one.get(0), 1, Integer::sum);
            return "";
        }
        if (one.equals(other)) {
            equal++;
            return "";
        }
        return pair.law() + "\n  " + pair.one() + "\n  " + pair.other() + "\n    " + cut(one) + "\n    " + cut(other);
    }

    private static String cut(List<String> lines) {
        String text = String.join(" / ", lines);
        return text.substring(0, Math.min(500, text.length()));
    }

    @Override
    public String toString() {
        return equal + " equal, "
                + refused.values().stream().mapToInt(Integer::intValue).sum() + " refused twice";
    }
}
