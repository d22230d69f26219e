package dev.kelp.kernel.spark;

import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.java.Handoff;
import dev.kelp.kernel.java.JavaCells;
import dev.kelp.kernel.session.Result;
import dev.kelp.kernel.session.Session;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The one Spark of a notebook, started in this process when a cell first needs it. */
public final class SparkRuntime implements JavaCells.SparkBinding {
    /** The view that holds the last result. */
    public static final String LAST = "last";

    private final Session session;
    private @Nullable SparkSession spark;
    private @Nullable Result shown;

    public SparkRuntime(Session session) {
        this.session = session;
    }

    /** Whether Spark is on the class path. */
    static boolean isPresent() {
        try {
            Class.forName("org.apache.spark.sql.SparkSession", false, SparkRuntime.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * The session, started if need be.
     *
     * @param cells the loader of the classes of Java cells, so that Spark finds the functions they hold
     */
    synchronized SparkSession session(ClassLoader cells) throws CellFailure {
        SparkSession running = spark;
        if (running != null && !running.sparkContext().isStopped()) {
            return running;
        }
        if (!isPresent()) {
            throw CellFailure.of(
                    "NoSpark", "Spark is not on this kernel's class path. './kelp lab' starts one that has it.");
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(cells);
        try {
            running = SparkSession.builder()
                    .appName("kelp")
                    .master("local[*]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.ui.showConsoleProgress", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.session.timeZone", "UTC")
                    .config(
                            "spark.sql.shuffle.partitions",
                            String.valueOf(2 * Runtime.getRuntime().availableProcessors()))
                    .getOrCreate();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        spark = running;
        shown = null;
        return running;
    }

    @Override
    public List<String> declarations(ClassLoader cells) throws CellFailure {
        SparkSession running = session(cells);
        return List.of(
                "import org.apache.spark.sql.*;",
                "import static org.apache.spark.sql.functions.*;",
                "org.apache.spark.sql.SparkSession spark = (org.apache.spark.sql.SparkSession) "
                        + Handoff.expression(running) + ";");
    }

    /** Makes the session's last result the view {@value #LAST}. */
    @Override
    public synchronized void refresh() {
        Result last = session.last();
        if (spark != null && last != null && last != shown) {
            SparkFrames.of(last.table(), spark).createOrReplaceTempView(LAST);
            shown = last;
        }
    }
}
