package dev.kelp.spark;

import dev.kelp.Engine;
import dev.kelp.fuzz.Answers;
import dev.kelp.fuzz.Arguments;
import dev.kelp.fuzz.Data;
import dev.kelp.fuzz.Profile;
import dev.kelp.fuzz.Queries;
import dev.kelp.run.Cancellation;
import dev.kelp.text.Problem;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Generated queries over rows that they bring along, answered by DuckDB and by Spark: {@code dev/fuzz --execute 10000}. */
public final class Executions {
    private static final Profile PROFILE = Profile.forExecution();
    /** A query may join its rows with themselves over and over: what takes longer is cancelled and counted. */
    private static final int LIMIT_SECONDS = 30;

    private static final double LIMIT_BYTES = 64e6;

    private final Engine engine;
    private final Map<String, Integer> refused = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int equal;
    private int different;
    private int slow;
    /** Differences that DuckDB shows itself when the same rows come in another order: numbers, lists, any row of a group. */
    private int byOrder;
    /** Answers over the 64 MB at which Kusto refuses to give them: an array of days carried by each of its days' rows is 15 TB. */
    private int large;

    private Executions(Engine engine) {
        this.engine = engine;
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int from = arguments.number("from", 0);
        int count = arguments.number("execute", 10_000);
        LocalSpark.session();
        try (Engine engine = Engine.open(Files.createTempDirectory("kelp-executions"))) {
            Executions executions = new Executions(engine);
            for (int i = from; i < from + count; i++) {
                executions.run(arguments.number("seed", 1), i);
                if ((i + 1) % 100 == 0) {
                    System.out.printf(Locale.ROOT, "%d: %s%n", i + 1, executions);
                }
            }
            executions.refused.entrySet().stream()
                    .sorted((a, b) -> b.getValue() - a.getValue())
                    .forEach(e -> System.out.println(e.getValue() + "  " + e.getKey()));
            System.out.println(executions);
        }
        System.exit(0);
    }

    private void run(long seed, int index) {
        String query = Queries.query(seed, index, PROFILE);
        String text = Data.lets() + query;
        if (bytes(query) > LIMIT_BYTES) {
            large++;
            return;
        }
        List<String> duckDb = answer(text, "duckdb");
        if (duckDb.get(0).startsWith("error ")) {
            refused.merge("duckdb " + duckDb.get(0), 1, Integer::sum);
            if (duckDb.get(0).startsWith("error KQ9")) { // an error of Kelp's own, or no answer in time
                System.out.println(index + " " + query + "\n    duckdb " + duckDb.get(0));
            }
            return;
        }
        List<String> spark = answer(text, "spark");
        if (spark.get(0).startsWith(cancelled())) {
            slow++;
            System.out.println(index + " " + query + "\n    spark gave no answer in " + LIMIT_SECONDS + " s");
        } else if (spark.equals(duckDb)) {
            equal++;
        } else if (!answer(Data.lets(true) + query, "duckdb").equals(duckDb)) {
            byOrder++;
        } else {
            different++;
            System.out.println(
                    index + " " + query + "\n    duckdb " + cut(duckDb, spark) + "\n    spark  " + cut(spark, duckDb));
        }
    }

    /** The answer's size as DuckDB counts it without making it; none where the query can't be counted. */
    private double bytes(String query) {
        List<String> sum = answer(Data.lets() + "(" + query + "\n) | summarize sum(estimate_data_size(*))", "duckdb");
        return sum.size() == 2 && !sum.get(1).equals("null") ? Double.parseDouble(sum.get(1)) : 0;
    }

    private List<String> answer(String text, String executor) {
        Cancellation cancellation = new Cancellation();
        ScheduledFuture<?> limit = clock.schedule(cancellation::cancel, LIMIT_SECONDS, TimeUnit.SECONDS);
        try {
            return Answers.of(engine, text, executor, cancellation);
        } finally {
            limit.cancel(false);
        }
    }

    private static String cancelled() {
        return "error " + Problem.CANCELLED.code() + ":";
    }

    /** The rows that only one has. */
    private static String cut(List<String> lines, List<String> others) {
        String text = lines.size() + " lines: "
                + String.join(
                        " / ",
                        lines.stream().filter(l -> !others.contains(l)).limit(3).toList());
        return text.substring(0, Math.min(600, text.length()));
    }

    @Override
    public String toString() {
        return equal + " equal, " + different + " different, " + byOrder + " depend on the order of rows, " + slow
                + " too slow on Spark, " + large + " over 64 MB, "
                + refused.values().stream().mapToInt(Integer::intValue).sum() + " refused";
    }
}
