package dev.kelp.spark;

import dev.kelp.functions.Dialect;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Executor;
import dev.kelp.run.Frame;
import dev.kelp.sql.JavaFunction;
import dev.kelp.sql.SqlText;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs KQL on Spark: the typed plan in Spark's dialect, its scans read through {@code format("kelp")} at the snapshot the query was
 * bound to, its Java functions registered as Spark functions.
 *
 * <p>It uses the Spark that is running and starts a local one where there is none. The user's session is left alone: settings and
 * functions live in a session of its own.
 */
public final class SparkExecutor implements Executor {
    private final Set<String> registered = new HashSet<>();
    private @Nullable SparkSession started;
    private @Nullable SparkSession session;

    @Override
    public Dialect dialect() {
        return Dialect.SPARK;
    }

    @Override
    public Frame run(SqlText query, Job job) {
        SparkSession spark = session();
        register(query, spark);
        String sql = query.sql();
        for (SqlText.ScanSlot slot : query.scans()) {
            sql = sql.replace(slot.marker(), ScanText.of(slot.request(), job));
        }
        String tag = "kelp-" + UUID.randomUUID();
        Cancellation cancellation = job.cancellation();
        cancellation.onCancel(() -> spark.sparkContext().cancelJobsWithTag(tag));
        try {
            Dataset<Row> rows = spark.sql(sql);
            return SparkFrame.open(rows, query.schema(), spark, tag, cancellation);
        } catch (Exception e) {
            throw SparkErrors.of(e, cancellation);
        }
    }

    private synchronized void register(SqlText query, SparkSession spark) {
        for (JavaFunction function : query.functions()) {
            if (registered.add(function.name())) {
                SparkFunction.register(function, spark);
            }
        }
    }

    private synchronized SparkSession session() {
        SparkSession own = session;
        if (own == null || own.sparkContext().isStopped()) {
            own = running().newSession();
            own.conf().set("spark.sql.session.timeZone", "UTC");
            // KQL's whole numbers wrap around, and no value of data makes it fail.
            own.conf().set("spark.sql.ansi.enabled", "false");
            // What a query's text says is meant: no ${env:HOME} is filled in, and backslashes in strings escape.
            own.conf().set("spark.sql.variable.substitute", "false");
            own.conf().set("spark.sql.parser.escapedStringLiterals", "false");
            KelpDataSource.register(own);
            registered.clear();
            session = own;
        }
        return own;
    }

    private SparkSession running() {
        scala.Option<SparkSession> active = SparkSession.getActiveSession();
        scala.Option<SparkSession> usable = active.isDefined() ? active : SparkSession.getDefaultSession();
        if (usable.isDefined() && !usable.get().sparkContext().isStopped()) {
            return usable.get();
        }
        started = SparkSession.builder()
                .master("local[*]")
                .appName("kelp")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        return started;
    }

    /** Stops the Spark that it started, and no other. */
    @Override
    public synchronized void close() {
        if (started != null) {
            started.stop();
            started = null;
        }
    }
}
