package dev.kelp.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.ingest.InlinedFlush;
import dev.kelp.run.Cancellation;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Snapshot;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.ScanRequest;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written again keep the partition that other clients find them by; and what others do meanwhile. */
class PartitionsTest {
    private static final String DAYS =
            ".alter table T policy partitioning '{\"PartitionKeys\":[{\"ColumnName\":\"at\",\"Kind\":\"UniformRange\","
                    + "\"Properties\":{\"Reference\":\"1970-01-01T00:00:00\",\"RangeSize\":\"1.00:00:00\","
                    + "\"OverrideCreationTime\":false}}]}'";

    @TempDir
    Path folder;

    private Tables kelp;

    @BeforeEach
    void open() {
        kelp = new Tables(CatalogPlace.of(folder));
        kelp.run(".create table T (n:long, at:datetime)");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    /** Each adds rows of two days. */
    private void append(int times) {
        for (int i = 0; i < times; i++) {
            kelp.run(".append T <| range n from 0 to 19 step 1 | extend at = datetime(2024-05-01) + n % 2 * 1d");
        }
    }

    @Test
    void mergesAndRewritesStayInTheirPartition() throws SQLException {
        kelp.run(DAYS);
        append(8);
        assertEquals(16, kelp.extents());
        KqlException refused =
                assertThrows(KqlException.class, () -> new ExtentMerge(kelp.store, kelp.duckDb, new Cancellation())
                        .merge(
                                kelp.store.snapshot(),
                                kelp.table(),
                                kelp.store.snapshot().details(kelp.table())));
        assertEquals(Problem.NOT_SUPPORTED, refused.problem());
        assertEquals(16, kelp.maintain().merged());
        assertEquals(List.of("0:2024, 1:5, 2:1", "0:2024, 1:5, 2:2"), values());
        kelp.run(".delete table T records <| T | where n % 2 == 1 and n > 5");
        assertEquals(1, kelp.maintain().rewritten());
        assertEquals(List.of("0:2024, 1:5, 2:1", "0:2024, 1:5, 2:2"), values());
        assertEquals(2, kelp.extents());
        assertEquals(80 + 24, kelp.count());
    }

    @Test
    void rowsFlushedAreFoundByAnyCondition() throws SQLException {
        kelp.run(DAYS);
        kelp.run(".alter table T policy roworder (n desc)");
        kelp.run(".alter table T policy streamingingestion enable");
        kelp.run(".ingest inline into table T <|1,2024-05-01\n2,2024-05-02\n3,2024-05-03");
        assertEquals(3, new InlinedFlush(kelp.store, kelp.duckDb).run(InlinedFlush.Due.NOW, new Cancellation()));
        assertEquals(List.of(List.of(2L)), kelp.run("T | where at == datetime(2024-05-02) | project n"));
        assertEquals(List.of(List.of(3L), List.of(2L), List.of(1L)), kelp.run("T | project n"));
    }

    @Test
    void extentsWithoutStatisticsAreLeftOutByTheirPartition() throws SQLException {
        kelp.run(DAYS);
        append(3);
        execute("DELETE FROM ducklake_file_column_stats");
        kelp.run(".delete table T records <| T | where at == datetime(2024-05-01) and n == 4");
        assertEquals(3, extents("at", ColumnPredicate.Op.GE, Ticks.parse("2024-05-02T00:00:00")));
        assertEquals(3, extents("at", ColumnPredicate.Op.LT, Ticks.parse("2024-05-02T00:00:00")));
        assertEquals(0, extents("at", ColumnPredicate.Op.GT, Ticks.parse("2024-05-02T23:59:59.9999999")));
        assertEquals(3, extents("at", ColumnPredicate.Op.EQ, Ticks.parse("2024-05-02T23:59:59.9999990")));
        assertEquals(
                27L,
                kelp.run("T | where at < datetime(2024-05-02) | count").get(0).get(0));
        execute(
                "UPDATE ducklake_partition_column SET transform = 'identity', column_id = 1 WHERE partition_key_index = 2");
        execute("UPDATE ducklake_snapshot SET schema_version = schema_version + 1");
        assertEquals(3, extents("n", ColumnPredicate.Op.EQ, 2L));
        assertEquals(0, extents("n", ColumnPredicate.Op.EQ, 3L));
        assertEquals(6, extents("at", ColumnPredicate.Op.LT, Ticks.parse("2024-05-31T00:00:00")));
        assertEquals(0, extents("at", ColumnPredicate.Op.GE, Ticks.parse("2024-06-01T00:00:00")));
    }

    private int extents(String column, ColumnPredicate.Op op, Object value) {
        ColumnPredicate predicate =
                new ColumnPredicate(kelp.table().column(column).orElseThrow(), op, List.of(value));
        return kelp.store
                .snapshot()
                .extents(new ScanRequest(kelp.table(), List.of(), List.of(predicate)))
                .size();
    }

    @Test
    void noRowsAreAddedWhereOthersWouldNotFindThem() throws SQLException {
        append(1);
        kelp.run(DAYS);
        execute("UPDATE ducklake_partition_column SET transform = 'bucket(4)'");
        execute("UPDATE ducklake_snapshot SET schema_version = schema_version + 1");
        for (String command : List.of(".append T <| T", ".ingest inline into table T <|1,2024-05-01")) {
            KqlException refused = assertThrows(KqlException.class, () -> kelp.run(command));
            assertEquals(Problem.NOT_SUPPORTED, refused.problem());
        }
        kelp.run(".alter table T policy streamingingestion enable");
        assertThrows(KqlException.class, () -> kelp.run(".ingest inline into table T <|1,2024-05-01"));
        kelp.run(".delete table T records <| T | where n == 1");
        assertEquals(19, kelp.count());
    }

    @Test
    void extentsThatOthersChangedAreLeftToTheNextMerge() {
        append(8);
        ExtentMerge merge = new ExtentMerge(kelp.store, kelp.duckDb, new Cancellation());
        Snapshot snapshot = kelp.store.snapshot();
        List<List<ExtentDetails>> groups = merge.due(snapshot, kelp.table());
        assertEquals(1, groups.size());
        kelp.run(".delete table T records <| T | where n == 1 | take 1");
        assertEquals(0, merge.mergeIfUnchanged(snapshot, kelp.table(), groups.get(0)));
        assertEquals(159, kelp.count());
        assertEquals(7, merge.mergeDue());
        assertEquals(159, kelp.count());
        append(8);
        Snapshot later = kelp.store.snapshot();
        List<List<ExtentDetails>> due = merge.due(later, kelp.table());
        kelp.run(".drop table T");
        due.forEach(group -> assertEquals(
                0, merge.mergeIfUnchanged(later, later.table("main", "T").orElseThrow(), group)));
    }

    /** The partition values of the files that the newest snapshot sees. */
    private List<String> values() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT group_concat(v, ', ') FROM (SELECT f.data_file_id,"
                        + " p.partition_key_index || ':' || p.partition_value AS v FROM ducklake_data_file f"
                        + " JOIN ducklake_file_partition_value p ON p.data_file_id = f.data_file_id"
                        + " JOIN ducklake_partition_info i ON i.partition_id = f.partition_id"
                        + " WHERE f.end_snapshot IS NULL ORDER BY f.data_file_id, p.partition_key_index)"
                        + " GROUP BY data_file_id ORDER BY 1")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
