package dev.kelp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose columns were others when their rows were written, and tables as they were. */
class EvolvedTablesTest {
    @TempDir
    Path folder;

    private String catalog = "";

    @BeforeEach
    void rows() {
        LocalSpark.write(LocalSpark.sql("SELECT 1 AS n, 'a' AS s, 1.5D AS gone"), folder, "t", "append");
        // A session keeps the catalogues it has made.
        catalog = "c" + Math.abs((long) folder.hashCode());
        LocalSpark.session().conf().set("spark.sql.catalog." + catalog, KelpCatalog.class.getName());
        LocalSpark.session().conf().set("spark.sql.catalog." + catalog + ".path", folder.toString());
    }

    @Test
    void columnsThatKqlChangedAreReadBySpark() {
        try (Store store = Store.open(folder)) {
            TableDef table = store.snapshot().table("main", "t").orElseThrow();
            store.commit()
                    .retypeColumn(table, table.columns().get(0), KqlType.LONG)
                    .renameColumns(table, Map.of(table.columns().get(1), "text"))
                    .dropColumns(table, List.of(table.columns().get(2)))
                    .addColumns(table, List.of(new dev.kelp.types.Field("g", KqlType.GUID)))
                    .orderColumns(table, List.of("text", "n", "g"))
                    .run();
        }
        LocalSpark.write(
                LocalSpark.sql("SELECT 'b' AS text, 3000000000L AS n, '0123abcd-0000-4000-8000-0123456789ab' AS g"),
                folder,
                "t",
                "append");
        assertEquals(
                List.of("[a,1,null]", "[b,3000000000,0123abcd-0000-4000-8000-0123456789ab]"),
                texts(LocalSpark.read(folder, "t").orderBy("n").collectAsList()));
        assertEquals(
                List.of("[a]"),
                texts(LocalSpark.read(folder, "t").where("n < 5").select("text").collectAsList()));
        assertEquals(
                List.of("[3000000001,2]"),
                texts(LocalSpark.read(folder, "t")
                        .selectExpr("sum(n)", "count(*)")
                        .collectAsList()));
    }

    /** Spark's decimals have 38 digits, KQL's as many as they need: what has no room is rounded, or told. */
    @Test
    void decimalsThatSparkHasNoRoomFor() {
        String large = "1234567890123456789012345678901234";
        try (Engine engine = Engine.open(folder)) {
            for (String command : List.of(
                    ".create table d (n:long, d:decimal)",
                    ".ingest inline into table d <| 1,0.5\n2,0.00000000000000000007",
                    ".ingest inline into table d <| 3," + large)) {
                engine.execute(Request.of(command)).close();
            }
        }
        assertEquals(
                List.of("[1]", "[2]"),
                texts(LocalSpark.read(folder, "d")
                        .where("n < 3 AND d < 1")
                        .select("n")
                        .orderBy("n")
                        .collectAsList()));
        assertEquals(
                List.of("[0E-18]"),
                texts(LocalSpark.read(folder, "d").where("n = 2").select("d").collectAsList()));
        Exception refused = assertThrows(
                Exception.class,
                () -> LocalSpark.read(folder, "d").where("n = 3").collectAsList());
        assertTrue(
                RoundTripTest.chain(refused).contains("The decimal " + large + " has no room in DECIMAL(38,18)"),
                RoundTripTest.chain(refused));
        assertEquals(
                List.of("[0.5]", "[0.00000000000000000007]", "[" + large + "]"),
                texts(LocalSpark.session()
                        .read()
                        .format("kelp")
                        .option("path", folder.toString())
                        .option("table", "d")
                        .option("types", "kql")
                        .load()
                        .orderBy("n")
                        .select("d")
                        .collectAsList()));
    }

    @Test
    void sparkChangesColumns() {
        LocalSpark.sql("ALTER TABLE " + catalog + ".main.t ADD COLUMN more DOUBLE");
        LocalSpark.sql("ALTER TABLE " + catalog + ".main.t RENAME COLUMN s TO text");
        LocalSpark.sql("ALTER TABLE " + catalog + ".main.t ALTER COLUMN n TYPE BIGINT");
        LocalSpark.sql("ALTER TABLE " + catalog + ".main.t DROP COLUMN gone");
        LocalSpark.sql("ALTER TABLE " + catalog + ".main.t ALTER COLUMN text COMMENT 'a text'");
        LocalSpark.sql("INSERT INTO " + catalog + ".main.t VALUES (3000000000L, 'b', 0.5D)");
        assertEquals(
                List.of("[1,a,null]", "[3000000000,b,0.5]"),
                texts(LocalSpark.sql("SELECT * FROM " + catalog + ".main.t ORDER BY n")
                        .collectAsList()));
        LocalSpark.sql("ALTER TABLE " + catalog + ".main.t RENAME TO main.u");
        assertEquals(
                List.of("[2]"),
                texts(LocalSpark.sql("SELECT count(*) FROM " + catalog + ".main.u")
                        .collectAsList()));
        Exception refused = assertThrows(
                Exception.class, () -> LocalSpark.sql("ALTER TABLE " + catalog + ".main.u ADD COLUMN x INT FIRST"));
        assertTrue(RoundTripTest.chain(refused).contains("not supported"), RoundTripTest.chain(refused));
    }

    @Test
    void tablesAreReadAsTheyWere() throws InterruptedException {
        long first;
        try (Store store = Store.open(folder)) {
            first = store.snapshot().id();
        }
        String between = java.time.Instant.now().plusMillis(1).toString();
        Thread.sleep(10);
        LocalSpark.sql("ALTER TABLE " + catalog + ".main.t RENAME COLUMN s TO text");
        LocalSpark.write(LocalSpark.sql("SELECT 2 AS n, 'b' AS text, 2.5D AS gone"), folder, "t", "append");
        for (String at : List.of("VERSION AS OF " + first, "TIMESTAMP AS OF '" + between + "'")) {
            assertEquals(
                    List.of("[1,a,1.5]"),
                    texts(LocalSpark.sql("SELECT n, s, gone FROM " + catalog + ".main.t " + at)
                            .collectAsList()),
                    at);
        }
        for (Map<String, String> option : List.of(Map.of("snapshot", "" + first), Map.of("timestamp", between))) {
            assertEquals(
                    List.of("[1,a,1.5]"),
                    texts(LocalSpark.session()
                            .read()
                            .format("kelp")
                            .option("path", folder.toString())
                            .option("table", "t")
                            .options(option)
                            .load()
                            .collectAsList()),
                    option.toString());
        }
        assertEquals(2, LocalSpark.read(folder, "t").count());
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(Row::toString).toList();
    }
}
