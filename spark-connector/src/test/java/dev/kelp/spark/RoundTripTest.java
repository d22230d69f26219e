package dev.kelp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values go through a table and come back as they were. */
class RoundTripTest {
    @TempDir
    Path folder;

    private static final String EXTREMES = """
            SELECT * FROM VALUES
              (1, true, 2147483647, 9223372036854775807L, double('Infinity'), 12345678901234567890.123456789012345678BD,
               'Größe \\'\\' \\\\ 漢字', timestamp'9999-12-31 23:59:59.999999', interval '10675198 02:48:05.477580' day to second),
              (2, false, -2147483648, -9223372036854775807L, double('-Infinity'), -99999999999999999999.999999999999999999BD,
               '', timestamp'0001-01-01 00:00:00', interval '-10675198 02:48:05.477581' day to second),
              (3, null, null, null, null, null, null, null, null),
              (4, true, 0, 0L, double('NaN'), 0BD, ' ', timestamp'1969-12-31 23:59:59.999999', interval '-0.000001' second),
              (5, false, 1, 1L, -0.0D, 1.50BD, 'a\\tb\\nc', timestamp'2024-02-29 12:34:56.789', interval '1' second)
            AS t(id, b, i, l, r, m, s, t, p)""";

    @Test
    void sparksOwnReaderReadsTheExtents() {
        Dataset<Row> rows =
                LocalSpark.sql("SELECT CAST(id AS INT) AS i, id AS l, id / 7 AS r, concat('s', id % 9) AS s,"
                        + " timestamp_micros(id * 1000003) AS t FROM range(20000)");
        LocalSpark.write(rows, folder, "plain", "append");
        String sums = "count(*), sum(i), sum(l), round(sum(r), 3), count(DISTINCT s)";
        Dataset<Row> files = LocalSpark.session()
                .read()
                .option("recursiveFileLookup", "true")
                .parquet(folder.resolve("data").toString());
        assertEquals(
                rows.selectExpr(sums.split(", (?![^(]*\\))")).collectAsList(),
                files.selectExpr(sums.split(", (?![^(]*\\))")).collectAsList());
    }

    @Test
    void everyTypeWithNullsAndExtremes() {
        Dataset<Row> rows = LocalSpark.sql(EXTREMES);
        LocalSpark.write(rows, folder, "all_types", "append");
        Dataset<Row> back = LocalSpark.read(folder, "all_types");
        assertEquals(
                "id int, b boolean, i int, l bigint, r double, m decimal(38,18), s string, t timestamp,"
                        + " p interval day to second",
                columns(back));
        assertEquals(
                texts(rows.na()
                        .fill("", new String[] {"s"})
                        .selectExpr("*", "hex(s) AS x", "cast(m AS decimal(38,18)) AS y")
                        .drop("m")),
                texts(back.selectExpr("*", "hex(s) AS x", "m AS y").drop("m")));
    }

    @Test
    void sparksOtherTypesBecomeTheNearestOfKql() {
        Dataset<Row> rows = LocalSpark.sql("""
                SELECT 7Y AS tiny, 300S AS small, 1.25F AS f, 12.50BD AS price, date'2024-02-29' AS d,
                  timestamp_ntz'2024-02-29 01:02:03.000004' AS n, X'00FF' AS bin, array(1, 2) AS a,
                  map('k', 1.5D) AS m, named_struct('x', 1, 'y', array('q', null)) AS st, interval '2' hour AS h""");
        LocalSpark.write(rows, folder, "others", "append");
        assertEquals(
                List.of(
                        new Field("tiny", KqlType.INT),
                        new Field("small", KqlType.INT),
                        new Field("f", KqlType.REAL),
                        new Field("price", KqlType.DECIMAL),
                        new Field("d", KqlType.DATETIME),
                        new Field("n", KqlType.DATETIME),
                        new Field("bin", KqlType.STRING),
                        new Field("a", KqlType.DYNAMIC),
                        new Field("m", KqlType.DYNAMIC),
                        new Field("st", KqlType.DYNAMIC),
                        new Field("h", KqlType.TIMESPAN)),
                definition("others").schema().fields());
        assertEquals(
                List.of(
                        "[7,300,1.25,12.500000000000000000,2024-02-29 00:00:00,2024-02-29 01:02:03.000004,AP8=,[1,2],{\"k\":1.5},"
                                + "{\"x\":1,\"y\":[\"q\",null]},INTERVAL '0 02:00:00' DAY TO SECOND]"),
                texts(LocalSpark.read(folder, "others")));
    }

    @Test
    void kqlTypesSurviveACopy() {
        try (Store store = Store.open(folder)) {
            var commit = store.commit();
            commit.createTable(
                    "main", "source", List.of(new Field("g", KqlType.GUID), new Field("d", KqlType.DYNAMIC)), "", "");
            commit.run();
        }
        Dataset<Row> rows = LocalSpark.sql(
                "SELECT '0123abcd-0000-4000-8000-0123456789ab' AS g, '{ \"a\" : [1, null] }' AS d UNION ALL"
                        + " SELECT null, null UNION ALL SELECT '00000000-0000-0000-0000-000000000000', 'null'");
        LocalSpark.write(rows, folder, "source", "append");
        LocalSpark.write(LocalSpark.read(folder, "source"), folder, "copy", "append");
        assertEquals(
                definition("source").schema().fields(),
                definition("copy").schema().fields());
        assertEquals(
                List.of(
                        "[00000000-0000-0000-0000-000000000000,null]",
                        "[0123abcd-0000-4000-8000-0123456789ab,{\"a\":[1,null]}]",
                        "[null,null]"),
                texts(LocalSpark.read(folder, "copy")));
    }

    @Test
    void aTimeThatKqlCannotHoldIsRefused() {
        Dataset<Row> rows = LocalSpark.sql("SELECT timestamp_micros(253402300800000000) AS t");
        Exception refused = assertThrows(Exception.class, () -> LocalSpark.write(rows, folder, "late", "append"));
        assertTrue(chain(refused).contains("Column t holds a time outside of the years 1 to 9999"), chain(refused));
    }

    static String chain(Throwable fault) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    private TableDef definition(String table) {
        return Stores.existing(folder.toString())
                .snapshot()
                .table("main", table)
                .orElseThrow();
    }

    private static String columns(Dataset<Row> rows) {
        return String.join(
                ", ",
                Arrays.stream(rows.schema().fields())
                        .map(f -> f.name() + " " + f.dataType().sql().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows
                .selectExpr(Arrays.stream(rows.columns())
                        .map(c -> "cast(`" + c + "` AS string) AS `" + c + "`")
                        .toArray(String[]::new))
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
