package dev.kelp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.golden.GoldenFile;
import dev.kelp.golden.GoldenRunner;
import dev.kelp.run.Cancellation;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** KQL over stored tables, on Spark as on DuckDB. */
@Tag("slow")
class KqlOnSparkTest {
    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void writeRides() {
        LocalSpark.write(
                LocalSpark.session()
                        .range(0, 4_000, 1, 4)
                        .selectExpr(
                                "id",
                                "timestamp'2024-05-01' + make_dt_interval(0, CAST(id div 60 AS int), CAST(id % 60 AS int), 0.000001) AS start",
                                "make_dt_interval(0, 0, CAST(id % 45 AS int), 0.5) AS took",
                                "concat('Zone ', id % 11) AS zone",
                                "CASE WHEN id % 100 = 0 THEN double('NaN') WHEN id % 70 = 0 THEN NULL ELSE id / 8D END AS fare",
                                "CAST(id AS decimal(12, 3)) / 4 AS tip",
                                "id % 3 = 0 AS shared",
                                "named_struct('rider', id % 5, 'tags', array('a', 'b')) AS extra"),
                folder,
                "rides",
                "append");
        engine = Engine.open(folder);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static List<String> answer(String query, String executor) {
        return new GoldenRunner(engine, executor).answer(new GoldenFile.Case(query, false, Map.of(), query, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rides | count",
                "rides | where start between (datetime(2024-05-02) .. 1h) | project id, start, took, tip, extra | sort by id asc",
                "rides | where fare > 490 | summarize n = count(), total = sum(tip) by zone | sort by zone asc",
                "rides | where fare != 10 | count",
                "rides | where isnull(fare) | summarize count(), min(start), max(took)",
                "rides | where zone has '7' and shared | summarize dcount(zone), sum(took), avg(fare)",
                "rides | where zone in ('Zone 1', 'Zone 2') | summarize s = make_set(tostring(extra.rider)) by shared | project shared, riders = array_sort_asc(s) | sort by shared asc",
                "rides | summarize count() by bin(start, 1d), shared | sort by start asc, shared asc",
                "rides | join kind=inner (rides | where id < 3 | project id, other = zone) on id | project id, zone, other | sort by id asc",
                "rides | top 3 by tip desc | project id, tip, extra",
                "rides | where id == 5 | extend x = strcat(zone, '/', tostring(took)), y = start + took"
            })
    void theSameRowsAsDuckDb(String query) {
        List<String> rows = answer(query, "spark");
        assertEquals(answer(query, "duckdb"), rows);
        assertFalse(rows.get(0).startsWith("error"), rows.toString());
        assertTrue(rows.size() > 1, rows.toString());
    }

    @Test
    void conditionsLeaveExtentsUnopened() throws Exception {
        try (TaskNumbers numbers = new TaskNumbers()) {
            assertEquals(
                    List.of("expect Count:long", "[60]"),
                    answer(
                            "rides | where start >= datetime(2024-05-03 17:00) and id between (3900 .. 3959) | count",
                            "spark"));
            assertEquals(1, numbers.sum("extents opened"));
        }
    }

    @Test
    void whatIsNotThereIsRefusedWithItsPlace() {
        KqlException wrong =
                assertThrows(KqlException.class, () -> ask("rides | where nothing > 1", new Cancellation()));
        assertEquals("1:15", String.valueOf(wrong.position()));
        assertEquals(Problem.UNKNOWN_COLUMN, wrong.problem());
    }

    @Test
    void cancelStopsTheTasks() {
        Cancellation cancellation = new Cancellation();
        SparkListener atFirstTask = new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                cancellation.cancel();
            }
        };
        LocalSpark.session().sparkContext().addSparkListener(atFirstTask);
        try {
            KqlException stopped = assertThrows(
                    KqlException.class,
                    () -> ask(
                            "rides | extend k = 1 | join kind=inner (rides | extend k = 1) on k"
                                    + " | summarize dcount(strcat(id, id1)) by shared",
                            cancellation));
            assertEquals(Problem.CANCELLED, stopped.problem());
        } finally {
            LocalSpark.session().sparkContext().removeSparkListener(atFirstTask);
        }
    }

    private static void ask(String query, Cancellation cancellation) {
        try (Answer answer = engine.execute(Request.of(query).executor("spark").cancellation(cancellation))) {
            while (answer.primary().frame().next()) {
                assertTrue(answer.primary().frame().batch().getRowCount() > 0);
            }
        }
    }
}
