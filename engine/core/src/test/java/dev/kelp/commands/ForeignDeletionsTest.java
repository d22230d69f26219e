package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kelp.Request;
import dev.kelp.maintain.Maintenance;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Puffin;
import dev.kelp.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting rows of extents from which other clients have deleted, in each form that the format has. */
class ForeignDeletionsTest {
    @TempDir
    Path folder;

    private EngineFixture tables;
    private long snapshot;

    @BeforeEach
    void fill() {
        tables = new EngineFixture(folder);
        tables.run(".create table T (n:long)");
        tables.run(".append T <| range n from 0 to 9 step 1");
        snapshot = tables.engine.snapshot().id();
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void bitmaps() throws Exception {
        Path file = Files.write(data().resolve("theirs.puffin"), Puffin.file(1, 3));
        foreign(deleteFile(file, "puffin", 2, "NULL"));
        deletesMore();
    }

    @Test
    void positionsOfSeveralCommits() throws Exception {
        Path file = data().resolve("theirs.parquet");
        execute(
                "jdbc:duckdb:",
                "COPY (SELECT 'x' AS file_path, unnest([1, 3])::BIGINT AS pos, " + (snapshot + 1)
                        + "::BIGINT AS _ducklake_internal_snapshot_id) TO '" + file
                        + "' (FIELD_IDS {file_path: 2147483646, pos: 2147483645, _ducklake_internal_snapshot_id: 2147483539})");
        foreign(deleteFile(file, "parquet", 2, String.valueOf(snapshot + 1)));
        deletesMore();
    }

    @Test
    void positionsInsideTheCatalogue() throws Exception {
        foreign(
                "CREATE TABLE ducklake_inlined_delete_1(file_id BIGINT, row_id BIGINT, begin_snapshot BIGINT)",
                "INSERT INTO ducklake_inlined_delete_1 SELECT data_file_id, 1, " + (snapshot + 1)
                        + " FROM ducklake_data_file",
                "INSERT INTO ducklake_inlined_delete_1 SELECT data_file_id, 3, " + (snapshot + 1)
                        + " FROM ducklake_data_file");
        deletesMore();
    }

    @Test
    void bitmapsOfRowsThatAreAllOfTheRest() throws Exception {
        Path file = Files.write(data().resolve("theirs.puffin"), Puffin.file(1, 3));
        foreign(deleteFile(file, "puffin", 2, "NULL"));
        tables.run(".delete table T records <| T | where n < 100");
        assertEquals(0L, tables.cell("T | count"));
        assertEquals(0L, tables.cell(".show table T extents | count"));
        assertEquals(8L, at(snapshot + 1));
    }

    private void deletesMore() {
        assertEquals(8L, tables.cell("T | count"));
        assertEquals(
                2L,
                tables.run(".delete table T records <| T | where n in (1, 2, 5)")
                        .get(0)
                        .get(3));
        assertEquals(List.of(List.of("[0,4,6,7,8,9]")), tables.run("T | summarize make_list(n)"));
        assertEquals(8L, at(snapshot + 1));
        assertEquals(10L, at(snapshot));
        tables.run(".delete table T records <| T | where n > 6");
        maintain();
        assertEquals(List.of(List.of("[0,4,6]")), tables.run("T | summarize make_list(n)"));
        assertEquals(1L, tables.cell(".show table T extents | count"));
        assertEquals(6L, at(snapshot + 2));
        assertEquals(8L, at(snapshot + 1));
    }

    private void maintain() {
        try (Store store = Store.open(CatalogPlace.of(folder));
                DuckDb duckDb = DuckDb.open()) {
            assertEquals(
                    1, new Maintenance(store, duckDb).run(0, new Cancellation()).rewritten());
        }
    }

    private Object at(long of) {
        return tables.run(Request.of("T | count").options(Map.of("kelp_snapshot", String.valueOf(of))))
                .get(0)
                .get(0);
    }

    private Path data() {
        return tables.engine
                .snapshot()
                .location(tables.engine.snapshot().table("main", "T").orElseThrow());
    }

    private String deleteFile(Path file, String format, int count, String partialMax) {
        return "INSERT INTO ducklake_delete_file(delete_file_id, table_id, begin_snapshot, data_file_id, path,"
                + " path_is_relative, format, delete_count, file_size_bytes, footer_size, partial_max) SELECT 900, table_id, "
                + (snapshot + 1) + ", data_file_id, '" + file.getFileName() + "', 1, '" + format + "', " + count
                + ", 9, 0, " + partialMax + " FROM ducklake_data_file";
    }

    /** A commit of another client. */
    private void foreign(String... statements) throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("catalog.sqlite");
        execute(url, statements);
        execute(
                url,
                "INSERT INTO ducklake_snapshot SELECT snapshot_id + 1, snapshot_time, schema_version, next_catalog_id, 901"
                        + " FROM ducklake_snapshot ORDER BY snapshot_id DESC LIMIT 1",
                "INSERT INTO ducklake_snapshot_changes(snapshot_id, changes_made) VALUES (" + (snapshot + 1)
                        + ", 'deleted_from_table:1')");
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }
}
