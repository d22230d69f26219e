package dev.kelp.run;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.types.Field;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A store in a folder, with a DuckDB to write and read its extents. */
public final class TableFixture implements AutoCloseable {
    public final Store store;
    public final DuckDb duckDb = DuckDb.open();

    public TableFixture(Path folder) {
        this(CatalogPlace.of(folder));
    }

    public TableFixture(CatalogPlace place) {
        store = Store.open(place);
    }

    public TableDef create(String name, Field... columns) {
        Commit commit = store.commit();
        commit.createTable("main", name, Arrays.asList(columns), "", "");
        commit.run();
        return table(name);
    }

    public TableDef table(String name) {
        return store.snapshot().table("main", name).orElseThrow();
    }

    /** Writes rows of carriers given as the text of a SELECT, or of VALUES. */
    public List<WrittenExtent> write(TableDef table, String select) throws SQLException {
        try (DuckDBConnection connection = duckDb.connect()) {
            Path folder = store.snapshot().location(table);
            return new ExtentWriter(connection, table, folder, new Cancellation()).write(select);
        }
    }

    public void append(String name, String select) throws SQLException {
        TableDef table = table(name);
        store.commit().append(table, write(table, select)).run();
    }

    public List<Extent> extents(String name, ColumnPredicate... predicates) {
        TableDef table = table(name);
        return store.snapshot().extents(new ScanRequest(table, table.columns(), List.of(predicates)));
    }

    /** The rows of a table as carriers, in no set order where there are several extents. */
    public List<List<@Nullable Object>> rows(String name, ColumnPredicate... predicates) throws SQLException {
        Snapshot snapshot = store.snapshot();
        TableDef table = snapshot.table("main", name).orElseThrow();
        ScanRequest request = new ScanRequest(table, table.columns(), List.of(predicates));
        return rows(snapshot, request);
    }

    /** The rows of a request as a snapshot shows them. */
    public List<List<@Nullable Object>> rows(Snapshot snapshot, ScanRequest request) throws SQLException {
        try (InlinedCache.Use inlined = duckDb.inlined().use(snapshot, duckDb.verified())) {
            return query("SELECT * FROM " + inlined.scan(request));
        }
    }

    public List<List<@Nullable Object>> query(String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    public void execute(String sql) throws SQLException {
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public ColumnPredicate predicate(String table, String column, ColumnPredicate.Op op, Object... values) {
        ColumnDef definition = table(table).column(column).orElseThrow();
        return new ColumnPredicate(definition, op, List.of(values));
    }

    @Override
    public void close() {
        store.close();
        duckDb.close();
    }
}
