package dev.kelp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kelp.store.Snapshot;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and columns as Kelp never writes them, described in the catalogue as other clients do. */
class OtherClientsFilesTest {
    @TempDir
    Path folder;

    private TableFixture fixture;

    @BeforeEach
    void open() {
        fixture = new TableFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void adoptedFilesHoldColumnsByNames() throws Exception {
        TableDef table = fixture.create(
                "t", new Field("a", KqlType.STRING), new Field("b", KqlType.LONG), new Field("part", KqlType.INT));
        Path file = Files.createDirectories(folder.resolve("part=7")).resolve("x.parquet");
        fixture.execute("COPY (SELECT 5::INT AS \"B b\", 'q' AS a, 1 AS other) TO '" + file + "'");
        catalogue(
                "INSERT INTO ducklake_column_mapping VALUES (90, " + table.id() + ", 'map_by_name')",
                "INSERT INTO ducklake_name_mapping VALUES (90, 0, 'B b', 2, NULL, 0), (90, 1, 'a', 1, NULL, 0),"
                        + " (90, 2, 'part', 3, NULL, 1)");
        dataFile(table, file, 1, "mapping_id", "90");
        TableDef now = fixture.table("t");
        fixture.store
                .commit()
                .renameColumns(now, Map.of(now.columns().get(0), "renamed"))
                .run();
        assertEquals(List.of(List.of("q", 5L, 7)), fixture.rows("t"));
        assertEquals(
                List.of(List.of("q", 5L, 7)),
                fixture.rows("t", fixture.predicate("t", "b", Op.EQ, 5L), fixture.predicate("t", "part", Op.LT, 8)));
        assertEquals(List.of(), fixture.rows("t", fixture.predicate("t", "renamed", Op.EQ, "a")));
    }

    @Test
    void fieldsInsideValuesAreFoundWhateverTheyWereCalled() throws Exception {
        TableDef table = fixture.create("t", new Field("k", KqlType.INT));
        catalogue(
                column(table, 2, 1, "s", "struct", null, null),
                column(table, 3, 1, "x", "int32", null, 2L),
                column(table, 4, 1, "y", "varchar", null, 2L),
                column(table, 5, 1, "l", "list", null, null),
                column(table, 6, 1, "element", "struct", null, 5L),
                column(table, 7, 1, "p", "int32", null, 6L));
        Path file = folder.resolve("nested.parquet");
        fixture.execute(
                "COPY (SELECT 1::INT AS k, {'x': 1, 'y': 'q'} AS s, [{'p': 5}, NULL] AS l UNION ALL SELECT 2, NULL, NULL)"
                        + " TO '" + file + "' (FIELD_IDS {k: 1, s: {__duckdb_field_id: 2, x: 3, y: 4},"
                        + " l: {__duckdb_field_id: 5, element: {__duckdb_field_id: 6, p: 7}}})");
        dataFile(table, file, 2, "partial_max", "NULL");
        // As ALTER TABLE does it: s.x becomes s.y, s.y goes, s.z comes with a default, l.element.p becomes l.element.q.
        catalogue(
                "UPDATE ducklake_column SET end_snapshot = 5 WHERE column_id IN (3, 4, 7)",
                column(table, 3, 5, "y", "int32", null, 2L),
                column(table, 8, 5, "z", "varchar", "d'd", 2L),
                column(table, 7, 5, "q", "int64", null, 6L),
                snapshot(5));
        assertEquals(
                List.of(Arrays.asList(1, "{\"y\":1,\"z\":\"d'd\"}", "[{\"q\":5},null]"), Arrays.asList(2, null, null)),
                fixture.rows("t"));
    }

    @Test
    void boundsOfAFloatAreThoseOfTheFloat() throws Exception {
        TableDef table = fixture.create("t", new Field("x", KqlType.REAL));
        Path file = folder.resolve("floats.parquet");
        fixture.execute("COPY (SELECT unnest([0.1, 0.2]::FLOAT[]) AS x) TO '" + file + "' (FIELD_IDS {x: 1})");
        dataFile(table, file, 2, "partial_max", "NULL");
        catalogue("INSERT INTO ducklake_file_column_stats(data_file_id, table_id, column_id, value_count, null_count,"
                + " min_value, max_value, contains_nan) VALUES (50, " + table.id() + ", 1, 2, 0, '0.1', '0.2', 0)");
        assertEquals(List.of(List.of((double) 0.2f)), fixture.rows("t", fixture.predicate("t", "x", Op.GT, 0.2)));
        assertEquals(List.of(), fixture.rows("t", fixture.predicate("t", "x", Op.GT, 0.3)));
    }

    @Test
    void numbersOfOthersTypesCompareAsNumbers() throws Exception {
        TableDef table = fixture.create("t", new Field("k", KqlType.INT));
        catalogue(column(table, 2, 1, "u", "uint64", null, null), column(table, 3, 1, "d", "decimal(9,2)", null, null));
        Path file = folder.resolve("numbers.parquet");
        fixture.execute("COPY (SELECT * FROM (VALUES (1::INT, 18446744073709551615::UBIGINT, 10.25::DECIMAL(9,2)),"
                + " (2, 9, 9), (3, NULL, NULL)) AS v(k, u, d)) TO '" + file + "' (FIELD_IDS {k: 1, u: 2, d: 3})");
        dataFile(table, file, 3, "partial_max", "NULL");
        assertEquals(List.of(1), keys(Op.GT, "u", "10"));
        assertEquals(List.of(2), keys(Op.LT, "u", "10.5"));
        assertEquals(List.of(1, 2), keys(Op.GE, "u", "-1"));
        assertEquals(List.of(), keys(Op.EQ, "u", "99999999999999999999999"));
        assertEquals(List.of(1), keys(Op.GT, "d", "9.001"));
        assertEquals(List.of(1), keys(Op.IN, "d", "10.25", "9.001"));
        assertEquals(List.of(1, 2, 3), keys(Op.NE, "d", "9.001"));
        assertEquals(List.of(2, 3), keys(Op.NE, "d", "10.25"));
    }

    @Test
    void rowsInsideTheCatalogueMayBeOfAnEarlierShape() throws Exception {
        TableDef table = fixture.create("t", new Field("k", KqlType.INT));
        catalogue(
                column(table, 2, 1, "s", "struct", null, null),
                column(table, 3, 1, "x", "int32", null, 2L),
                "CREATE TABLE ducklake_inlined_data_" + table.id()
                        + "_9(row_id BIGINT, begin_snapshot BIGINT, end_snapshot BIGINT, k BIGINT, s VARCHAR)",
                "INSERT INTO ducklake_inlined_data_" + table.id() + "_9 VALUES (0, 2, NULL, 1, '{''x'': 3}')",
                "INSERT INTO ducklake_inlined_data_tables VALUES (" + table.id() + ", 'ducklake_inlined_data_"
                        + table.id() + "_9', 9)",
                snapshot(2),
                "UPDATE ducklake_column SET end_snapshot = 5 WHERE column_id = 3",
                column(table, 3, 5, "z", "int32", null, 2L),
                snapshot(5));
        Snapshot snapshot = fixture.store.snapshot();
        TableDef now = snapshot.table("main", "t").orElseThrow();
        ScanRequest request = new ScanRequest(now, now.columns(), List.of());
        assertEquals(1, snapshot.extents(request).size());
        assertEquals(
                "STRUCT(\"x\" INTEGER)",
                snapshot.extents(request).get(0).form().shapes().get(2L).type());
    }

    private List<@Nullable Object> keys(Op op, String column, Object... values) throws SQLException {
        return fixture.rows("t", fixture.predicate("t", column, op, values)).stream()
                .map(row -> row.get(0))
                .toList();
    }

    private void dataFile(TableDef table, Path file, long rows, String column, String value) throws Exception {
        catalogue(
                "INSERT INTO ducklake_data_file(data_file_id, table_id, begin_snapshot, path, path_is_relative, file_format,"
                        + " record_count, file_size_bytes, row_id_start, " + column + ") VALUES (50, " + table.id()
                        + ", 1, '"
                        + file + "', 0, 'parquet', " + rows + ", " + Files.size(file) + ", 0, " + value + ")");
    }

    private static String column(
            TableDef table,
            long id,
            long begin,
            String name,
            String type,
            @Nullable String initialDefault,
            @Nullable Long parent) {
        String text = initialDefault == null ? "NULL" : "'" + initialDefault.replace("'", "''") + "'";
        return "INSERT INTO ducklake_column(column_id, begin_snapshot, table_id, column_order, column_name, column_type,"
                + " initial_default, nulls_allowed, parent_column) VALUES (" + id + ", " + begin + ", " + table.id()
                + ", "
                + id + ", '" + name + "', '" + type + "', " + text + ", 1, " + parent + ")";
    }

    private static String snapshot(long id) {
        return "INSERT INTO ducklake_snapshot VALUES (" + id + ", '2030-01-01 00:00:00+00', " + (id + 10)
                + ", 100, 100)";
    }

    private void catalogue(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
            statement.execute("UPDATE ducklake_snapshot SET schema_version = schema_version + 1 WHERE snapshot_id ="
                    + " (SELECT max(snapshot_id) FROM ducklake_snapshot)");
        }
    }
}
