package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.store.Snapshot;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of how rows lie in files. */
class LayoutCommandsTest {
    private static final String DAYS =
            "{\"PartitionKeys\":[{\"ColumnName\":\"at\",\"Kind\":\"UniformRange\",\"Properties\":{\"Reference\":\"2020-01-01T00:00:00\",\"RangeSize\":\"%s\"}}]}";

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void open() {
        engine = new EngineFixture(place(folder.resolve("db")));
        engine.run(".create table T (at:datetime, n:int, s:string)");
    }

    /** The folder of the tables, with its catalogue settled. */
    Path place(Path database) {
        return database;
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aFileHoldsTheRowsOfOneDay() {
        String shown = String.valueOf(
                engine.run(".alter table T policy partitioning '" + String.format(DAYS, "1.00:00:00") + "'")
                        .get(0)
                        .get(2));
        assertTrue(shown.contains("\"RangeSize\":\"1.00:00:00\""), shown);
        engine.run(
                ".ingest inline into table T <|\n2024-01-01,1,a\n2024-01-02T03:00:00.0000001Z,2,b\n2024-01-01T23:59:59,3,c\n,4,d\n");
        assertEquals(3, extents().size());
        assertEquals(List.of(List.of(4L)), engine.run("T | count"));
        assertEquals(
                1,
                extents(predicate("at", ColumnPredicate.Op.EQ, 638396640000000000L))
                        .size());
        assertEquals(
                List.of(List.of(1), List.of(3)),
                engine.run("T | where at < datetime(2024-01-02) | sort by n asc | project n"));
        engine.run(".append T <| T | extend n = toint(n + 10)");
        assertEquals(6, extents().size());
        engine.refused(".drop column T.at");
        engine.run(".rename column T.at to time");
        assertTrue(String.valueOf(
                        engine.run(".show table T policy partitioning").get(0).get(2))
                .contains("\"time\""));
        assertEquals(
                "null", engine.run(".delete table T policy partitioning").get(0).get(2));
        engine.run(".append T <| T | extend n = toint(n + 100)");
        assertEquals(7, extents().size());
    }

    @Test
    void rowsAreSortedInTheirFile() {
        engine.run(".alter table T policy roworder (s asc, n desc)");
        engine.run(".ingest inline into table T <|\n,1,b\n,2,a\n,3,b\n,4,a\n");
        Object path = engine.engine.snapshot().extents(all()).get(0).path();
        assertEquals(List.of(List.of(4), List.of(2), List.of(3), List.of(1)), engine.run("T | project n"));
        assertTrue(String.valueOf(path).endsWith(".parquet"));
        engine.run(".rename column T.s to text");
        assertEquals(
                "{\"RowOrder\":[{\"ColumnName\":\"text\",\"IsAscending\":true},{\"ColumnName\":\"n\",\"IsAscending\":false}]}",
                engine.run(".show table T policy roworder").get(0).get(2));
        assertEquals(Problem.SEMANTIC, engine.refused(".drop column T.text").problem());
        engine.run(".alter-merge table T policy roworder (text desc)");
        engine.run(".ingest inline into table T <|\n,9,z\n,9,y\n");
        assertEquals(List.of(List.of("z"), List.of("y")), engine.run("T | where n == 9 | project text"));
        engine.run(".delete table T policy roworder");
        engine.run(".drop column T.text");
    }

    @Test
    void whatTheFormatHasNoWordForIsRefused() {
        for (String size : List.of("7.00:00:00", "00:30:00", "x")) {
            assertEquals(
                    Problem.NOT_SUPPORTED,
                    engine.refused(".alter table T policy partitioning '" + String.format(DAYS, size) + "'")
                            .problem());
        }
        assertEquals(
                Problem.NOT_SUPPORTED,
                engine.refused(
                                ".alter table T policy partitioning '{\"PartitionKeys\":[{\"ColumnName\":\"s\",\"Kind\":\"Hash\"}]}'")
                        .problem());
        assertEquals(
                Problem.UNKNOWN_COLUMN,
                engine.refused(".alter table T policy roworder (x asc)").problem());
        assertEquals(
                "null", engine.run(".show table T policy partitioning").get(0).get(2));
    }

    private ScanRequest all(@Nullable ColumnPredicate... predicates) {
        TableDef table = engine.engine.snapshot().table("main", "T").orElseThrow();
        return new ScanRequest(table, table.columns(), List.of(predicates));
    }

    private List<Extent> extents(ColumnPredicate... predicates) {
        Snapshot snapshot = engine.engine.snapshot();
        return snapshot.extents(all(predicates));
    }

    private ColumnPredicate predicate(String column, ColumnPredicate.Op op, Object value) {
        TableDef table = engine.engine.snapshot().table("main", "T").orElseThrow();
        return new ColumnPredicate(table.column(column).orElseThrow(), op, List.of(value));
    }
}
