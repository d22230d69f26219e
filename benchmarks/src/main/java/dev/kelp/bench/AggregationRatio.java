package dev.kelp.bench;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Filtered aggregations through Kelp against the same in plain DuckDB over the same Parquet files: 12 million rows in four
 * extents, the two in turn in one process, medians of 21 runs after 5 for warming up. Prints a row per query and the greatest
 * ratio. Run by {@code ./kelp bench}.
 */
public final class AggregationRatio {
    private static final int WARM_UP = 5;
    private static final int RUNS = 21;

    private record Pair(String name, String kql, String sql) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(
                    "number and range",
                    "F | where month == 6 and dist > 1000 | summarize count(), avg(delay), max(dist) by carrier",
                    "SELECT carrier, count(*), avg(delay), max(dist) FROM F WHERE month = 6 AND dist > 1000 GROUP BY carrier"),
            new Pair(
                    "time range, by day",
                    "F | where ts between (datetime(2013-03-01) .. datetime(2013-06-01)) | summarize count(), sum(dist) by bin(ts, 1d)",
                    "SELECT date_trunc('day', ts), count(*), sum(dist) FROM F"
                            + " WHERE ts BETWEEN TIMESTAMP '2013-03-01' AND TIMESTAMP '2013-06-01' GROUP BY 1"),
            new Pair(
                    "string, two keys",
                    "F | where carrier != 'C3' | summarize avg(delay) by carrier, month",
                    "SELECT carrier, month, avg(delay) FROM F WHERE carrier <> 'C3' GROUP BY carrier, month"),
            new Pair(
                    "top of groups",
                    "F | where dist between (100 .. 2000) | summarize d = sum(dist) by dist % 100 | top 5 by d",
                    "SELECT dist % 100, sum(dist) AS d FROM F WHERE dist BETWEEN 100 AND 2000 GROUP BY 1 ORDER BY d DESC LIMIT 5"));

    private AggregationRatio() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("kelp-bench");
        try (Engine engine = Engine.open(folder);
                Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            System.err.println("writing 12 million rows");
            for (long part = 0; part < 4; part++) {
                String range = part * 3_000_000 + " to " + ((part + 1) * 3_000_000 - 1);
                kelp(
                        engine,
                        ".set-or-append F <| range i from " + range + " step 1"
                                + " | project i, carrier = strcat('C', tostring(i * 7 % 16)), delay = toreal(i * 31 % 300) - 50,"
                                + " dist = i * 7919 % 5000, ts = datetime(2013-01-01) + i * 3s, month = i % 12 + 1");
            }
            try (Statement statement = duckDb.createStatement()) {
                statement.execute("SET parquet_metadata_cache = true");
                statement.execute("CREATE VIEW F AS SELECT * FROM read_parquet('" + folder + "/data/**/*.parquet')");
            }
            double worst = 0;
            System.out.printf("%-22s%12s%12s%8s%n", "query", "Kelp ms", "DuckDB ms", "ratio");
            for (Pair pair : PAIRS) {
                double[] kelp = new double[RUNS];
                double[] plain = new double[RUNS];
                for (int run = -WARM_UP; run < RUNS; run++) {
                    long start = System.nanoTime();
                    kelp(engine, pair.kql());
                    long middle = System.nanoTime();
                    duckDb(duckDb, pair.sql());
                    long end = System.nanoTime();
                    if (run >= 0) {
                        kelp[run] = (middle - start) / 1e6;
                        plain[run] = (end - middle) / 1e6;
                    }
                }
                double ratio = median(kelp) / median(plain);
                worst = Math.max(worst, ratio);
                System.out.printf("%-22s%12.1f%12.1f%8.2f%n", pair.name(), median(kelp), median(plain), ratio);
            }
            System.out.printf("greatest ratio %.2f%n", worst);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void kelp(Engine engine, String text) {
        try (Answer answer = engine.execute(Request.of(text))) {
            Frame frame = answer.primary().frame();
            while (frame.next()) {
                frame.batch().getRowCount();
            }
        }
    }

    private static void duckDb(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }
}
