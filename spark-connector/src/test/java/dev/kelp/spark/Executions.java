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

    private final Engine engine;
    private final Map<String, Integer> refused = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int equal;
    private int different;
    private int slow;
    /** Differences that DuckDB shows itself when the same rows come in another order: numbers, lists, any row of a group. */
    private int byOrder;

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
                + " too slow on Spark, "
                + refused.values().stream().mapToInt(Integer::intValue).sum() + " refused";
    }
}
