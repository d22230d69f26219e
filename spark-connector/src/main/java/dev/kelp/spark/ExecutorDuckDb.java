package dev.kelp.spark;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.DuckDbErrors;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/**
 * The one DuckDB of a Spark executor (in local mode, of the process), started by the first task that needs it.
 *
 * <p>It takes the executor's cores. {@code spark.kelp.duckdb.NAME} sets DuckDB's setting NAME, for example {@code memory_limit}.
 */
final class ExecutorDuckDb {
    private static final String SETTINGS = "spark.kelp.duckdb.";

    private ExecutorDuckDb() {}

    static DuckDb get() {
        return Started.DUCKDB;
    }

    private static final class Started {
        static final DuckDb DUCKDB = start();
    }

    private static DuckDb start() {
        DuckDb duckDb = DuckDb.open(settings());
        try {
            duckDb.connect(List.of(SparkDecimals.NEAREST)).close();
            return duckDb;
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, new Cancellation());
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        // Beside the executor's heap, and in local mode an engine's own DuckDB.
        settings.put("memory_limit", "40%");
        SparkEnv env = SparkEnv.get();
        if (env != null) {
            SparkConf conf = env.conf();
            if (conf.contains("spark.executor.cores")) {
                settings.put("threads", conf.get("spark.executor.cores"));
            }
            for (Tuple2<String, String> entry : Arrays.asList(conf.getAllWithPrefix(SETTINGS))) {
                settings.put(entry._1(), entry._2());
            }
        }
        return settings;
    }
}
