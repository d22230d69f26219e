package dev.kelp.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a commit may follow that came in since it was planned. */
class ConflictsTest {
    @TempDir
    Path folder;

    private Store store;
    private TableDef table;

    CatalogPlace place(Path of) {
        return CatalogPlace.of(of);
    }

    @BeforeEach
    void open() {
        store = Store.open(place(folder));
        Commit commit = store.commit();
        commit.createTable("main", "t", List.of(new Field("n", KqlType.LONG)), "", "");
        commit.run();
        table = store.snapshot().table("main", "t").orElseThrow();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void appendsGoOnWhateverOthersDidToTheRows() {
        Snapshot base = store.snapshot();
        store.commit().append(table, extent(5)).run();
        store.commit().replace(table, extent(7)).run();
        Commit append = store.commit(base).append(table, extent(3));
        assertEquals(10, append.run().size(table).rows());
    }

    @Test
    void rowsThatTheBaseDidNotHaveAreNotReplaced() {
        store.commit().append(table, extent(4)).run();
        Snapshot base = store.snapshot();
        store.commit().append(table, extent(5)).run();
        store.commit(base).replace(table, extent(1)).run();
        assertEquals(6, store.snapshot().size(table).rows());
        store.commit().replace(table, extent(2)).run();
        assertEquals(2, store.snapshot().size(table).rows());
    }

    @Test
    void rowsOfUnknownOriginReplaceOnlyWhatDidNotChange() {
        Snapshot base = store.snapshot();
        store.commit().append(table, extent(5)).run();
        for (Commit commit : List.of(
                store.commit(base).replaceUnchanged(table, extent(1)),
                store.commit(base).dropReplaced(table))) {
            KqlException refused = assertThrows(KqlException.class, commit::run);
            assertEquals(Problem.CONFLICT, refused.problem());
            assertTrue(refused.getMessage().contains("inserted_into_table"), refused.getMessage());
        }
        assertEquals(5, store.snapshot().size(table).rows());
        assertEquals(base.id() + 1, store.snapshot().id());
        store.commit(store.snapshot()).replaceUnchanged(table, extent(1)).run();
        assertEquals(1, store.snapshot().size(table).rows());
    }

    @Test
    void whatIsDroppedStaysDropped() {
        Commit append = store.commit(store.snapshot()).append(table, extent(1));
        store.commit().dropTable(table).run();
        KqlException refused = assertThrows(KqlException.class, append::run);
        assertEquals(Problem.CONFLICT, refused.problem());
    }

    @Test
    void aCommitThatChangesNothingMakesNoSnapshot() {
        long before = store.snapshot().id();
        assertEquals(before, store.commit().replace(table, List.of()).run().id());
        assertEquals(before + 1, store.commit().append(table, extent(1)).run().id());
    }

    @ParameterizedTest
    @CsvSource({
        "INSERTED_INTO_TABLE, DELETED_FROM_TABLE, false",
        "INLINED_INSERT, ALTERED_TABLE, false",
        "DELETED_FROM_TABLE, INSERTED_INTO_TABLE, false",
        "DELETED_FROM_TABLE, MERGE_ADJACENT, true",
        "DELETED_FROM_TABLE, INLINED_DELETE, true",
        "INLINED_DELETE, INLINE_FLUSH, true",
        "INLINE_FLUSH, INLINED_INSERT, false",
        "INLINE_FLUSH, INLINE_FLUSH, true",
        "MERGE_ADJACENT, DELETED_FROM_TABLE, true",
        "MERGE_ADJACENT, INSERTED_INTO_TABLE, false",
        "REWRITE_DELETE, MERGE_ADJACENT, true",
        "ALTERED_TABLE, ALTERED_TABLE, true",
        "ALTERED_TABLE, INSERTED_INTO_TABLE, false",
    })
    void theMatrixOfTheFormat(ChangeKind mine, ChangeKind theirs, boolean refused) throws SQLException {
        long base = store.snapshot().id();
        long other = table.id() + 1;
        snapshot(base + 1, theirs.name().toLowerCase(Locale.ROOT) + ":" + table.id());
        read(connection -> {
            Conflicts conflicts = new Conflicts(connection, base, base + 1);
            conflicts.check(mine, other);
            new Conflicts(connection, base + 1, base + 1).check(mine, table.id());
            if (refused) {
                assertThrows(KqlException.class, () -> conflicts.check(mine, table.id()));
            } else {
                conflicts.check(mine, table.id());
            }
            return true;
        });
    }

    @Test
    void changesOfEveryKindAreReadAndUnknownOnesConflict() throws SQLException {
        long base = store.snapshot().id();
        snapshot(base + 1, "created_table:\"a,\"\"b\".\"inserted_into_table:7\",inserted_into_table:7,altered_table:8");
        snapshot(base + 2, null);
        snapshot(base + 3, "compacted_table:9,flushed_inlined:8");
        snapshot(base + 4, "polished_table:9");
        read(connection -> {
            ChangesMade made = ChangesMade.between(connection, base, base + 3);
            assertTrue(made.complete());
            assertEquals(
                    Map.of(
                            7L, Set.of(ChangeKind.INSERTED_INTO_TABLE),
                            8L, Set.of(ChangeKind.ALTERED_TABLE, ChangeKind.INLINE_FLUSH),
                            9L, Set.of(ChangeKind.MERGE_ADJACENT, ChangeKind.REWRITE_DELETE)),
                    made.byTable());
            assertFalse(ChangesMade.between(connection, base, base + 4).complete());
            assertFalse(ChangesMade.between(connection, base - 1, base + 5).complete());
            Conflicts unknown = new Conflicts(connection, base, base + 4);
            assertThrows(KqlException.class, () -> unknown.check(ChangeKind.MERGE_ADJACENT, 1));
            return true;
        });
    }

    /** A commit of another client. */
    private void snapshot(long id, @Nullable String changes) throws SQLException {
        try (CatalogConnection connection = connection()) {
            connection.update(
                    "INSERT INTO ducklake_snapshot SELECT ?, snapshot_time, schema_version, next_catalog_id, next_file_id + 1"
                            + " FROM ducklake_snapshot WHERE snapshot_id = ?",
                    id,
                    id - 1);
            connection.update(
                    "INSERT INTO ducklake_snapshot_changes(snapshot_id, changes_made) VALUES (?, ?)", id, changes);
        }
    }

    private void read(Function<CatalogConnection, Boolean> reads) throws SQLException {
        try (CatalogConnection connection = connection()) {
            assertTrue(reads.apply(connection));
        }
    }

    private CatalogConnection connection() throws SQLException {
        CatalogSource source = place(folder).source();
        return new CatalogConnection(source.connect(), source.dialect());
    }

    /** An extent that nobody opens. */
    private List<WrittenExtent> extent(long rows) {
        String path = store.snapshot()
                .location(table)
                .resolve("kelp-" + UUID.randomUUID() + ".parquet")
                .toString();
        return List.of(new WrittenExtent(path, rows, 100, 10, Map.of(), Map.of()));
    }
}
