package dev.kelp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.store.Store;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query asks for is done where the data lies, shown by EXPLAIN and counted by tasks. */
class PushdownTest {
    private static final int EXTENTS = 8;
    private static final int ROWS = 1_000;

    @TempDir
    static Path folder;

    /** Eight extents of a thousand rows and 16 columns; {@code day} rises from one to the next. */
    @BeforeAll
    static void writeTrips() {
        StringBuilder wide = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            wide.append(", id * ").append(i).append(" AS pad").append(i);
        }
        LocalSpark.session()
                .range(0, (long) EXTENTS * ROWS, 1, EXTENTS)
                .selectExpr(
                        ("id|timestamp'2024-03-01' + make_dt_interval(CAST(id div 1000 AS int), 0, 0, id % 1000) AS day"
                                        + "|concat('car-', id % 7) AS car|CAST(id % 100 AS int) AS speed"
                                        + "|CASE WHEN id % 50 = 0 THEN double('NaN') ELSE id / 10D END AS distance"
                                        + "|CASE WHEN id % 3 = 0 THEN NULL ELSE CAST(id AS decimal(20, 2)) END AS price"
                                        + "|id % 2 = 0 AS paid"
                                        + wide.toString().replace(", ", "|"))
                                .split("\\|"))
                .write()
                .format("kelp")
                .option("path", folder.toString())
                .option("table", "trips")
                .save();
    }

    private static Dataset<Row> trips() {
        return LocalSpark.read(folder, "trips");
    }

    private static String plan(Dataset<Row> query) {
        return query.queryExecution().executedPlan().toString();
    }

    @Test
    void aFilterAndThreeOfSixteenColumns() throws Exception {
        assertEquals(16, trips().columns().length);
        Dataset<Row> query = trips().where("day >= timestamp'2024-03-03' AND day < timestamp'2024-03-05'")
                .select("day", "car", "speed");
        String plan = plan(query);
        assertTrue(plan.contains("Columns: [day, car, speed]"), plan);
        assertTrue(plan.contains("PushedFilters: [day IS NOT NULL, day >= "), plan);
        assertTrue(plan.contains("Extents: 2 of 8"), plan);
        assertFalse(plan.contains("- Filter"), plan);
        try (TaskNumbers numbers = new TaskNumbers()) {
            assertEquals(2_000, query.collectAsList().size());
            assertEquals(2, numbers.sum("extents opened"));
            assertEquals(2_000, numbers.sum("rows handed to Spark"));
        }
    }

    @Test
    void extentsThatAreLeftAwayAreNotTouched(@TempDir Path other) throws IOException {
        LocalSpark.write(
                trips().where("id < 3000").repartitionByRange(3, functions.col("id")), other, "some", "append");
        Store store = Stores.existing(other.toString());
        TableDef table = store.snapshot().table("main", "some").orElseThrow();
        List<Extent> extents = store.snapshot().extents(new ScanRequest(table, List.of(), List.of()));
        assertEquals(3, extents.size());
        Dataset<Row> first = LocalSpark.read(other, "some").where("id < 10");
        assertTrue(plan(first).contains("Extents: 1 of 3"), plan(first));
        // The files of the other two go, and nobody notices.
        List<Extent> needed = new ArrayList<>();
        for (Extent extent : extents) {
            if (LocalSpark.session()
                            .read()
                            .parquet(extent.path())
                            .where("id < 10")
                            .count()
                    == 0) {
                Files.delete(Path.of(extent.path()));
            } else {
                needed.add(extent);
            }
        }
        assertEquals(1, needed.size());
        assertEquals(10, LocalSpark.read(other, "some").where("id < 10").count());
    }

    /** The same condition is asked of the source and of Spark alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "car = 'car-3'",
                "car <> 'car-3' AND speed > 90",
                "car IN ('car-1', 'car-2', 'none')",
                "NOT (car IN ('car-1', 'car-2')) OR speed <= 5",
                "car LIKE 'car-%' AND car LIKE '%4'",
                "car LIKE 'd%'",
                "car < 'car-2' OR car >= 'car-6'",
                "distance > 700",
                "distance >= 799.9 OR distance < 1",
                "distance < 0.25",
                "distance <= 0.1",
                "distance = double('NaN')",
                "distance <> 12.3",
                "NOT (distance > 10)",
                "price IS NULL AND paid",
                "price > 7990.5",
                "price = 10.00",
                "price <> 10",
                "price <=> NULL",
                "price IN (1, 2, 4.00)",
                "NOT paid",
                "paid = true AND speed = 4",
                "day = timestamp'2024-03-02 00:00:07'",
                "day <= timestamp'2024-03-01 00:00:01'",
                "day > timestamp'2024-03-08 00:16:38'",
                "day <> timestamp'2024-03-02 00:00:07'",
                "day IN (timestamp'2024-03-02 00:00:07', timestamp'2024-03-03')",
                "to_date(day) = date'2024-03-04'",
                "hour(day) = 0 AND speed = 1",
                "id = speed",
                "id % 1000 = 7",
                "pad1 BETWEEN 10 AND 20",
                "speed IS NOT NULL AND id > 7995",
                "length(car) = 5 AND id < 3"
            })
    void everyFilterKeepsSparksMeaning(String condition) {
        List<Row> expected = local().where(condition).orderBy("id").collectAsList();
        assertEquals(
                expected.toString(),
                trips().where(condition).orderBy("id").collectAsList().toString());
    }

    private static Dataset<Row> local() {
        SparkSession session = LocalSpark.session();
        return session.createDataFrame(trips().collectAsList(), trips().schema());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(*)",
                "count(*), count(price), min(day), max(day), min(car), max(distance), min(distance)",
                "sum(speed), count(*)",
                "avg(speed), min(price), max(price), max(paid)",
                "sum(pad1), count(DISTINCT car)"
            })
    void everyAggregateKeepsSparksMeaning(String aggregates) {
        for (String group : List.of("", "car", "paid, car")) {
            String by = group.isEmpty() ? "" : " GROUP BY " + group;
            String keys = group.isEmpty() ? "" : group + ", ";
            String text = "SELECT " + keys + aggregates + " FROM {t} WHERE id > 500" + by + " ORDER BY 1";
            local().createOrReplaceTempView("local_trips");
            trips().createOrReplaceTempView("kelp_trips");
            assertEquals(
                    sorted(LocalSpark.sql(text.replace("{t}", "local_trips"))),
                    sorted(LocalSpark.sql(text.replace("{t}", "kelp_trips"))),
                    text);
        }
    }

    private static List<String> sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    @Test
    void aggregatesAndLimitsShowInThePlan() throws Exception {
        Dataset<Row> counted = trips().where("speed > 50").groupBy("car").count();
        assertTrue(
                plan(counted).contains("PushedAggregates: [COUNT(*)], PushedGroupByExpressions: [car]"), plan(counted));
        try (TaskNumbers numbers = new TaskNumbers()) {
            assertEquals(7, counted.collectAsList().size());
            assertTrue(numbers.sum("rows handed to Spark") <= 7L * EXTENTS);
        }
        Dataset<Row> some = trips().limit(5);
        assertTrue(plan(some).contains("PushedLimit: LIMIT 5, Extents: 1 of 8"), plan(some));
        assertEquals(5, some.collectAsList().size());
    }

    @Test
    void tasksAreGroupsOfExtents() throws Exception {
        try (TaskNumbers numbers = new TaskNumbers()) {
            assertEquals(8_000, trips().select("id").collectAsList().size());
            assertEquals(1, numbers.sum("tasks"), "small extents share a task");
        }
        Dataset<Row> each = LocalSpark.session()
                .read()
                .format("kelp")
                .option("path", folder.toString())
                .option("table", "trips")
                .option("taskBytes", "1")
                .load();
        try (TaskNumbers numbers = new TaskNumbers()) {
            assertEquals(8_000, each.select("id").collectAsList().size());
            assertEquals(EXTENTS, numbers.sum("tasks"));
        }
    }
}
