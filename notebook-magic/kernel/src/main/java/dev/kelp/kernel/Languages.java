package dev.kelp.kernel;

import dev.kelp.kernel.cell.CellLanguage;
import dev.kelp.kernel.cell.Cells;
import dev.kelp.kernel.cell.LineMagics;
import dev.kelp.kernel.java.JavaCells;
import dev.kelp.kernel.java.ValueViews;
import dev.kelp.kernel.kql.KqlCells;
import dev.kelp.kernel.session.Session;
import dev.kelp.kernel.spark.SparkCells;
import dev.kelp.kernel.spark.SparkFrames;
import dev.kelp.kernel.spark.SparkRuntime;
import dev.kelp.kernel.sql.SqlCells;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The table of cell languages. */
final class Languages {
    private Languages() {}

    /** The languages over a session; makes the slow ones ready in the background, the engine first. */
    static Cells of(Session session) {
        ExecutorService background = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "kelp-warm-up");
            thread.setDaemon(true);
            return thread;
        });
        background.execute(session::warm);
        KqlCells kql = new KqlCells(session);
        SparkRuntime spark = new SparkRuntime(session);
        JavaCells java = new JavaCells(session, new ValueViews(List.of(SparkFrames::view)), spark, background);
        background.shutdown();
        Map<String, CellLanguage> languages = Map.of(
                "kql",
                kql,
                "java",
                java,
                "sql",
                new SqlCells(session),
                "spark",
                new SparkCells(session, spark, java::loader));
        return new Cells(languages, new LineMagics(session), kql::evaluate);
    }
}
