package dev.kelp.spark;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The one Spark of all tests: two cores, no web pages, one partition after a shuffle. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession session() {
        return Started.SESSION;
    }

    private static final class Started {
        static final SparkSession SESSION = start();
    }

    private static SparkSession start() {
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .appName("kelp-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.session.timeZone", "UTC")
                // Compiling Java for each golden case, in sessions of their own, would take most of the tests' time.
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        session.conf().set("spark.sql.codegen.wholeStage", "true");
        session.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
        return session;
    }

    static Dataset<Row> sql(String text) {
        return session().sql(text);
    }

    static Dataset<Row> read(Object folder, String table) {
        return session()
                .read()
                .format("kelp")
                .options(Map.of("path", folder.toString(), "table", table))
                .load();
    }

    static void write(Dataset<Row> rows, Object folder, String table, String mode) {
        rows.write()
                .format("kelp")
                .option("path", folder.toString())
                .option("table", table)
                .mode(mode)
                .save();
    }

    /** Waits for the tasks of jobs that have failed: Spark tells of a job's end before its last tasks have ended. */
    static void awaitTasks() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (Arrays.stream(session().sparkContext().statusTracker().getExecutorInfos())
                .anyMatch(executor -> executor.numRunningTasks() > 0)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("tasks still run a minute after their job's end");
            }
            Thread.sleep(20);
        }
    }
}
