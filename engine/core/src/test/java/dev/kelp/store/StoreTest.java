package dev.kelp.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Storage;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue by itself, without any file of rows. */
class StoreTest {
    private static final List<Field> COLUMNS = List.of(new Field("n", KqlType.LONG), new Field("p", KqlType.TIMESPAN));

    @TempDir
    Path folder;

    CatalogPlace place(Path of) {
        return CatalogPlace.of(of);
    }

    @Test
    void whatIsMadeIsThereAfterOpeningAgain() {
        try (Store store = Store.open(place(folder))) {
            store.commit().createDatabase("Logs").run();
            Commit commit = store.commit();
            commit.createTable("Logs", "T", COLUMNS, "a folder", "a doc");
            commit.run();
        }
        try (Store store = Store.open(place(folder))) {
            Snapshot snapshot = store.snapshot();
            assertEquals(List.of("main", "Logs"), snapshot.databases());
            assertEquals("main", snapshot.database("NetDefaultDB").orElseThrow());
            assertEquals("main", snapshot.database("").orElseThrow());
            assertEquals("Logs", snapshot.database("logs").orElseThrow());
            TableDef table = snapshot.table("Logs", "T").orElseThrow();
            assertEquals(COLUMNS, table.schema().fields());
            assertEquals("a folder", table.folder());
            assertEquals("a doc", table.docString());
            store.commit().describe(table, "", "other").run();
            assertEquals(
                    "other", store.snapshot().table("Logs", "T").orElseThrow().docString());
        }
    }

    @Test
    void namesThatOthersCannotTellApartAreRefused() {
        try (Store store = Store.open(place(folder))) {
            create(store, "T");
            KqlException refused = assertThrows(KqlException.class, () -> create(store, "t"));
            assertEquals(Problem.ALREADY_THERE, refused.problem());
            List<Field> twice = List.of(new Field("a", KqlType.INT), new Field("A", KqlType.INT));
            assertThrows(KqlException.class, () -> store.commit().createTable("main", "u", twice, "", ""));
            assertThrows(KqlException.class, () -> create(store, ""));
            assertThrows(KqlException.class, () -> create(store, "_ducklake_x"));
            assertEquals(1, store.snapshot().tables("main").size());
        }
    }

    @Test
    void aDroppedTablesNameIsFree() {
        try (Store store = Store.open(place(folder))) {
            create(store, "T");
            TableDef first = store.snapshot().table("main", "T").orElseThrow();
            store.commit().dropTable(first).run();
            create(store, "T");
            assertTrue(store.snapshot().table("main", "T").orElseThrow().id() > first.id());
            KqlException gone = assertThrows(
                    KqlException.class, () -> store.commit().dropTable(first).run());
            assertEquals(Problem.CONFLICT, gone.problem());
        }
    }

    @Test
    void manyOpenANewFolderAtOnce() throws Exception {
        int openers = 8;
        CountDownLatch start = new CountDownLatch(openers);
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        try {
            List<Future<Long>> opened = new ArrayList<>();
            for (int i = 0; i < openers; i++) {
                String name = "t" + i;
                opened.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    try (Store store = Store.open(place(folder))) {
                        create(store, name);
                        return store.snapshot().id();
                    }
                }));
            }
            for (Future<Long> store : opened) {
                assertTrue(store.get() >= 1);
            }
        } finally {
            threads.shutdown();
        }
        try (Store store = Store.open(place(folder))) {
            assertEquals(openers, store.snapshot().tables("main").size());
            assertEquals(openers, store.snapshot().id());
        }
    }

    private static void create(Store store, String name) {
        Commit commit = store.commit();
        commit.createTable("main", name, COLUMNS, "", "");
        commit.run();
    }

    @Test
    void boundsRuleOutOnlyWhatCannotMatch() {
        assertFalse(mayPass(KqlType.LONG, Op.EQ, 5L, "6", "9"));
        assertTrue(mayPass(KqlType.LONG, Op.EQ, 6L, "6", "9"));
        assertFalse(mayPass(KqlType.LONG, Op.GT, 9L, "6", "9"));
        assertTrue(mayPass(KqlType.LONG, Op.GE, 9L, "6", "9"));
        assertTrue(mayPass(KqlType.LONG, Op.GT, 9L, null, null));
        assertTrue(mayPass(KqlType.REAL, Op.LT, 0.0, "-0.0", "inf") == mayPass(KqlType.REAL, Op.LT, 0.0, "0.0", "inf"));
        assertTrue(mayPass(KqlType.REAL, Op.GT, 1e300, "0.5", "inf"));
        assertFalse(mayPass(KqlType.REAL, Op.GT, 1e300, "0.5", "1e+300"));
        assertFalse(mayPass(KqlType.DECIMAL, Op.LT, "1.5", "1.500000000000000000", "2"));
        assertTrue(mayPass(KqlType.STRING, Op.EQ, "\uD83D\uDE00", "\uFF5E", "\uD83D\uDE01"));
        assertFalse(mayPass(KqlType.STRING, Op.EQ, "a", "b", "c"));
        assertTrue(mayPass(KqlType.DYNAMIC, Op.EQ, "1", "2", "3"));
        long day = Objects.requireNonNull(Ticks.parse("2020-01-02"));
        assertFalse(mayPass(KqlType.DATETIME, Op.GE, day, "2020-01-01 00:00:00", "2020-01-01 23:59:59.999999"));
        assertTrue(mayPass(KqlType.DATETIME, Op.GE, day - 10, "2020-01-01 00:00:00", "2020-01-01 23:59:59.999999"));
        assertTrue(mayPass(KqlType.DATETIME, Op.LT, day, "0044-03-15 (BC) 00:00:00", "infinity"));
    }

    @Test
    void aBoundInMicrosecondsStandsForTenTicksWhereThereAreFinerDigits() {
        long day = Objects.requireNonNull(Ticks.parse("2020-01-02"));
        Storage finer = Storage.of(KqlType.DATETIME).withRemainder(new Storage.Remainder(2, "x"));
        ColumnDef column = new ColumnDef(1, "t", KqlType.DATETIME, finer);
        ColumnStats stats = new ColumnStats(0, 5, 0, "2020-01-01 00:00:00", "2020-01-02 00:00:00", null);
        assertTrue(Bounds.mayPass(new ColumnPredicate(column, Op.GT, List.of(day + 8)), stats));
        assertFalse(Bounds.mayPass(new ColumnPredicate(column, Op.GT, List.of(day + 9)), stats));
        ColumnDef plain = new ColumnDef(1, "t", KqlType.DATETIME);
        assertFalse(Bounds.mayPass(new ColumnPredicate(plain, Op.GT, List.of(day)), stats));
    }

    @Test
    void nullsCountAsKqlCountsThem() {
        ColumnStats allNull = new ColumnStats(0, 0, 5, null, null, null);
        ColumnDef number = new ColumnDef(1, "n", KqlType.LONG);
        ColumnDef string = new ColumnDef(1, "s", KqlType.STRING);
        assertFalse(Bounds.mayPass(new ColumnPredicate(number, Op.LT, List.of(5L)), allNull));
        assertTrue(Bounds.mayPass(new ColumnPredicate(number, Op.NE, List.of(5L)), allNull));
        assertTrue(Bounds.mayPass(new ColumnPredicate(number, Op.IS_NULL, List.of()), allNull));
        assertFalse(Bounds.mayPass(new ColumnPredicate(number, Op.IS_NOT_NULL, List.of()), allNull));
        assertTrue(Bounds.mayPass(new ColumnPredicate(string, Op.EQ, List.of("")), allNull));
        assertFalse(Bounds.mayPass(new ColumnPredicate(string, Op.EQ, List.of("x")), allNull));
    }

    private static boolean mayPass(KqlType type, Op op, Object value, @Nullable String min, @Nullable String max) {
        ColumnPredicate predicate = new ColumnPredicate(new ColumnDef(1, "c", type), op, List.of(value));
        return Bounds.mayPass(predicate, new ColumnStats(0, 5, 0, min, max, null));
    }
}
