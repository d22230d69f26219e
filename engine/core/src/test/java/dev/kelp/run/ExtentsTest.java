package dev.kelp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extents of tables: pruned by statistics, added whole or not at all, by several stores at once. */
class ExtentsTest {
    @TempDir
    Path folder;

    CatalogPlace place(Path of) {
        return CatalogPlace.of(of);
    }

    private TableFixture fixture;

    @BeforeEach
    void open() {
        fixture = new TableFixture(place(folder));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void filesThatCannotHoldAMatchAreLeftOut() throws SQLException {
        fixture.create(
                "t", new Field("n", KqlType.LONG), new Field("s", KqlType.STRING), new Field("at", KqlType.DATETIME));
        for (int file = 0; file < 4; file++) {
            fixture.append(
                    "t",
                    "SELECT (" + file + " * 100 + range)::BIGINT, 'v' || " + file + ", (" + file
                            + " * 1000000 + range)::BIGINT FROM range(100)");
        }
        assertEquals(4, fixture.extents("t").size());
        assertEquals(
                1,
                fixture.extents("t", fixture.predicate("t", "n", Op.EQ, 250L)).size());
        assertEquals(
                0,
                fixture.extents("t", fixture.predicate("t", "n", Op.EQ, 400L)).size());
        assertEquals(
                2,
                fixture.extents("t", fixture.predicate("t", "n", Op.LT, 200L)).size());
        assertEquals(
                3,
                fixture.extents("t", fixture.predicate("t", "n", Op.LE, 200L)).size());
        assertEquals(
                1,
                fixture.extents("t", fixture.predicate("t", "s", Op.EQ, "v3")).size());
        assertEquals(
                2,
                fixture.extents("t", fixture.predicate("t", "s", Op.IN, "v0", "v2", "w"))
                        .size());
        assertEquals(
                0, fixture.extents("t", fixture.predicate("t", "s", Op.EQ, "")).size());
        assertEquals(
                0, fixture.extents("t", fixture.predicate("t", "n", Op.IS_NULL)).size());
        assertEquals(
                1,
                fixture.extents("t", fixture.predicate("t", "at", Op.GE, 3_000_000L))
                        .size());
        assertEquals(
                1,
                fixture.extents("t", fixture.predicate("t", "at", Op.EQ, 3_000_099L))
                        .size());
        assertEquals(
                0,
                fixture.extents("t", fixture.predicate("t", "at", Op.GT, 3_000_099L))
                        .size());
    }

    @Test
    void aSnapshotDoesNotSeeLaterCommits() throws SQLException {
        fixture.create("t", new Field("n", KqlType.LONG));
        fixture.append("t", "SELECT 1::BIGINT");
        Snapshot before = fixture.store.snapshot();
        fixture.append("t", "SELECT 2::BIGINT");
        fixture.create("u", new Field("n", KqlType.LONG));
        fixture.store.commit().dropTable(fixture.table("t")).run();

        TableDef table = before.table("main", "t").orElseThrow();
        assertEquals(
                1,
                before.extents(new ScanRequest(table, table.columns(), List.of()))
                        .size());
        assertEquals(1, before.tables("main").size());
        assertEquals(
                List.of("u"),
                fixture.store.snapshot().tables("main").stream()
                        .map(TableDef::name)
                        .toList());
    }

    @Test
    void nothingIsSeenOfACommitThatFails() throws SQLException, IOException {
        TableDef table = fixture.create("t", new Field("n", KqlType.LONG));
        TableDef dropped = fixture.create("dropped", new Field("n", KqlType.LONG));
        fixture.store.commit().dropTable(dropped).run();
        List<WrittenExtent> written = fixture.write(table, "SELECT 1::BIGINT");
        Commit commit = fixture.store.commit();
        commit.createTable("main", "fresh", List.of(new Field("x", KqlType.INT)), "", "");
        commit.append(table, written).append(dropped, written);

        KqlException refused = assertThrows(KqlException.class, commit::run);

        assertEquals(Problem.CONFLICT, refused.problem());
        assertEquals(List.of(), fixture.rows("t"));
        assertEquals(
                List.of("t"),
                fixture.store.snapshot().tables("main").stream()
                        .map(TableDef::name)
                        .toList());
        fixture.store.discard(written);
        assertEquals(List.of(), parquetFiles());
    }

    @Test
    void discardKeepsWhatTheCatalogueNames() throws SQLException, IOException {
        TableDef table = fixture.create("t", new Field("n", KqlType.LONG));
        List<WrittenExtent> written = fixture.write(table, "SELECT 1::BIGINT");
        fixture.store.commit().append(table, written).run();
        fixture.store.discard(written);
        assertEquals(1, parquetFiles().size());
    }

    @Test
    void discardKeepsWhatTheCatalogueNamesInFoldersBelow() throws SQLException, IOException {
        TableDef table = fixture.create("t", new Field("n", KqlType.LONG));
        Path below = fixture.store.snapshot().location(table).resolve("job-1");
        List<WrittenExtent> written =
                new ExtentWriter(fixture.duckDb.connect(), table, below, new Cancellation()).write("SELECT 1::BIGINT");
        fixture.store.commit().append(table, written).run();
        fixture.store.discard(written);
        assertEquals(List.of(List.of(1L)), fixture.rows("t"));
    }

    @Test
    void aFailedWriteLeavesNoFile() throws IOException {
        fixture.create("t", new Field("n", KqlType.LONG));
        assertThrows(
                KqlException.class,
                () -> fixture.append(
                        "t", "SELECT CASE WHEN range < 300000 THEN range ELSE error('no') END FROM range(400000)"));
        assertEquals(List.of(), parquetFiles());
    }

    @Test
    void noRowsMakeNoFile() throws SQLException, IOException {
        fixture.create("t", new Field("n", KqlType.LONG));
        fixture.append("t", "SELECT 1::BIGINT WHERE false");
        assertEquals(List.of(), parquetFiles());
        assertEquals(List.of(), fixture.rows("t"));
    }

    @Test
    void replaceTakesThePlaceOfAllRows() throws SQLException {
        TableDef table = fixture.create("t", new Field("n", KqlType.LONG));
        fixture.append("t", "SELECT range::BIGINT FROM range(5)");
        fixture.store
                .commit()
                .replace(table, fixture.write(table, "SELECT 7::BIGINT"))
                .run();
        assertEquals(List.of(List.of(7L)), fixture.rows("t"));
        fixture.store.commit().replace(table, List.of()).run();
        assertEquals(List.of(), fixture.rows("t"));
    }

    @Test
    void tablesFilledInTheCommitThatMakesThem() throws SQLException {
        Commit commit = fixture.store.commit();
        TableDef planned = commit.createTable("main", "new", List.of(new Field("at", KqlType.DATETIME)), "f", "d");
        List<WrittenExtent> written = new ExtentWriter(
                        fixture.duckDb.connect(), planned, commit.location(planned), new Cancellation())
                .write("SELECT 123::BIGINT");
        commit.append(planned, written).run();
        assertEquals(List.of(List.of(123L)), fixture.rows("new"));
        assertEquals("d", fixture.table("new").docString());
        assertEquals("f", fixture.table("new").folder());
    }

    @Test
    void addedColumnsAreNullInOldRows() throws SQLException {
        TableDef table = fixture.create("t", new Field("n", KqlType.LONG));
        fixture.append("t", "SELECT 1::BIGINT");
        fixture.store
                .commit()
                .addColumns(table, List.of(new Field("s", KqlType.STRING), new Field("j", KqlType.DYNAMIC)))
                .run();
        fixture.append("t", "SELECT 2::BIGINT, 'x', '[1]'");
        assertEquals(List.of(Arrays.asList(1L, "", null), List.of(2L, "x", "[1]")), fixture.rows("t"));
    }

    @Test
    void storesInOneFolderAppendAtOnce() throws SQLException, InterruptedException, ExecutionException {
        fixture.create("t", new Field("n", KqlType.LONG));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int writer = w;
                writers.add(threads.submit(() -> {
                    try (Store own = Store.open(place(folder))) {
                        for (int i = 0; i < 10; i++) {
                            TableDef table = own.snapshot().table("main", "t").orElseThrow();
                            own.commit()
                                    .append(table, fixture.write(table, "SELECT " + (writer * 100 + i) + "::BIGINT"))
                                    .run();
                        }
                    }
                    return writer;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(40, fixture.rows("t").stream().distinct().count());
        assertEquals(41, fixture.store.snapshot().id());
        assertEquals(
                new Snapshot.Size(
                        40,
                        40,
                        fixture.store.snapshot().size(fixture.table("t")).bytes()),
                fixture.store.snapshot().size(fixture.table("t")));
    }

    @Test
    void namesOfEveryKind() throws SQLException {
        List<String> names =
                List.of("a b", "it's", "quo\"te", "ünï", "../up", "select", "1", "a;--", "*?[x]", "\uD83D\uDE00");
        for (String name : names) {
            fixture.create(name, new Field(name, KqlType.STRING), new Field("n", KqlType.DATETIME));
            fixture.append(name, "SELECT 'v', 13::BIGINT");
            assertEquals(
                    List.of(List.of("v", 13L)), fixture.rows(name, fixture.predicate(name, name, Op.EQ, "v")), name);
        }
        assertEquals(names.size(), fixture.store.snapshot().tables("main").size());
    }

    @Test
    void theFolderMayBeMoved() throws SQLException, IOException {
        Path from = folder.resolve("from");
        Path to = folder.resolve("to");
        try (TableFixture moved = new TableFixture(from)) {
            moved.create("t", new Field("n", KqlType.LONG));
            moved.append("t", "SELECT 1::BIGINT");
        }
        Files.move(from, to);
        try (TableFixture moved = new TableFixture(to)) {
            moved.append("t", "SELECT 2::BIGINT");
            assertEquals(2, moved.rows("t").size());
        }
    }

    private List<Path> parquetFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().contains("parquet")).toList();
        }
    }
}
