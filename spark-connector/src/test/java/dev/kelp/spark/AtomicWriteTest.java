package dev.kelp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write is there wholly or not at all, whatever happens to it. */
@Tag("slow")
class AtomicWriteTest {
    @TempDir
    Path folder;

    private static Dataset<Row> numbers(long from, long to) {
        return LocalSpark.session().range(from, to, 1, 4).toDF();
    }

    private long count() {
        return LocalSpark.read(folder, "n").count();
    }

    @Test
    void modes() {
        LocalSpark.write(numbers(0, 10), folder, "n", "errorifexists");
        assertThrows(Exception.class, () -> LocalSpark.write(numbers(0, 10), folder, "n", "errorifexists"));
        LocalSpark.write(numbers(0, 10), folder, "n", "ignore");
        assertEquals(10, count());
        LocalSpark.write(numbers(10, 15), folder, "n", "append");
        assertEquals(15, count());
        Dataset<Row> before = LocalSpark.session()
                .read()
                .format("kelp")
                .option("path", folder.toString())
                .option("table", "n")
                .option(
                        "snapshot",
                        Stores.existing(folder.toString()).snapshot().id())
                .load();
        LocalSpark.write(numbers(100, 103), folder, "n", "overwrite");
        assertEquals(3, count());
        assertEquals(15, before.count(), "a pinned snapshot stays");
        LocalSpark.write(numbers(0, 0), folder, "n", "append");
        assertEquals(3, count());
    }

    @Test
    void rowsThatCameInWhileAJobRanAreNotOverwritten() {
        LocalSpark.write(numbers(0, 10), folder, "n", "append");
        Store store = Stores.existing(folder.toString());
        Snapshot base = store.snapshot();
        TableDef table = base.table("main", "n").orElseThrow();
        LocalSpark.write(numbers(10, 15), folder, "n", "append");
        KqlException refused = assertThrows(KqlException.class, () -> WriteTarget.existing(store, table, base)
                .commit(List.of(), true));
        assertEquals(Problem.CONFLICT, refused.problem());
        assertEquals(15, count());
        WriteTarget.existing(store, table, base).commit(List.of(), false);
        WriteTarget.existing(store, table, store.snapshot()).commit(List.of(), true);
        assertEquals(0, count());
    }

    @Test
    void aMissingTableIsNamed() {
        LocalSpark.write(numbers(0, 1), folder, "flights", "append");
        Exception missing = assertThrows(Exception.class, () -> LocalSpark.read(folder, "fligths"));
        assertTrue(
                missing.getMessage().contains("No table 'fligths' in database 'main'. Did you mean 'flights'?"),
                missing.getMessage());
        Exception nothing = assertThrows(Exception.class, () -> LocalSpark.read(folder.resolve("none"), "x"));
        assertTrue(nothing.getMessage().contains("There are no tables in "), nothing.getMessage());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void aTaskThatFailsMidwayLeavesNothing() throws IOException, InterruptedException {
        LocalSpark.write(numbers(0, 10), folder, "n", "append");
        List<Path> files = files(folder);
        Dataset<Row> breaking =
                numbers(0, 40_000).selectExpr("CASE WHEN id = 35000 THEN raise_error('broken') ELSE id END AS id");
        Exception failure = assertThrows(Exception.class, () -> breaking.write()
                .format("kelp")
                .option("path", folder.toString())
                .option("table", "n")
                .option("extentRows", "1000")
                .mode("append")
                .save());
        assertTrue(RoundTripTest.chain(failure).contains("broken"));
        assertEquals(10, count());
        awaitFiles(files);
        // A table that the failed job was to make is not there either.
        assertThrows(Exception.class, () -> LocalSpark.write(breaking, folder, "other", "append"));
        assertThrows(Exception.class, () -> LocalSpark.write(breaking, folder, "other", "errorifexists"));
        assertTrue(Stores.existing(folder.toString())
                .snapshot()
                .table("main", "other")
                .isEmpty());
        awaitFiles(files);
    }

    /** A killed task may still be taking its own files away when Spark counts it as ended. */
    private void awaitFiles(List<Path> expected) throws IOException, InterruptedException {
        LocalSpark.awaitTasks();
        for (int i = 0; i < 300 && !expected.equals(files(folder)); i++) {
            Thread.sleep(100);
        }
        assertEquals(expected, files(folder));
    }

    @Test
    void jobsThatAppendAtTheSameTimeAllArrive() {
        LocalSpark.write(numbers(0, 1), folder, "n", "append");
        List<CompletableFuture<Void>> jobs = Stream.of(1, 2, 3, 4)
                .map(job -> CompletableFuture.runAsync(
                        () -> LocalSpark.write(numbers(job * 1_000L, job * 1_000L + 500), folder, "n", "append")))
                .toList();
        jobs.forEach(CompletableFuture::join);
        assertEquals(2_001, count());
        assertEquals(2_001, LocalSpark.read(folder, "n").distinct().count());
    }

    @Test
    void aJobKilledBeforeItsCommitLeavesTheTableAsItWas() throws Exception {
        LocalSpark.write(numbers(0, 10), folder, "n", "append");
        long snapshot = Stores.existing(folder.toString()).snapshot().id();
        try (Connection catalog = DriverManager.getConnection("jdbc:sqlite:" + Store.catalog(folder));
                Statement statement = catalog.createStatement()) {
            // While this writer holds the catalogue, the job's tasks can end but its driver cannot commit.
            statement.execute("BEGIN IMMEDIATE");
            Process job = KilledJob.start(folder);
            try {
                KilledJob.awaitTasks(job);
                assertEquals(4, written(folder), "every task has committed its file");
            } finally {
                job.destroyForcibly().waitFor();
            }
            statement.execute("ROLLBACK");
        }
        assertEquals(10, count());
        assertEquals(snapshot, Stores.existing(folder.toString()).snapshot().id());
        KilledJob.write(LocalSpark.session(), folder);
        assertEquals(10 + KilledJob.ROWS, count());
        assertEquals(
                KilledJob.ROWS,
                LocalSpark.read(folder, "n").where("id >= 1000").distinct().count());
    }

    /** Files that tasks have written and no commit has named. */
    private static long written(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().contains("/spark-")
                                    && f.toString().endsWith(".parquet"))
                            .count()
                    - 4;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> !f.toString().contains("catalog.sqlite"))
                    .filter(f ->
                            Files.isRegularFile(f) || f.getFileName().toString().startsWith("spark-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void tablesByNameInSql() {
        SparkSession session = LocalSpark.session();
        session.conf().set("spark.sql.catalog.lake", KelpCatalog.class.getName());
        session.conf().set("spark.sql.catalog.lake.path", folder.toString());
        LocalSpark.sql("CREATE TABLE lake.squares AS SELECT id, id * id AS square FROM range(10)");
        LocalSpark.sql("INSERT INTO lake.main.squares VALUES (10, 100)");
        assertEquals(
                385,
                LocalSpark.sql("SELECT sum(square) FROM lake.squares").first().getLong(0));
        assertEquals(
                "squares", LocalSpark.sql("SHOW TABLES IN lake.main").first().getString(1));
        LocalSpark.sql("CREATE TABLE lake.typed (a INT, b TIMESTAMP)");
        assertEquals(0, LocalSpark.sql("SELECT * FROM lake.typed").count());
        LocalSpark.sql("DROP TABLE lake.typed");
        assertEquals(1, LocalSpark.sql("SHOW TABLES IN lake.main").count());
        LocalSpark.sql("CREATE OR REPLACE TABLE lake.squares AS SELECT 'x' AS only");
        assertEquals("[x]", LocalSpark.sql("SELECT * FROM lake.squares").first().toString());
    }
}
